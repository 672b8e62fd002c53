#include "row_words.h"

#include <string.h>

const char *row_words_get(struct row_words *words, enum row_word kind, uint16_t number)
{
	static const char *(*const text_of[])(uint16_t, char *) = {[ROW_TYPE] = dns_type_text,
	    [ROW_CLASS] = dns_class_text,
	    [ROW_RCODE] = dns_rcode_text,
	    [ROW_OPCODE] = dns_opcode_text};

	if (kind == ROW_OPCODE) /* the other flags are not part of the text */
		number = (uint16_t)(dns_opcode(number) << 11);
	size_t slot = (number ^ number >> 8) % ROW_WORDS;
	char *text = words->words[kind][slot].text;
	if (*text == '\0' || words->words[kind][slot].number != number) {
		text_of[kind](number, text);
		words->words[kind][slot].number = number;
	}
	return text;
}

/* The last bytes of addresses differ most. */
static size_t slot_of(const struct address *a)
{
	const uint8_t *last = a->bytes + (a->family == 4 ? 4 : 16);

	return (last[-1] * 31u + last[-2] * 7u + last[-3]) % ROW_ADDRESSES;
}

const char *row_words_address(struct row_words *words, const struct address *a)
{
	size_t slot = slot_of(a);
	char *text = words->addresses[slot].text;

	if (*text == '\0' || memcmp(&words->addresses[slot].address, a, sizeof *a) != 0) {
		address_text(a, text);
		words->addresses[slot].address = *a;
	}
	return text;
}
