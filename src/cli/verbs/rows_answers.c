#include "rows_answers.h"

#include <string.h>

#include "base/digits.h"
#include "dns/record_text.h"
#include "dns/text.h"

bool rows_answers_next(struct dns_walk *walk, bool *begun, const struct raw_message *from,
    const struct parsed_message *m, struct dns_record *record)
{
	if (!*begun) {
		dns_walk_start(walk, from->bytes, from->len, &m->msg);
		*begun = true;
	}
	while (dns_walk_next(walk, record) == 1)
		if (record->section != DNS_QUESTION)
			return record->section == DNS_ANSWER;
	return false;
}

static bool has_list(
    enum rows_list what, const struct raw_message *from, const struct parsed_message *m)
{
	const struct dns_event *e = &m->event;

	return e->dns && e->response && from->question == 0 &&
	       dns_opcode(e->flags) == DNS_OPCODE_QUERY && !(e->unknown & UNKNOWN_ANSWERS) &&
	       !(what == ROWS_TTL && e->unknown & UNKNOWN_TTL);
}

static void put(struct buffer *b, const char *text, size_t len)
{
	(void)buffer_push(b, text, len);
}

static void put_member(struct buffer *b, enum rows_list what, const struct dns_record *record)
{
	char text[DNS_MNEMONIC_MAX > DIGITS_TEXT_MAX ? DNS_MNEMONIC_MAX : DIGITS_TEXT_MAX];

	switch (what) {
	case ROWS_ANSWERS:
		record_text_put(b, record, false);
		break;
	case ROWS_ANSWER_TYPES:
		put(b, text, strlen(dns_type_text(record->type, text)));
		break;
	case ROWS_TTL:
		put(b, text, digits_of(record->ttl, text));
	}
}

/* What was written from `at` on, as a member that can be told from its neighbours: a JSON string,
 * or a text without the separator. Works from the end, where the bytes move to. */
static void quote_member(struct buffer *b, size_t at, bool json)
{
	size_t more = 0, end = b->len;

	for (size_t i = at; i < end; i++)
		more += json ? b->bytes[i] == '"' || b->bytes[i] == '\\'
			     : 3 * (size_t)(b->bytes[i] == ROWS_SEPARATOR);
	if (more == 0)
		return;
	for (size_t i = 0; i < more; i++)
		put(b, "", 1);
	if (b->len < end + more) /* no room: the list ends here */
		return;
	for (size_t from = end, to = end + more; from > at; from--) {
		uint8_t c = b->bytes[from - 1];

		if (!json && c == ROWS_SEPARATOR) {
			to -= 4;
			memcpy(b->bytes + to, "\\059", 4);
			continue;
		}
		b->bytes[--to] = c;
		if (json && (c == '"' || c == '\\'))
			b->bytes[--to] = '\\';
	}
}

bool rows_answers_text(struct buffer *b, enum rows_list what, const struct raw_message *from,
    const struct parsed_message *m, bool json)
{
	bool quoted = json && what != ROWS_TTL, begun = false;
	struct dns_record record;
	struct dns_walk walk;

	b->len = 0;
	if (!has_list(what, from, m))
		return false;
	if (json)
		put(b, "[", 1);
	for (size_t n = 0; rows_answers_next(&walk, &begun, from, m, &record); n++) {
		if (n > 0)
			put(b, json ? "," : (char[]){ROWS_SEPARATOR}, 1);
		if (quoted)
			put(b, "\"", 1);
		size_t at = b->len;
		put_member(b, what, &record);
		quote_member(b, at, json);
		if (quoted)
			put(b, "\"", 1);
	}
	if (json)
		put(b, "]", 1);
	put(b, "", 1);
	return true;
}
