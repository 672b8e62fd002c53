/*
 * Classic pcap and its variants (draft-ietf-opsawg-pcap; libpcap's sf-pcap.c and Wireshark's
 * libpcap.c for what real files do beyond it). Some variants share a magic and differ in the length
 * of the record header: told by which length lets the first records follow each other.
 */
#include "appended.h"
#include "classic_header.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "base/limits.h"

#define FILE_HEADER_BYTES 24
#define LINKTYPE_BITS     0x03ffffff /* bits above it: FCS length and reserved */
/* Records that are looked at to tell a variant. */
#define TRIED_RECORDS 3
/* More on the wire than this is no packet, but another variant. */
#define WIRE_BYTES_MAX (128 * 1024 * 1024)
/* The systems that wrote interface numbers into records had fewer. */
#define IFINDEX_MAX 10000
/* PACKET_OUTGOING of Linux */
#define PACKET_TYPE_MAX 4

/* AIX writes version 2.2, nanoseconds, and an interface type (RFC 1573 ifType) as link type. */
static const struct {
	uint32_t interface_type;
	int linktype;
} aix_types[] = {{6, 1}, {9, 6}, {15, 10}, {24, 0}};

struct classic {
	size_t record_bytes; /* of a record header */
	uint32_t fraction_ns;
	enum length_order lengths;
	int linktype;
	bool begins_empty; /* the first record is all zeros: so was the file written */
};

/* What all variants have in the header of a record. */
struct record {
	uint32_t second, fraction, captured, wire;
};

static struct record read_record(
    const struct reader *r, const uint8_t *p, enum length_order lengths)
{
	struct record x = {
	    reader_u32(r, p), reader_u32(r, p + 4), reader_u32(r, p + 8), reader_u32(r, p + 12)};

	if (lengths == WIRE_FIRST || (lengths == SMALLER_IS_CAPTURED && x.captured > x.wire)) {
		uint32_t first = x.captured;

		x.captured = x.wire;
		x.wire = first;
	}
	return x;
}

/* What must precede the next record: the end, a short rest, zeros, or another capture. */
static bool ends_here(struct reader *r, size_t header)
{
	const uint8_t *p = stream_peek(r->stream, header);

	if (!p) {
		if (stream_left(r->stream) > 0)
			reader_short(r, "the next record header", header);
		return true;
	}
	r->appended = appended_begins(r->stream);
	struct classic *c = r->state;
	if (r->number == 0)
		c->begins_empty = reader_u32(r, p) == 0 && reader_u32(r, p + 8) == 0;
	return r->appended || (!c->begins_empty && reader_zeros(r, p, header));
}

static int classic_next(struct reader *r, struct frame *frame)
{
	const struct classic *c = r->state;
	size_t header = c->record_bytes;

	const uint8_t *p = stream_peek(r->stream, header);
	/* A header that could be a record needs no second look. */
	if (!p || reader_u32(r, p) >= 0x80000000 || reader_u32(r, p + 8) == 0 ||
	    reader_u32(r, p + 8) > FRAME_BYTES_MAX) {
		if (ends_here(r, header))
			return 0;
		p = stream_peek(r->stream, header);
	}
	struct record x = read_record(r, p, c->lengths);
	if (x.captured > FRAME_BYTES_MAX)
		return reader_damaged(r, "the next record claims %" PRIu32 " bytes", x.captured);
	frame->time_ns = x.second * NS_PER_SECOND + x.fraction * (int64_t)c->fraction_ns;

	p = stream_peek(r->stream, header + x.captured);
	if (!p)
		return reader_short(r, "the next record", header + x.captured);
	stream_take(r->stream, header + x.captured);
	frame->ref.record = ++r->number;
	frame->linktype = c->linktype;
	frame->bytes = p + header;
	frame->len = x.captured;
	frame->wire_len = x.wire > x.captured ? x.wire : x.captured;
	return 1;
}

static void classic_close(struct reader *r)
{
	free(r->state);
}

bool classic_recognise(const struct reader_look *look)
{
	struct reader r = {0};

	return look->len >= READER_MAGIC_BYTES && classic_find_magic(&r, look->bytes) != NULL;
}

/* -- variants -- */

static bool record_plausible(
    const struct reader *r, const uint8_t *p, size_t header, const struct record *x)
{
	if (x->fraction >= 1000000 || x->captured > FRAME_BYTES_MAX || x->wire > WIRE_BYTES_MAX ||
	    x->captured > x->wire)
		return false;
	if (header < RECORD_LINUX)
		return true;
	return reader_u32(r, p + 16) <= IFINDEX_MAX && p[22] <= PACKET_TYPE_MAX;
}

/* True if the bytes at hand are records with headers of this length: several, or all there are. An
 * unusual length must be beyond doubt. */
static bool records_follow(struct reader *r, size_t header, bool usual)
{
	size_t left, count = 0;
	bool first_is_ip = false;
	const uint8_t *p = stream_chunk(r->stream, &left);

	while (count < TRIED_RECORDS && left >= header) {
		struct record x = read_record(r, p, CAPTURED_FIRST);

		if (appended_classic(p))
			return count > 0; /* an appended capture */
		if (!record_plausible(r, p, header, &x) || (!usual && x.captured == 0))
			return false;
		if (count == 0 && header >= RECORD_LINUX)
			first_is_ip =
			    memcmp(p + 20, "\x08", 2) == 0 || memcmp(p + 20, "\x86\xdd", 2) == 0;
		if (x.captured > left - header)
			return usual && count > 0;
		p += header + x.captured;
		left -= header + x.captured;
		count++;
	}
	/* One record with a few bytes behind it may also be cut off in the header of the next. */
	size_t enough = usual || (header >= RECORD_LINUX && first_is_ip) ? 1 : 2;
	return count == TRIED_RECORDS || (left == 0 && count >= enough);
}

static size_t find_record_bytes(struct reader *r, const struct classic_magic *magic)
{
	for (size_t i = 0; i < sizeof magic->records / sizeof *magic->records; i++)
		if (magic->records[i] && records_follow(r, magic->records[i], i == 0))
			return magic->records[i];
	return magic->records[0];
}

static bool become_aix(struct classic *c)
{
	for (size_t i = 0; i < sizeof aix_types / sizeof *aix_types; i++)
		if (aix_types[i].interface_type == (uint32_t)c->linktype) {
			c->linktype = aix_types[i].linktype;
			c->fraction_ns = 1;
			c->lengths = SMALLER_IS_CAPTURED;
			return true;
		}
	return false;
}

int classic_open(struct reader *r)
{
	const uint8_t *p = stream_peek(r->stream, FILE_HEADER_BYTES);

	if (!p)
		return trouble_set(&r->trouble, INPUT_UNREADABLE,
		    "truncated inside the pcap file header: %zu of %d bytes",
		    stream_left(r->stream), FILE_HEADER_BYTES);
	const struct classic_magic *magic = classic_find_magic(r, p);
	const struct classic_version *version = classic_find_version(r, p + 4);
	if (!r->input->format)
		r->input->format = magic->format;
	if (!version)
		return trouble_set(&r->trouble, INPUT_UNREADABLE,
		    "pcap version %u.%u is not supported", reader_u16(r, p + 4),
		    reader_u16(r, p + 6));

	struct classic *c = memory_new(1, sizeof *c);
	*c = (struct classic){
	    .record_bytes = magic->records[0],
	    .fraction_ns = magic->fraction_ns,
	    .lengths = version->lengths,
	    .linktype = (int)(reader_u32(r, p + 20) & LINKTYPE_BITS),
	};
	uint32_t snaplen = reader_u32(r, p + 16);
	if (snaplen > r->input->snaplen)
		r->input->snaplen = snaplen;
	bool aix = magic->value == 0xa1b2c3d4 && version->major == 2 && version->minor == 2 &&
		   become_aix(c);
	reader_linktype(r->input, c->linktype);
	r->state = c;
	r->next = classic_next;
	r->close = classic_close;
	if (!stream_peek(r->stream, magic->file_header_bytes)) {
		stream_take(r->stream, stream_left(r->stream));
		return trouble_set(
		    &r->trouble, INPUT_UNREADABLE, "truncated inside the pcap file header");
	}
	stream_take(r->stream, magic->file_header_bytes);
	if (!aix && version->lengths == CAPTURED_FIRST)
		c->record_bytes = find_record_bytes(r, magic);
	return 0;
}
