#include "extract_lines.h"

#include <string.h>

/* Frame Streams control frames: escape, length, type, and for START the content type. */
static const char start[] = "\0\0\0\0\0\0\0\x22\0\0\0\2\0\0\0\1\0\0\0\x16"
			    "protobuf:dnstap.Dnstap";
static const char stop[] = "\0\0\0\0\0\0\0\4\0\0\0\3";

enum extract_kind extract_lines_kind(bool log, const char *format)
{
	if (!log)
		return EXTRACT_PACKETS;
	return format && strcmp(format, "dnstap") == 0 ? EXTRACT_RECORDS : EXTRACT_LINES;
}

void extract_lines_begin(struct out *out, enum extract_kind kind)
{
	if (kind == EXTRACT_RECORDS)
		out_write(out, start, sizeof start - 1);
}

void extract_lines_put(struct out *out, enum extract_kind kind, const struct frame *frame)
{
	char len[4];

	for (int i = 0; i < 4; i++)
		len[i] = (char)(frame->len >> (24 - 8 * i));
	if (kind == EXTRACT_RECORDS)
		out_write(out, len, sizeof len);
	out_write(out, (const char *)frame->bytes, frame->len);
	if (kind == EXTRACT_LINES)
		out_write(out, "\n", 1);
}

void extract_lines_end(struct out *out, enum extract_kind kind)
{
	if (kind == EXTRACT_RECORDS)
		out_write(out, stop, sizeof stop - 1);
}

const char *extract_lines_noun(enum extract_kind kind)
{
	return kind == EXTRACT_LINES ? "line" : kind == EXTRACT_RECORDS ? "record" : "packet";
}
