/*
 * Classic pcap (draft-ietf-opsawg-pcap; libpcap's sf-pcap.c for what real files do beyond it).
 */
#include "reader.h"
#include "base/memory.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/utc.h"
#include "base/limits.h"

#define FILE_HEADER_BYTES     24
#define RECORD_HEADER_BYTES   16
#define MODIFIED_HEADER_BYTES 24
#define LINKTYPE_BITS         0x03ffffff /* bits above it: FCS length and reserved */

/* Versions before 2.3 store the two lengths of a record in reverse order; 2.3 occurs with
 * either. */
enum length_order { CAPTURED_FIRST, WIRE_FIRST, SMALLER_IS_CAPTURED };

static const struct magic {
	uint32_t value; /* in the file's byte order */
	const char *format;
	size_t header_bytes;
	uint32_t fraction_ns;
} magics[] = {
    {0xa1b2c3d4, "pcap", RECORD_HEADER_BYTES, 1000},
    {0xa1b23c4d, "pcap-ns", RECORD_HEADER_BYTES, 1},
    {0xa1b2cd34, "pcap", MODIFIED_HEADER_BYTES, 1000}, /* Alexey Kuznetsov's patched libpcap */
};

static const struct version {
	uint16_t major, minor;
	enum length_order lengths;
} versions[] = {
    {2, 4, CAPTURED_FIRST}, {2, 3, SMALLER_IS_CAPTURED}, {2, 2, WIRE_FIRST}, {2, 1, WIRE_FIRST},
    {2, 0, WIRE_FIRST}, {543, 0, WIRE_FIRST}, /* DG/UX tcpdump */
};

struct classic {
	const struct magic *magic;
	enum length_order lengths;
	uint32_t magic_word, version_word; /* of the file header */
	int linktype;
};

static const struct magic *find_magic(struct reader *r, const uint8_t *p)
{
	for (int big = 0; big < 2; big++) {
		r->big_endian = big;
		for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
			if (reader_u32(r, p) == magics[i].value)
				return &magics[i];
	}
	return NULL;
}

/* A file header in place of a record: captures concatenated with cat. */
static bool is_file_header(const struct classic *c, const struct reader *r, const uint8_t *p)
{
	return reader_u32(r, p) == c->magic_word && reader_u32(r, p + 4) == c->version_word;
}

static int classic_next(struct reader *r, struct frame *frame)
{
	const struct classic *c = r->state;
	size_t header = c->magic->header_bytes;
	const uint8_t *p = stream_peek(r->stream, header);

	if (!p && stream_left(r->stream) == 0)
		return 0;
	if (!p)
		return reader_short(r, "the next record header", header);

	uint32_t captured = reader_u32(r, p + 8), wire = reader_u32(r, p + 12);
	if (c->lengths == WIRE_FIRST || (c->lengths == SMALLER_IS_CAPTURED && captured > wire)) {
		uint32_t first = captured;

		captured = wire;
		wire = first;
	}
	if (captured > FRAME_BYTES_MAX) {
		trouble_set(&r->trouble, INPUT_DAMAGED,
		    "damaged after packet %" PRIu64 ": the next record claims %" PRIu32 " bytes",
		    r->number, captured);
		return 0;
	}
	if (captured == 0 && is_file_header(c, r, p)) {
		trouble_set(&r->trouble, INPUT_DAMAGED,
		    "damaged after packet %" PRIu64 ": another capture was appended", r->number);
		return 0;
	}
	frame->time_ns = reader_u32(r, p) * NS_PER_SECOND +
			 reader_u32(r, p + 4) * (int64_t)c->magic->fraction_ns;

	p = stream_peek(r->stream, header + captured);
	if (!p)
		return reader_short(r, "the next record", header + captured);
	stream_take(r->stream, header + captured);
	frame->ref.record = ++r->number;
	frame->linktype = c->linktype;
	frame->bytes = p + header;
	frame->len = captured;
	frame->wire_len = wire > captured ? wire : captured;
	return 1;
}

static void classic_close(struct reader *r)
{
	free(r->state);
}

/* NULL if the version is unknown. */
static const struct version *find_version(const struct reader *r, const uint8_t *p)
{
	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
		if (versions[i].major == reader_u16(r, p) &&
		    versions[i].minor == reader_u16(r, p + 2))
			return &versions[i];
	return NULL;
}

bool classic_recognise(const uint8_t *magic)
{
	struct reader r = {0};

	return find_magic(&r, magic) != NULL;
}

int classic_open(struct reader *r)
{
	const uint8_t *p = stream_peek(r->stream, FILE_HEADER_BYTES);

	if (!p)
		return trouble_set(&r->trouble, INPUT_UNREADABLE,
		    "truncated inside the pcap file header: %zu of %d bytes",
		    stream_left(r->stream), FILE_HEADER_BYTES);
	const struct magic *magic = find_magic(r, p);
	const struct version *version = find_version(r, p + 4);
	r->input->format = magic->format;
	if (!version)
		return trouble_set(&r->trouble, INPUT_UNREADABLE,
		    "pcap version %u.%u is not supported", reader_u16(r, p + 4),
		    reader_u16(r, p + 6));

	struct classic *c = memory_new(1, sizeof *c);
	*c = (struct classic){
	    .magic = magic,
	    .lengths = version->lengths,
	    .magic_word = reader_u32(r, p),
	    .version_word = reader_u32(r, p + 4),
	    .linktype = (int)(reader_u32(r, p + 20) & LINKTYPE_BITS),
	};
	r->input->snaplen = reader_u32(r, p + 16);
	reader_linktype(r->input, c->linktype);
	r->state = c;
	r->next = classic_next;
	r->close = classic_close;
	stream_take(r->stream, FILE_HEADER_BYTES);
	return 0;
}
