/*
 * ERF, the records of Endace DAG cards ("ERF Types Reference Guide"; Wireshark's erf.c). A file has
 * no magic: it is told by its first records. Each record gives its frame with the link type of what
 * it holds; records whose content has none keep LINKTYPE_ERF, whole.
 */
#include "reader.h"

#include <inttypes.h>
#include <string.h>

#include "base/limits.h"
#include "base/utc.h"

#define RECORD_HEADER_BYTES 16
#define EXTENSION_BYTES     8
#define MORE_EXTENSIONS     0x80
#define TYPE_PAD            48
#define LINKTYPE_ERF        197
/* Records that are looked at, and how many must be there unless the file is shorter. */
#define TRIED_RECORDS  20
#define FEWEST_RECORDS 3
#define SECONDS_1990   631152000
#define SECONDS_APART  (366 * 86400)

/* What precedes the frame in a record, and the link type of the frame. -1: not one of a network
 * protocol. */
static const struct erf_type {
	uint8_t type, header_bytes;
	int linktype;
} types[] = {
    {1, 0, 104},
    {10, 0, 104},
    {15, 0, 104},
    {19, 0, 104}, /* HDLC; PPP is told from Cisco's */
    {5, 4, 104},
    {17, 4, 104}, /* the same with channels */
    {2, 2, 1},
    {11, 2, 1},
    {16, 2, 1},
    {20, 2, 1}, /* Ethernet, after two bytes */
    {22, 0, 228},
    {23, 0, 229}, /* IPv4, IPv6 */
    {3, 0, -1},
    {4, 0, -1},
    {6, 4, -1},
    {7, 4, -1},
    {8, 4, -1},
    {9, 4, -1},
    {12, 4, -1},
    {13, 0, -1},
    {14, 0, -1},
    {18, 4, -1},
    {21, 0, -1},
    {24, 0, -1},
    {25, 0, -1},
    {27, 0, -1},
    {28, 0, -1},
    {29, 0, -1},
    {TYPE_PAD, 0, -1},
};

static const struct erf_type *find_type(unsigned type)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (types[i].type == (type & ~MORE_EXTENSIONS))
			return &types[i];
	return NULL;
}

/* The extension headers, each of which says whether one more follows; 0 if they do not fit. */
static size_t extensions_end(const uint8_t *record, size_t len)
{
	size_t at = RECORD_HEADER_BYTES;

	for (unsigned type = record[8]; type & MORE_EXTENSIONS; at += EXTENSION_BYTES) {
		if (len - at < EXTENSION_BYTES)
			return 0;
		type = record[at];
	}
	return at;
}

static unsigned u16(const uint8_t *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* -- recognition -- */

static bool follows(uint32_t before, uint32_t seconds)
{
	if (seconds < SECONDS_1990)
		return false;
	return before == 0 || (seconds + 1 >= before && seconds - before + 1 <= SECONDS_APART);
}

bool erf_recognise(const struct reader_look *look)
{
	static const struct reader little = {.big_endian = false};
	const uint8_t *p = look->bytes;
	size_t left = look->len, count = 0, frames = 0;
	uint32_t before = 0;

	for (; count < TRIED_RECORDS && left >= RECORD_HEADER_BYTES; count++) {
		static const uint8_t never_written[RECORD_HEADER_BYTES];
		const struct erf_type *type = find_type(p[8]);
		size_t total = u16(p + 10);

		if (memcmp(p, never_written, sizeof never_written) == 0)
			break;
		if (!type || total < RECORD_HEADER_BYTES)
			return false;
		if (type->type != TYPE_PAD) {
			uint32_t seconds = reader_u32(&little, p + 4);

			if (!follows(before, seconds) || total == RECORD_HEADER_BYTES)
				return false;
			before = seconds;
			frames++;
		}
		if (total > left)
			break;
		if (extensions_end(p, total) == 0)
			return false;
		p += total;
		left -= total;
	}
	return frames > 0 && (count >= FEWEST_RECORDS || (look->whole && left == 0));
}

/* -- reading -- */

static int64_t time_of(const struct reader *r, const uint8_t *p)
{
	/* seconds and 2^-32 seconds, rounded */
	uint64_t fraction = reader_u32(r, p) * (uint64_t)NS_PER_SECOND;

	return reader_u32(r, p + 4) * NS_PER_SECOND +
	       (int64_t)((fraction + (UINT64_C(1) << 31)) >> 32);
}

static void take_frame(struct reader *r, const uint8_t *p, size_t total, struct frame *frame)
{
	const struct erf_type *type = find_type(p[8]);
	size_t at = extensions_end(p, total), wire = u16(p + 14);

	frame->linktype = LINKTYPE_ERF;
	frame->bytes = p;
	frame->len = frame->wire_len = total;
	if (type && type->linktype >= 0 && at > 0 && type->header_bytes <= total - at) {
		at += type->header_bytes;
		frame->bytes = p + at;
		/* A record is padded; what is longer than on the wire is padding. */
		frame->len = wire < total - at ? wire : total - at;
		frame->wire_len = wire;
		frame->linktype = type->linktype;
		if (type->linktype == 104 && frame->len >= 2 && u16(frame->bytes) == 0xff03)
			frame->linktype = 9;
	}
	frame->time_ns = time_of(r, p);
	reader_linktype(r->input, frame->linktype);
}

static int erf_next(struct reader *r, struct frame *frame)
{
	for (;;) {
		const uint8_t *p = stream_peek(r->stream, RECORD_HEADER_BYTES);

		if (!p)
			return stream_left(r->stream) == 0
				   ? 0
				   : reader_short(r, "the next record header", RECORD_HEADER_BYTES);
		size_t total = u16(p + 10);
		bool pad = (p[8] & ~MORE_EXTENSIONS) == TYPE_PAD;
		if (reader_zeros(r, p, RECORD_HEADER_BYTES))
			return 0;
		if (total < (pad ? RECORD_HEADER_BYTES : RECORD_HEADER_BYTES + (size_t)1))
			return reader_damaged(r, "the next record claims %zu bytes", total);
		p = stream_peek(r->stream, total);
		if (!p)
			return reader_short(r, "the next record", total);
		stream_take(r->stream, total);
		if (pad)
			continue;
		frame->ref.record = ++r->number;
		take_frame(r, p, total, frame);
		return 1;
	}
}

int erf_open(struct reader *r)
{
	r->big_endian = false;
	r->input->format = "erf";
	r->next = erf_next;
	return 0;
}
