#include "pcapng_notes.h"

#include <string.h>

#include "base/escape.h"
#include "pcapng_format.h"

#define RECORD_END  0
#define RECORD_IPV4 1
#define RECORD_IPV6 2

uint16_t notes_option(const struct reader *r, struct cursor *options, struct cursor *value)
{
	const uint8_t *head = cursor_left(options) > 0 ? cursor_take(options, 4) : NULL;

	if (!head)
		return OPTION_END;
	uint16_t len = reader_u16(r, head + 2);
	*value = cursor_window(options, len);
	cursor_skip(options, -len & 3);
	return reader_u16(r, head);
}

void notes_comment(struct reader *r, struct cursor value)
{
	size_t len = cursor_left(&value);
	const uint8_t *text = cursor_take(&value, len);

	if (r->input->comments++ == 0 && text)
		escape_text(r->input->comment, sizeof r->input->comment, text, len);
}

bool notes_comments(struct reader *r, struct cursor options)
{
	struct cursor value;

	for (uint16_t code; (code = notes_option(r, &options, &value)) != OPTION_END;)
		if (code == OPTION_COMMENT)
			notes_comment(r, value);
	return !options.bad;
}

/* Reads an address and the names after it, and keeps the first name. */
static void take_names(struct reader *r, uint16_t kind, struct cursor record)
{
	size_t bytes = kind == RECORD_IPV4 ? 4 : 16;
	const uint8_t *address = cursor_take(&record, bytes);
	size_t left = cursor_left(&record);
	const uint8_t *name = address ? cursor_take(&record, left) : NULL;

	if (!name)
		return;
	struct address a = kind == RECORD_IPV4 ? address_v4(address) : address_v6(address);
	host_names_add(&r->input->hosts, &a, HOST_SOURCE_CAPTURE, (struct source_ref){.record = 0},
	    name, strnlen((const char *)name, left));
}

bool notes_names(struct reader *r, struct cursor records)
{
	struct cursor value;

	for (uint16_t kind; (kind = notes_option(r, &records, &value)) != RECORD_END;)
		if (kind == RECORD_IPV4 || kind == RECORD_IPV6)
			take_names(r, kind, value);
	return !records.bad;
}
