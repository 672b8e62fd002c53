/*
 * Snoop (RFC 1761): Solaris snoop, Check Point fw monitor; with the link types and the trailers of
 * Shomiti Surveyor, which writes the same magic. All integers are big-endian.
 */
#include "reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/utc.h"

#define FILE_HEADER_BYTES   16
#define RECORD_HEADER_BYTES 24
#define VERSION_MAX         5 /* 3 to 5: Shomiti hardware */
/* The first record of a Shomiti file is padded by its trailer at least; snoop pads to 4 bytes. */
#define SHOMITI_TRAILER_BYTES 16
#define LINKTYPE_WIFI         105

struct link_row {
	uint32_t number;
	int linktype;
};

/* RFC 1761 and iana.org/assignments/snoop-datalink-types. */
static const struct link_row snoop_links[] = {
    {0, 1}, {2, 6}, {4, 1}, {8, 10}, {9, 0}, {14, 0}, {16, 122}, {18, 123}, {0x80000005, 226}};

/* Numbers that the RFC leaves free mean speeds of a medium there; 18 is 802.11 behind a header. */
static const struct link_row shomiti_links[] = {{0, 1}, {2, 6}, {4, 1}, {8, 10}, {10, 1}, {11, 6},
    {12, 1}, {13, 6}, {14, 6}, {18, LINKTYPE_WIFI}, {19, 1}};

struct snoop {
	int linktype;
	bool shomiti;
};

bool snoop_recognise(const struct reader_look *look)
{
	return look->len >= 8 && memcmp(look->bytes, "snoop\0\0", 8) == 0;
}

static int find_link(const struct link_row *rows, size_t count, uint32_t number)
{
	for (size_t i = 0; i < count; i++)
		if (rows[i].number == number)
			return rows[i].linktype;
	return READER_LINKTYPE_OTHER | (int)(number & 0xffff);
}

/* Skips the radio header of Shomiti, whose fourth byte is the length of what follows it. */
static void skip_radio(const struct snoop *f, struct frame *frame)
{
	if (!f->shomiti || f->linktype != LINKTYPE_WIFI || frame->len < 4)
		return;
	size_t skip = 4 + (size_t)frame->bytes[3];
	if (skip > frame->len)
		skip = frame->len;
	frame->bytes += skip;
	frame->len -= skip;
	frame->wire_len -= skip;
}

static int snoop_next(struct reader *r, struct frame *frame)
{
	const struct snoop *f = r->state;
	const uint8_t *p = stream_peek(r->stream, RECORD_HEADER_BYTES);

	if (!p)
		return stream_left(r->stream) == 0
			   ? 0
			   : reader_short(r, "the next record header", RECORD_HEADER_BYTES);
	if (r->number > 0 && reader_zeros(r, p, RECORD_HEADER_BYTES))
		return 0;
	uint32_t wire = reader_u32(r, p), captured = reader_u32(r, p + 4),
		 total = reader_u32(r, p + 8), drops = reader_u32(r, p + 12);
	bool possible = captured <= FRAME_BYTES_MAX && total >= RECORD_HEADER_BYTES + captured &&
			total <= STREAM_PEEK_MAX;
	if (!possible && r->number == 0) {
		trouble_set(&r->trouble, INPUT_UNREADABLE, "the first record is not one of snoop");
		return 0;
	}
	if (!possible)
		return reader_damaged(r,
		    "the next record claims %" PRIu32 " bytes in a record of %" PRIu32, captured,
		    total);
	frame->time_ns =
	    reader_u32(r, p + 16) * NS_PER_SECOND + reader_u32(r, p + 20) * INT64_C(1000);
	/* The padding of the last record may be missing. */
	p = stream_peek(r->stream, RECORD_HEADER_BYTES + captured);
	if (!p)
		return reader_short(r, "the next record", RECORD_HEADER_BYTES + captured);
	if (!stream_peek(r->stream, total))
		total = (uint32_t)stream_left(r->stream);
	p = stream_peek(r->stream, total);
	stream_take(r->stream, total);
	if (drops > r->input->drops)
		r->input->drops = drops;
	frame->ref.record = ++r->number;
	frame->linktype = f->linktype;
	frame->bytes = p + RECORD_HEADER_BYTES;
	frame->len = captured;
	frame->wire_len = wire > captured ? wire : captured;
	skip_radio(f, frame);
	return 1;
}

static void snoop_close(struct reader *r)
{
	free(r->state);
}

static bool is_shomiti(struct reader *r)
{
	const uint8_t *p = stream_peek(r->stream, FILE_HEADER_BYTES + RECORD_HEADER_BYTES);

	if (!p)
		return false;
	uint64_t captured = reader_u32(r, p + FILE_HEADER_BYTES + 4);
	return reader_u32(r, p + FILE_HEADER_BYTES + 8) >=
	       RECORD_HEADER_BYTES + captured + SHOMITI_TRAILER_BYTES;
}

int snoop_open(struct reader *r)
{
	const uint8_t *p = stream_peek(r->stream, FILE_HEADER_BYTES);

	r->big_endian = true;
	r->input->format = "snoop";
	if (!p)
		return trouble_set(&r->trouble, INPUT_UNREADABLE,
		    "truncated inside the snoop file header: %zu of %d bytes",
		    stream_left(r->stream), FILE_HEADER_BYTES);
	uint32_t version = reader_u32(r, p + 8), link = reader_u32(r, p + 12);
	if (version < 2 || version > VERSION_MAX)
		return trouble_set(&r->trouble, INPUT_UNREADABLE,
		    "snoop version %" PRIu32 " is not supported", version);

	struct snoop *f = memory_new(1, sizeof *f);
	f->shomiti = is_shomiti(r);
	f->linktype =
	    f->shomiti
		? find_link(shomiti_links, sizeof shomiti_links / sizeof *shomiti_links, link)
		: find_link(snoop_links, sizeof snoop_links / sizeof *snoop_links, link);
	reader_linktype(r->input, f->linktype);
	r->state = f;
	r->next = snoop_next;
	r->close = snoop_close;
	stream_take(r->stream, FILE_HEADER_BYTES);
	return 0;
}
