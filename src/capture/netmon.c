/*
 * Microsoft Network Monitor 1.x and 2.x (its help, "Capture File Format"; Wireshark's netmon.c).
 * Frames are read in stored order, up to the first table behind them; then the frame table, which
 * lists their offsets, says whether these were all. Little-endian. Before version 2.3 the start is
 * a local time of an unknown zone: taken for UTC.
 */
#include "netmon_event.h"
#include "reader.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/utc.h"

#define FILE_HEADER_BYTES   128
#define HEADER_FIELDS_BYTES 68
#define RECORD1_BYTES       8
#define RECORD2_BYTES       16
#define NS_PER_MS           INT64_C(1000000)
#define FILETIME_1970       INT64_C(116444736000000000) /* in 100 ns, from 1601 */
#define LINKTYPE_ETHERNET   1
#define LINKTYPE_WIFI       105
#define LINKTYPE_RAW        101
#define LINKTYPE_ATM        100 /* RFC 1483: LLC or a network protocol */
#define NETWORK_ATM         4
#define NETWORK_WIFI        6
#define ATM_HEADER_BYTES    16     /* two addresses, VPI, VCI */
#define NETWORK_PCAP        0xe000 /* and a LINKTYPE_ value */
#define NETWORK_PCAP_NOT    0xe080 /* to 0xe08a: messages of Microsoft Message Analyzer */
#define NETWORK_EVENT       0xffe0 /* of Windows */
#define LINKTYPE_ETW        290
#define NETWORK_NOTES       0xfff0 /* and above: filters, adapters, names, no frames */

struct netmon {
	unsigned major, minor, network;
	int64_t start_ns;
	uint64_t at, end; /* offset of the next record, and of what follows the records */
	uint64_t table_at, table_bytes;
	uint64_t count, offsets_sum; /* of the records read */
	size_t record_bytes, trailer_bytes;
	struct buffer pieces; /* of a packet that came in several events */
};

bool netmon_recognise(const struct reader_look *look)
{
	return look->len >= 6 && ((memcmp(look->bytes, "GMBU", 4) == 0 && look->bytes[5] == 2) ||
				     (memcmp(look->bytes, "RTSS", 4) == 0 && look->bytes[5] == 1));
}

/* Network types of NDIS as Network Monitor uses them. */
static int linktype_of(unsigned network)
{
	static const int types[] = {LINKTYPE_ETHERNET, LINKTYPE_ETHERNET, 6, 10, LINKTYPE_ATM, -1,
	    LINKTYPE_WIFI, LINKTYPE_RAW, LINKTYPE_RAW, LINKTYPE_RAW};

	if (network < sizeof types / sizeof *types && types[network] >= 0)
		return types[network];
	if (network == NETWORK_PCAP_NOT)
		return LINKTYPE_WIFI;
	if ((network & 0xf000) == NETWORK_PCAP &&
	    !(network > NETWORK_PCAP_NOT && network <= NETWORK_PCAP_NOT + 10))
		return (int)(network & 0xfff);
	return READER_LINKTYPE_OTHER | (int)network;
}

/* The bytes that Network Monitor puts before a frame. */
static size_t preamble_of(unsigned network, const uint8_t *bytes, size_t len)
{
	size_t n = 0;

	if (network == NETWORK_ATM)
		n = ATM_HEADER_BYTES;
	else if (network == NETWORK_WIFI && len >= 3)
		n = (size_t)bytes[1] | (size_t)bytes[2] << 8;
	return n < len ? n : len;
}

/* Adds without overflow: a hostile file may hold any time. */
static int64_t time_at(int64_t start_ns, __int128 more_ns)
{
	__int128 ns = start_ns + more_ns;

	return ns < 0 ? 0 : ns > FRAME_TIME_MAX_NS ? FRAME_TIME_MAX_NS : (int64_t)ns;
}

static void set_time(
    const struct reader *r, const uint8_t *p, const uint8_t *trailer, struct frame *frame)
{
	const struct netmon *f = r->state;

	if (f->major == 1)
		frame->time_ns = time_at(f->start_ns, reader_u32(r, p) * (__int128)NS_PER_MS);
	else if (f->minor >= 3)
		frame->time_ns =
		    time_at(0, ((__int128)reader_u64(r, trailer + 6) - FILETIME_1970) * 100);
	else /* microseconds; times ten it is a signed number of 100 ns */
		frame->time_ns =
		    time_at(f->start_ns, (__int128)(int64_t)(reader_u64(r, p) * 10) * 100);
}

/* Reads the frame table, if it can be reached, and compares it with the records. */
static int check_table(struct reader *r)
{
	struct netmon *f = r->state;
	uint64_t count = 0, sum = 0, left = f->table_bytes;

	f->at += stream_skip(r->stream, f->table_at - f->at);
	for (const uint8_t *p; left >= 4 && (p = stream_peek(r->stream, 4)) != NULL; left -= 4) {
		sum += hash_fixed(p, 4);
		stream_take(r->stream, 4);
		count++;
	}
	if (left >= 4)
		return reader_short(r, "the frame table", left);
	if (count != f->count || sum != f->offsets_sum)
		return reader_damaged(r,
		    "the frame table lists %" PRIu64 " frames, not the %" PRIu64 " that were read",
		    count, f->count);
	return 0;
}

static void count_record(struct netmon *f)
{
	uint8_t offset[4];

	for (int i = 0; i < 4; i++)
		offset[i] = (uint8_t)(f->at >> 8 * i);
	f->offsets_sum += hash_fixed(offset, 4);
	f->count++;
}

/* Takes the frame for an event. Returns 1 with the packet in it, -1 if it carries none, or not all
 * of one yet. */
static int take_event(struct reader *r, struct frame *frame)
{
	struct netmon *f = r->state;
	struct netmon_event e = netmon_event_read(frame->bytes, frame->len);

	if (e.kind == NETMON_EVENT_NOTE)
		return -1;
	frame->linktype = e.kind == NETMON_EVENT_UNREAD ? LINKTYPE_ETW : e.linktype;
	reader_linktype(r->input, frame->linktype);
	if (e.kind == NETMON_EVENT_UNREAD)
		return 1;
	if (e.first)
		buffer_drop(&f->pieces, f->pieces.len);
	frame->bytes = e.bytes;
	frame->len = e.len;
	if (!e.first || !e.last) {
		if (buffer_push(&f->pieces, e.bytes, e.len) != 0)
			buffer_drop(&f->pieces, f->pieces.len);
		frame->bytes = f->pieces.bytes;
		frame->len = f->pieces.len;
	}
	frame->wire_len = (uint32_t)frame->len;
	return e.last ? 1 : -1;
}

/* Returns 1 with a frame, 0 at the end, -1 if the record is none. */
static int read_record(struct reader *r, struct frame *frame)
{
	struct netmon *f = r->state;

	if (f->at >= f->end)
		return check_table(r);
	const uint8_t *p = stream_peek(r->stream, f->record_bytes);
	if (!p)
		return reader_short(r, "the next record header", f->record_bytes);
	uint32_t wire = f->major == 1 ? reader_u16(r, p + 4) : reader_u32(r, p + 8);
	uint32_t captured = f->major == 1 ? reader_u16(r, p + 6) : reader_u32(r, p + 12);
	if (captured > FRAME_BYTES_MAX)
		return reader_damaged(r, "the next record claims %" PRIu32 " bytes", captured);
	size_t total = f->record_bytes + captured + f->trailer_bytes;
	p = stream_peek(r->stream, total);
	if (!p)
		return reader_short(r, "the next record", total);
	stream_take(r->stream, total);
	count_record(f);
	f->at += total;

	const uint8_t *trailer = p + f->record_bytes + captured;
	unsigned network = f->trailer_bytes > 0 ? reader_u16(r, trailer) : f->network;
	r->number++;
	if (network >= NETWORK_NOTES)
		return -1;
	set_time(r, p, trailer, frame);
	if (network == NETWORK_EVENT) {
		frame->ref.record = r->number;
		frame->bytes = p + f->record_bytes;
		frame->len = captured;
		frame->wire_len = wire > captured ? wire : captured;
		return take_event(r, frame);
	}
	size_t skip = preamble_of(network, p + f->record_bytes, captured);
	frame->ref.record = r->number;
	frame->linktype = linktype_of(network);
	frame->bytes = p + f->record_bytes + skip;
	frame->len = captured - skip;
	frame->wire_len = wire > captured ? wire - skip : captured - skip;
	reader_linktype(r->input, frame->linktype);
	return 1;
}

static int netmon_next(struct reader *r, struct frame *frame)
{
	int result;

	do {
		result = read_record(r, frame);
	} while (result < 0);
	return result;
}

static void netmon_close(struct reader *r)
{
	struct netmon *f = r->state;

	buffer_fini(&f->pieces);
	free(f);
}

/* Where the records end: at the first table behind them. */
static uint64_t end_of_records(const struct reader *r, const uint8_t *p)
{
	static const size_t offsets[] = {24, 32, 40, 48, 56};
	uint64_t end = UINT64_MAX;

	for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++) {
		uint32_t at = reader_u32(r, p + offsets[i]);

		if (at >= FILE_HEADER_BYTES && at < end)
			end = at;
	}
	return end;
}

/* A SYSTEMTIME: year, month, weekday, day, hour, minute, second, millisecond; 0 if it is none. */
static int64_t start_of(const struct reader *r, const uint8_t *p)
{
	char text[8 * UTC_TEXT_MAX];
	int64_t time_ns = 0;

	snprintf(text, sizeof text, "%04u-%02u-%02uT%02u:%02u:%02u.%03u", reader_u16(r, p),
	    reader_u16(r, p + 2), reader_u16(r, p + 6), reader_u16(r, p + 8), reader_u16(r, p + 10),
	    reader_u16(r, p + 12), reader_u16(r, p + 14));
	return utc_parse(text, &time_ns) == 0 ? time_ns : 0;
}

int netmon_open(struct reader *r)
{
	static const size_t trailers[] = {0, 2, 6, 15};
	const uint8_t *p = stream_peek(r->stream, FILE_HEADER_BYTES);

	r->big_endian = false;
	r->input->format = "netmon";
	if (!p)
		return trouble_set(&r->trouble, INPUT_UNREADABLE,
		    "truncated inside the Network Monitor file header: %zu of %d bytes",
		    stream_left(r->stream), FILE_HEADER_BYTES);

	struct netmon *f = memory_new(1, sizeof *f);
	f->minor = p[4];
	f->major = p[5];
	f->network = reader_u16(r, p + 6);
	f->start_ns = start_of(r, p + 8);
	f->table_at = reader_u32(r, p + 24);
	f->table_bytes = reader_u32(r, p + 28);
	f->at = FILE_HEADER_BYTES;
	f->end = end_of_records(r, p);
	f->record_bytes = f->major == 1 ? RECORD1_BYTES : RECORD2_BYTES;
	if (f->major == 2)
		f->trailer_bytes = trailers[f->minor < 3 ? f->minor : 3];
	buffer_init(&f->pieces, FRAME_BYTES_MAX);
	r->state = f;
	r->next = netmon_next;
	r->close = netmon_close;
	if (f->table_at < FILE_HEADER_BYTES)
		return trouble_set(&r->trouble, INPUT_UNREADABLE,
		    "the capture was never finished: it has no frame table");
	if (f->trailer_bytes == 0)
		reader_linktype(r->input, linktype_of(f->network));
	stream_take(r->stream, FILE_HEADER_BYTES);
	return 0;
}
