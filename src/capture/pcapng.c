/*
 * pcapng (draft-ietf-opsawg-pcapng): sections in either byte order, any mix of interfaces. Blocks
 * with packets, interfaces, statistics or names are read into memory whole and are limited in size;
 * all others are skipped without being buffered.
 */
#include "appended.h"
#include "pcapng_format.h"
#include "base/memory.h"
#include "pcapng_notes.h"
#include "reader.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"
#include "base/utc.h"
#include "base/limits.h"

#define BLOCK_NAMES        0x00000004
#define SECTION_BYTES_MIN  28
#define DROPS_UNKNOWN      0xffff
#define TSRESOL_DEFAULT    6
#define TSRESOL_BINARY     0x80
#define OPTION_IF_TSOFFSET 14
#define OPTION_ISB_IFDROP  5
#define OPTION_ISB_OSDROP  7

enum step {
	STEP_FRAME, /* a packet block; the frame is filled in */
	STEP_ON,    /* another block was read */
	STEP_OVER,  /* the end, or an error */
};

struct interface {
	int linktype;
	uint32_t snaplen; /* 0 = none */
	uint8_t tsresol;
	int64_t tsoffset_s;
	uint64_t ifdrop, osdrop; /* from the latest statistics block */
};

struct pcapng {
	struct interface *interfaces; /* of the current section */
	size_t count, cap;
	bool any_interface;
	int64_t last_ns; /* used for simple packet blocks, which have no timestamp */
};

__attribute__((format(printf, 2, 3))) static enum step damaged(
    struct reader *r, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	reader_note_damage(r, format, ap);
	va_end(ap);
	return STEP_OVER;
}

static int64_t to_ns(const struct interface *i, uint64_t ticks)
{
	static const uint32_t power10[] = {
	    1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100, 10, 1};
	__int128 ns;

	if (i->tsresol & TSRESOL_BINARY) {
		ns = (__int128)ticks * NS_PER_SECOND >> (i->tsresol & ~TSRESOL_BINARY);
	} else if (i->tsresol <= 9) {
		ns = (__int128)ticks * power10[i->tsresol];
	} else {
		for (int k = i->tsresol; k > 9 && ticks > 0; k--)
			ticks /= 10;
		ns = ticks;
	}
	ns += (__int128)i->tsoffset_s * NS_PER_SECOND;
	return ns > FRAME_TIME_MAX_NS ? FRAME_TIME_MAX_NS : ns < 0 ? 0 : (int64_t)ns;
}

static enum step give(struct reader *r, struct frame *frame, const struct interface *i,
    const uint8_t *bytes, size_t captured, size_t wire)
{
	frame->ref.record = ++r->number;
	frame->linktype = i->linktype;
	frame->bytes = bytes;
	frame->len = captured;
	frame->wire_len = wire > captured ? wire : captured;
	return STEP_FRAME;
}

/* -- blocks: each function gets the body, at least body_min bytes long -- */

typedef enum step block_read(
    struct reader *r, const uint8_t *body, size_t len, struct frame *frame);

static enum step read_interface(
    struct reader *r, const uint8_t *body, size_t len, struct frame *frame)
{
	struct pcapng *ng = r->state;
	struct cursor options = cursor_of(body + 8, len - 8), value;
	struct interface i = {
	    .linktype = reader_u16(r, body),
	    .snaplen = reader_u32(r, body + 4),
	    .tsresol = TSRESOL_DEFAULT,
	};

	(void)frame;
	for (uint16_t code; (code = notes_option(r, &options, &value)) != OPTION_END;) {
		size_t size = cursor_left(&value);

		if (code == OPTION_COMMENT)
			notes_comment(r, value);
		else if (code == OPTION_IF_TSRESOL && size == 1)
			i.tsresol = cursor_u8(&value);
		else if (code == OPTION_IF_TSOFFSET && size == 8)
			i.tsoffset_s = (int64_t)reader_u64(r, cursor_take(&value, 8));
	}
	if (options.bad)
		return damaged(r, "an option reaches past its interface block");
	if (ng->count == INTERFACES_MAX)
		return damaged(r, "more than %d interfaces in a section", INTERFACES_MAX);
	if (ng->count == ng->cap) {
		size_t cap = ng->cap ? ng->cap * 2 : 8;

		ng->interfaces = memory_resize(ng->interfaces, cap, sizeof *ng->interfaces);
		ng->cap = cap;
	}
	ng->interfaces[ng->count++] = i;
	ng->any_interface = true;
	reader_linktype(r->input, i.linktype);
	if (i.snaplen > r->input->snaplen)
		r->input->snaplen = i.snaplen;
	return STEP_ON;
}

/* The part that both packet blocks with a timestamp share: timestamp, lengths, bytes. */
static enum step read_timed(
    struct reader *r, uint32_t interface, const uint8_t *p, size_t room, struct frame *frame)
{
	struct pcapng *ng = r->state;
	uint32_t captured = reader_u32(r, p + 8);

	if (interface >= ng->count)
		return damaged(r,
		    "the next packet is of interface %" PRIu32
		    ", but the section describes only %zu",
		    interface, ng->count);
	if (captured > room || captured > FRAME_BYTES_MAX)
		return damaged(r, "the next packet claims %" PRIu32 " bytes, its block holds %zu",
		    captured, room);
	const struct interface *i = &ng->interfaces[interface];
	uint64_t ticks = (uint64_t)reader_u32(r, p) << 32 | reader_u32(r, p + 4);
	frame->time_ns = ng->last_ns = to_ns(i, ticks);
	return give(r, frame, i, p + 16, captured, reader_u32(r, p + 12));
}

static enum step read_enhanced(
    struct reader *r, const uint8_t *body, size_t len, struct frame *frame)
{
	enum step step = read_timed(r, reader_u32(r, body), body + 4, len - 20, frame);
	size_t padded = 20 + ((frame->len + 3) & ~(size_t)3);

	/* A complete packet counts, even if its options are damaged. */
	if (step == STEP_FRAME && padded < len)
		(void)notes_comments(r, cursor_of(body + padded, len - padded));
	return step;
}

/* A damaged names block is ignored: the packets after it matter more. */
static enum step read_names(struct reader *r, const uint8_t *body, size_t len, struct frame *frame)
{
	(void)frame;
	(void)notes_names(r, cursor_of(body, len));
	return STEP_ON;
}

/* The obsolete packet block: a 16-bit interface number and the drops since the previous packet. */
static enum step read_obsolete(
    struct reader *r, const uint8_t *body, size_t len, struct frame *frame)
{
	uint16_t drops = reader_u16(r, body + 2);

	if (drops != DROPS_UNKNOWN)
		r->input->drops += drops;
	return read_timed(r, reader_u16(r, body), body + 4, len - 20, frame);
}

/* Has no captured length: it follows from the wire length, the snap length and the block length. */
static enum step read_simple(struct reader *r, const uint8_t *body, size_t len, struct frame *frame)
{
	struct pcapng *ng = r->state;
	uint32_t wire = reader_u32(r, body);
	size_t captured = len - 4;

	if (ng->count == 0)
		return damaged(r, "the next packet has no interface");
	if (captured > wire)
		captured = wire;
	if (ng->interfaces[0].snaplen > 0 && captured > ng->interfaces[0].snaplen)
		captured = ng->interfaces[0].snaplen;
	if (captured > FRAME_BYTES_MAX)
		return damaged(r, "the next packet claims %zu bytes", captured);
	frame->time_ns = ng->last_ns;
	return give(r, frame, &ng->interfaces[0], body + 4, captured, wire);
}

/* Counts are since the start of the capture: a later block replaces an earlier one. */
static enum step read_statistics(
    struct reader *r, const uint8_t *body, size_t len, struct frame *frame)
{
	struct pcapng *ng = r->state;
	struct cursor options = cursor_of(body + 12, len - 12), value;
	uint32_t number = reader_u32(r, body);

	(void)frame;
	if (number >= ng->count)
		return damaged(r,
		    "statistics of interface %" PRIu32 ", but the section describes only %zu",
		    number, ng->count);
	struct interface *i = &ng->interfaces[number];
	for (uint16_t code; (code = notes_option(r, &options, &value)) != OPTION_END;) {
		uint64_t *kept = code == OPTION_ISB_IFDROP   ? &i->ifdrop
				 : code == OPTION_ISB_OSDROP ? &i->osdrop
							     : NULL;

		if (code == OPTION_COMMENT)
			notes_comment(r, value);
		if (kept && cursor_left(&value) == 8) {
			r->input->drops -= *kept;
			*kept = reader_u64(r, cursor_take(&value, 8));
			r->input->drops += *kept;
		}
	}
	return options.bad ? damaged(r, "an option reaches past its statistics block") : STEP_ON;
}

/* Blocks not listed here carry no packets and get no record number. */
static const struct block {
	uint32_t type;
	uint32_t body_min;
	block_read *read; /* NULL = skipped, but Wireshark assigns it a record number */
} blocks[] = {
    {BLOCK_PACKET, 20, read_enhanced}, {0x00000003, 4, read_simple},
    {BLOCK_INTERFACE, 8, read_interface}, {0x00000005, 12, read_statistics},
    {0x00000002, 20, read_obsolete}, {BLOCK_NAMES, 0, read_names},
    {0x00000009, 0, NULL}, /* systemd journal export */
    {0x00000bad, 4, NULL}, /* custom, may be copied */
    {0x40000bad, 4, NULL}, /* custom, must not be copied */
};

static const struct block *find_block(uint32_t type)
{
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if (blocks[i].type == type)
			return &blocks[i];
	return NULL;
}

/* Skips a block whose first bytes were peeked at, and checks that its two lengths agree. */
static enum step pass_over(struct reader *r, uint32_t total)
{
	uint64_t passed = stream_skip(r->stream, total - 4);
	const uint8_t *tail = passed == total - 4 ? stream_peek(r->stream, 4) : NULL;

	if (!tail) {
		trouble_set(&r->trouble, INPUT_TRUNCATED,
		    "truncated after packet %" PRIu64 ": %" PRIu64 " of the %" PRIu32
		    " bytes of a block",
		    r->number, passed + stream_left(r->stream), total);
		return STEP_OVER;
	}
	if (reader_u32(r, tail) != total)
		return damaged(r, "a block's two lengths differ");
	stream_take(r->stream, 4);
	return STEP_ON;
}

static enum step read_section(struct reader *r)
{
	struct pcapng *ng = r->state;
	const uint8_t *p = stream_peek(r->stream, SECTION_BYTES_MIN);

	if (!p) {
		reader_short(r, "a section header", SECTION_BYTES_MIN);
		return STEP_OVER;
	}
	r->big_endian = p[8] == (BYTE_ORDER_MAGIC >> 24);
	if (reader_u32(r, p + 8) != BYTE_ORDER_MAGIC)
		return damaged(r, "a section header has an invalid byte-order magic");
	uint32_t total = reader_u32(r, p + 4);
	unsigned major = reader_u16(r, p + 12), minor = reader_u16(r, p + 14);
	if (total < SECTION_BYTES_MIN || total % 4 != 0)
		return damaged(r, "a section header claims %" PRIu32 " bytes", total);
	if (major != 1 || (minor != 0 && minor != 2))
		return damaged(r, "pcapng version %u.%u is not supported", major, minor);
	ng->count = 0;
	p = total <= PACKET_BLOCK_BYTES_MAX ? stream_peek(r->stream, total) : NULL;
	if (p && total > SECTION_BYTES_MIN)
		(void)notes_comments(
		    r, cursor_of(p + SECTION_BYTES_MIN - 4, total - SECTION_BYTES_MIN));
	return pass_over(r, total);
}

static enum step read_block(struct reader *r, struct frame *frame)
{
	const uint8_t *p = stream_peek(r->stream, 8);

	if (!p && stream_left(r->stream) == 0)
		return STEP_OVER;
	if (!p) {
		reader_short(r, "the next block header", 8);
		return STEP_OVER;
	}
	uint32_t type = reader_u32(r, p), total = reader_u32(r, p + 4);
	if (type == BLOCK_SECTION)
		return read_section(r);
	if (reader_zeros(r, p, 8))
		return STEP_OVER;
	if (appended_begins(r->stream)) {
		r->appended = true;
		return STEP_OVER;
	}

	if (type == BLOCK_NAMES && total > PACKET_BLOCK_BYTES_MAX && total % 4 == 0)
		return pass_over(r, total);
	const struct block *block = find_block(type);
	if (total < BLOCK_FRAME_BYTES + (block ? block->body_min : 0) || total % 4 != 0 ||
	    (block && block->read && total > PACKET_BLOCK_BYTES_MAX))
		return damaged(
		    r, "a block of type 0x%" PRIx32 " claims %" PRIu32 " bytes", type, total);
	if (!block || !block->read) {
		enum step step = pass_over(r, total);

		r->number += block && step == STEP_ON;
		return step;
	}
	p = stream_peek(r->stream, total);
	if (!p) {
		reader_short(r, "the next block", total);
		return STEP_OVER;
	}
	if (reader_u32(r, p + total - 4) != total)
		return damaged(r, "a block's two lengths differ");
	stream_take(r->stream, total);
	return block->read(r, p + 8, total - BLOCK_FRAME_BYTES, frame);
}

static int pcapng_next(struct reader *r, struct frame *frame)
{
	enum step step;

	do {
		step = read_block(r, frame);
	} while (step == STEP_ON);
	return step == STEP_FRAME;
}

static void pcapng_close(struct reader *r)
{
	struct pcapng *ng = r->state;

	free(ng->interfaces);
	free(ng);
}

bool pcapng_recognise(const struct reader_look *look)
{
	/* A palindrome: the same in both byte orders. */
	return look->len >= READER_MAGIC_BYTES && memcmp(look->bytes, "\n\r\r\n", 4) == 0;
}

/* Reads up to the first interface: there can be no packet before it. */
int pcapng_open(struct reader *r)
{
	struct pcapng *ng = memory_new(1, sizeof *ng);
	struct frame none;

	r->input->format = "pcapng";
	r->state = ng;
	r->next = pcapng_next;
	r->close = pcapng_close;
	while (!ng->any_interface)
		if (read_block(r, &none) == STEP_OVER) {
			if (r->trouble.status == INPUT_COMPLETE)
				trouble_set(&r->trouble, INPUT_UNREADABLE,
				    "no interface is described, so there are no packets");
			r->trouble.status = INPUT_UNREADABLE;
			return -1;
		}
	return 0;
}
