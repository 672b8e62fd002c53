#include "label.h"

#include <string.h>

#include "base/idn.h"
#include "dns/suffix.h"

bool label_split(struct labels *labels, const struct payload *p)
{
	size_t pos = 0;

	labels->count = 0;
	while (pos < p->len && labels->count < p->label_count) {
		const uint8_t *text = p->text + pos;
		const uint8_t *dot = memchr(text, '.', p->len - pos);
		size_t len = dot ? (size_t)(dot - text) : p->len - pos;

		labels->at[labels->count++] = (struct label){text, len};
		pos += len + 1;
	}
	return labels->count == p->label_count && pos > p->len;
}

bool label_is(struct label l, const char *text)
{
	return l.len == strlen(text) && memcmp(l.text, text, l.len) == 0;
}

bool label_starts(struct label l, const char *prefix)
{
	size_t len = strlen(prefix);

	return l.len >= len && memcmp(l.text, prefix, len) == 0;
}

bool label_char_in(char class, uint8_t c)
{
	bool digit = c >= '0' && c <= '9', letter = c >= 'a' && c <= 'z';

	switch (class) {
	case 'b':
		return letter || (c >= '2' && c <= '7');
	case 'd':
		return digit;
	case 'h':
		return digit || (c >= 'a' && c <= 'f');
	case 'l':
		return letter;
	case 'n':
		return digit || letter;
	case 'a':
		return digit || letter || c == '-' || c == '_';
	default:
		return false;
	}
}

bool label_all_in(struct label l, char class)
{
	for (size_t i = 0; i < l.len; i++)
		if (!label_char_in(class, l.text[i]))
			return false;
	return l.len > 0;
}

bool label_is_byte(struct label l)
{
	unsigned value = 0;

	if (l.len > 3 || !label_all_in(l, 'd') || (l.len > 1 && l.text[0] == '0'))
		return false;
	for (size_t i = 0; i < l.len; i++)
		value = 10 * value + (l.text[i] - '0');
	return value <= UINT8_MAX;
}

bool label_is_nibble(struct label l)
{
	return l.len == 1 && label_all_in(l, 'h');
}

bool label_is_guid(struct label l)
{
	static const char form[] = "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh";

	if (l.len != sizeof form - 1)
		return false;
	for (size_t i = 0; i < l.len; i++)
		if (form[i] == '-' ? l.text[i] != '-' : !label_char_in('h', l.text[i]))
			return false;
	return true;
}

bool label_is_tld(struct label l)
{
	struct idn_label idn;

	if (suffix_is_top_level(l.text, l.len))
		return true;
	if (!idn_has_prefix(l.text, l.len))
		return false;
	idn_label_read(&idn, l.text, l.len);
	return idn.status == IDN_WORD;
}
