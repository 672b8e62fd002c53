#include "reader.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void reader_linktype(struct input *input, int linktype)
{
	for (int i = 0; i < input->linktype_count; i++)
		if (input->linktypes[i] == linktype)
			return;
	if (input->linktype_count < INPUT_LINKTYPES_MAX)
		input->linktypes[input->linktype_count++] = linktype;
}

int reader_short(struct reader *r, const char *what, uint64_t needed_bytes)
{
	trouble_set(&r->trouble, INPUT_TRUNCATED,
	    "truncated after packet %" PRIu64 ": %zu of the %" PRIu64 " bytes of %s", r->number,
	    stream_left(r->stream), needed_bytes, what);
	return 0;
}

void reader_note_damage(struct reader *r, const char *format, va_list arguments)
{
	char what[128];

	vsnprintf(what, sizeof what, format, arguments);
	trouble_set(
	    &r->trouble, INPUT_DAMAGED, "damaged after packet %" PRIu64 ": %s", r->number, what);
}

int reader_damaged(struct reader *r, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	reader_note_damage(r, format, ap);
	va_end(ap);
	return 0;
}

/* Length of the run of zero bytes at the front. */
static size_t zeros(const uint8_t *bytes, size_t len)
{
	if (len == 0 || bytes[0] != 0)
		return 0;
	if (memcmp(bytes, bytes + 1, len - 1) == 0)
		return len;
	size_t n = 0;
	while (bytes[n] == 0)
		n++;
	return n;
}

bool reader_zeros(struct reader *r, const uint8_t *header, size_t header_bytes)
{
	uint64_t count = 0;
	const uint8_t *chunk;
	size_t len, run = 0;

	if (zeros(header, header_bytes) != header_bytes)
		return false;
	while ((chunk = stream_chunk(r->stream, &len)) != NULL) {
		run = zeros(chunk, len);
		stream_take(r->stream, run);
		count += run;
		if (run < len)
			break;
	}
	reader_damaged(r, "%" PRIu64 " zero bytes %s", count,
	    chunk ? "in place of records" : "at the end, never written or lost");
	return true;
}
