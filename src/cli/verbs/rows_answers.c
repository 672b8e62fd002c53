#include "rows_answers.h"

#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "base/memory.h"
#include "dns/record_text.h"

void rows_answers_fini(struct rows_answers *a)
{
	free(a->records);
	*a = (struct rows_answers){.count = 0};
}

void rows_answers_read(
    struct rows_answers *a, const struct raw_message *from, const struct parsed_message *m)
{
	const struct dns_event *e = &m->event;
	struct dns_record record;
	struct dns_walk walk;

	a->count = 0;
	a->known = dns_event_has_answers(e) && from->question == 0;
	a->ttl_known = a->known && !(e->unknown & UNKNOWN_TTL);
	if (!a->known || m->msg.seen[DNS_ANSWER] == 0)
		return;
	if (m->msg.seen[DNS_ANSWER] > a->cap) {
		a->cap = m->msg.seen[DNS_ANSWER];
		a->records = memory_resize(a->records, a->cap, sizeof *a->records);
	}
	dns_walk_start(&walk, from->bytes, from->len, &m->msg);
	while (dns_walk_next(&walk, &record) == 1 && record.section <= DNS_ANSWER)
		if (record.section == DNS_ANSWER)
			a->records[a->count++] = record;
}

static void put(struct buffer *b, const char *text, size_t len)
{
	(void)buffer_push(b, text, len);
}

static void put_member(
    struct buffer *b, enum rows_list what, const struct dns_record *record, struct row_words *words)
{
	char digits[DIGITS_TEXT_MAX];
	const char *type;

	switch (what) {
	case ROWS_ANSWERS:
		record_text_put(b, record, false);
		break;
	case ROWS_ANSWER_TYPES:
		type = row_words_get(words, ROW_TYPE, record->type);
		put(b, type, strlen(type));
		break;
	case ROWS_TTL:
		put(b, digits, digits_of(record->ttl, digits));
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

bool rows_answers_text(struct buffer *b, enum rows_list what, const struct rows_answers *a,
    struct row_words *words, bool json)
{
	bool quoted = json && what != ROWS_TTL;

	b->len = 0;
	if (!(what == ROWS_TTL ? a->ttl_known : a->known))
		return false;
	if (json)
		put(b, "[", 1);
	for (size_t i = 0; i < a->count; i++) {
		if (i > 0)
			put(b, json ? "," : (char[]){ROWS_SEPARATOR}, 1);
		if (quoted)
			put(b, "\"", 1);
		size_t at = b->len;
		put_member(b, what, &a->records[i], words);
		quote_member(b, at, json);
		if (quoted)
			put(b, "\"", 1);
	}
	if (json)
		put(b, "]", 1);
	put(b, "", 1);
	return true;
}
