#include "dnstap.h"

#include <string.h>

#include "base/cursor.h"
#include "base/utc.h"
#include "protobuf.h"

/* Frame Streams: a control frame begins with a length of 0. */
enum { CONTROL_START = 2, CONTROL_STOP = 3, CONTROL_READY = 4 };
#define CONTROL_BYTES_MAX 512
#define CONTENT_TYPE      "protobuf:dnstap.Dnstap"
/* A query and a response of 64 KiB each, and the rest. */
#define FRAME_MAX ((size_t)256 * 1024)

/* Field numbers of dnstap.proto. */
enum { DNSTAP_MESSAGE = 14, DNSTAP_TYPE = 15 };
enum {
	MESSAGE_TYPE = 1,
	SOCKET_PROTOCOL = 3,
	QUERY_ADDRESS = 4,
	RESPONSE_ADDRESS = 5,
	QUERY_PORT = 6,
	RESPONSE_PORT = 7,
	QUERY_SEC = 8,
	QUERY_NSEC = 9,
	QUERY_MESSAGE = 10,
	QUERY_ZONE = 11,
	RESPONSE_SEC = 12,
	RESPONSE_NSEC = 13,
	RESPONSE_MESSAGE = 14,
	POLICY = 15,
	FIELDS_END = 17,
};
#define TYPE_MESSAGE 1
/* SocketProtocol: UDP, TCP, DoT, DoH, DNSCrypt over UDP and TCP, DoQ. */
enum { PROTOCOL_TCP = 2, PROTOCOL_DOT, PROTOCOL_DOH, PROTOCOL_CRYPT_UDP, PROTOCOL_CRYPT_TCP };

/* Message.Type, in pairs of query and response. */
enum { AUTH_QUERY = 1, CLIENT_QUERY = 5, UPDATE_RESPONSE = 14 };

struct record {
	struct protobuf_field of[FIELDS_END];
};

static bool has(const struct record *r, int field)
{
	return r->of[field].number != 0;
}

/* False for a field of another kind than dnstap.proto says: it is not the one that it seems to be.
 */
static bool is_of_its_kind(const struct protobuf_field *f)
{
	static const enum protobuf_wire kinds[FIELDS_END] = {[QUERY_ADDRESS] = PROTOBUF_BYTES,
	    [RESPONSE_ADDRESS] = PROTOBUF_BYTES,
	    [QUERY_NSEC] = PROTOBUF_32,
	    [QUERY_MESSAGE] = PROTOBUF_BYTES,
	    [QUERY_ZONE] = PROTOBUF_BYTES,
	    [RESPONSE_NSEC] = PROTOBUF_32,
	    [RESPONSE_MESSAGE] = PROTOBUF_BYTES,
	    [POLICY] = PROTOBUF_BYTES};

	return f->wire == kinds[f->number];
}

static bool is_tcp(uint64_t protocol)
{
	return protocol >= PROTOCOL_TCP && protocol <= PROTOCOL_CRYPT_TCP &&
	       protocol != PROTOCOL_CRYPT_UDP;
}

/* Finds the Message in a Dnstap; false if the bytes are no dnstap record. */
static bool open_record(const uint8_t *bytes, size_t len, struct record *r)
{
	struct cursor outer = cursor_of(bytes, len), inner = {0};
	struct protobuf_field f;
	bool typed = false;

	memset(r, 0, sizeof *r);
	while (protobuf_next(&outer, &f)) {
		if (f.number == DNSTAP_MESSAGE && f.wire == PROTOBUF_BYTES)
			inner = cursor_of(f.bytes, f.len);
		else if (f.number == DNSTAP_TYPE)
			typed = f.wire == PROTOBUF_VARINT && f.value == TYPE_MESSAGE;
	}
	if (outer.bad || !typed || !inner.base)
		return false;
	while (protobuf_next(&inner, &f)) {
		if (f.number >= FIELDS_END)
			continue;
		if (!is_of_its_kind(&f))
			return false;
		r->of[f.number] = f;
	}
	return !inner.bad && has(r, MESSAGE_TYPE);
}

static bool take_address(const struct protobuf_field *f, struct address *a)
{
	if (f->wire != PROTOBUF_BYTES || (f->len != 4 && f->len != 16))
		return false;
	*a = f->len == 4 ? address_v4(f->bytes) : address_v6(f->bytes);
	return true;
}

static uint16_t port_of(const struct record *r, int field)
{
	return has(r, field) && r->of[field].value <= UINT16_MAX ? (uint16_t)r->of[field].value : 0;
}

/* Nanoseconds of a billion and more are written by some: they stay within their second. */
static bool take_time(const struct record *r, int sec, int nsec, int64_t *time_ns)
{
	uint64_t seconds = r->of[sec].value, ns = r->of[nsec].value;

	if (!has(r, sec) || seconds > (uint64_t)(FRAME_TIME_MAX_NS / NS_PER_SECOND) - 1)
		return false;
	*time_ns = (int64_t)seconds * NS_PER_SECOND +
		   (int64_t)(ns < NS_PER_SECOND ? ns : NS_PER_SECOND - 1);
	return true;
}

/* Between clients and a resolver or forwarder (5, 6), or asked of an authoritative server if there
 * is nothing else (1, 2); or from the server on (3, 4, 7, 8). */
static bool is_asked_for(const struct dnstap *d, const struct log_context *c, uint64_t type)
{
	bool client = type == CLIENT_QUERY || type == CLIENT_QUERY + 1;
	bool auth = type == AUTH_QUERY || type == AUTH_QUERY + 1;
	bool upstream = !client && !auth && type <= 8;

	switch (c->options->side) {
	case LOG_SIDE_CLIENTS:
		return client || (auth && d->authoritative);
	case LOG_SIDE_UPSTREAM:
		return upstream;
	case LOG_SIDE_ALL:
		break;
	}
	return true;
}

static enum log_class read_record(
    const struct dnstap *d, struct log_context *c, const uint8_t *bytes, size_t len)
{
	struct record r;
	struct told t = {.unknown = 0};

	if (!open_record(bytes, len, &r))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	uint64_t type = r.of[MESSAGE_TYPE].value;
	if (type == 0 || type > UPDATE_RESPONSE)
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	if (!is_asked_for(d, c, type))
		return LOG_EXCLUDED;
	t.response = type % 2 == 0;
	int message = t.response ? RESPONSE_MESSAGE : QUERY_MESSAGE;
	if (!has(&r, message) || r.of[message].wire != PROTOBUF_BYTES ||
	    r.of[message].len > DNS_MESSAGE_MAX)
		return LOG_OTHER;
	if (!(t.response && take_time(&r, RESPONSE_SEC, RESPONSE_NSEC, &t.time_ns)) &&
	    !take_time(&r, QUERY_SEC, QUERY_NSEC, &t.time_ns))
		return log_malformed(c, ANOMALY_LOG_TIME);
	if (!take_address(&r.of[QUERY_ADDRESS], &t.client))
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	t.unknown |= take_address(&r.of[RESPONSE_ADDRESS], &t.server) ? 0 : UNKNOWN_SERVER;
	t.client_port = port_of(&r, QUERY_PORT);
	t.server_port = port_of(&r, RESPONSE_PORT);
	t.unknown |= t.client_port ? 0 : UNKNOWN_PORT;
	t.tcp = has(&r, SOCKET_PROTOCOL) && is_tcp(r.of[SOCKET_PROTOCOL].value);
	log_note_direction(c, &t);
	messages_wire(&c->messages, &t, r.of[message].bytes, r.of[message].len);
	return LOG_DNS;
}

/* -- Frame Streams -- */

static uint32_t u32_at(const uint8_t *p)
{
	struct cursor c = cursor_of(p, 4);

	return cursor_u32(&c);
}

/* True for a START or READY frame of dnstap; *other for one of another content type. */
static bool is_start(const uint8_t *frame, size_t len, bool *other)
{
	struct cursor c = cursor_of(frame, len);
	uint32_t type = cursor_u32(&c);

	*other = false;
	if (type != CONTROL_START && type != CONTROL_READY)
		return false;
	while (cursor_left(&c) >= 8) {
		cursor_skip(&c, 4);
		uint32_t size = cursor_u32(&c);
		const uint8_t *text = cursor_take(&c, size);

		if (text && size == strlen(CONTENT_TYPE) && memcmp(text, CONTENT_TYPE, size) == 0)
			return true;
		*other |= text != NULL;
	}
	return false;
}

/* Looks at the first control frame. */
static bool begins_stream(struct stream *s, struct trouble *why)
{
	const uint8_t *p = stream_peek(s, 12);
	bool other;

	if (!p || u32_at(p) != 0)
		return false;
	uint32_t len = u32_at(p + 4);
	if (len < 4 || len > CONTROL_BYTES_MAX || !(p = stream_peek(s, 8 + len)))
		return false;
	if (is_start(p + 8, len, &other))
		return true;
	if (other)
		trouble_set(why, INPUT_UNREADABLE,
		    "Frame Streams of another content type than " CONTENT_TYPE);
	return false;
}

/* A record alone is the whole input. */
static bool is_bare(struct stream *s)
{
	struct record r;

	if (stream_peek(s, FRAME_MAX) || stream_left(s) < 4)
		return false;
	size_t len = stream_left(s);
	return open_record(stream_peek(s, len), len, &r);
}

bool dnstap_recognise(struct stream *s, struct trouble *why)
{
	return begins_stream(s, why) || (why->status == INPUT_COMPLETE && is_bare(s));
}

/* Looks ahead for a message of a client, as far as the window goes. */
static bool sees_clients(struct stream *s)
{
	const uint8_t *bytes = stream_peek(s, STREAM_PEEK_MAX);
	size_t len = bytes ? STREAM_PEEK_MAX : stream_left(s);
	struct cursor c = cursor_of(len > 0 ? stream_peek(s, len) : NULL, len);
	struct record r;

	while (cursor_left(&c) >= 4) {
		uint32_t size = cursor_u32(&c);

		if (size == 0) {
			cursor_skip(&c, cursor_u32(&c));
			continue;
		}
		const uint8_t *frame = cursor_take(&c, size);
		if (frame && open_record(frame, size, &r) &&
		    (r.of[MESSAGE_TYPE].value == CLIENT_QUERY ||
			r.of[MESSAGE_TYPE].value == CLIENT_QUERY + 1))
			return true;
	}
	return false;
}

void dnstap_init(struct dnstap *d, struct stream *s)
{
	struct trouble none = {.status = INPUT_COMPLETE};

	*d = (struct dnstap){.streamed = begins_stream(s, &none)};
	d->authoritative = d->streamed && !sees_clients(s);
}

/* Skips control frames up to the next data frame, whose length it returns; 0 at the end. */
static size_t next_frame(struct dnstap *d, struct stream *s, struct trouble *trouble)
{
	for (const uint8_t *p; (p = stream_peek(s, 4)) != NULL;) {
		uint32_t len = u32_at(p);

		if (len > FRAME_MAX) {
			trouble_set(trouble, INPUT_DAMAGED,
			    "a frame of %u bytes: no dnstap record is so long", len);
			return 0;
		}
		stream_take(s, 4);
		if (len > 0)
			return len;
		p = stream_peek(s, 4);
		uint32_t size = p ? u32_at(p) : 0;
		if (!p || size > CONTROL_BYTES_MAX || !(p = stream_peek(s, 4 + size))) {
			trouble_set(trouble, INPUT_TRUNCATED, "ends inside a control frame");
			return 0;
		}
		d->over = size >= 4 && u32_at(p + 4) == CONTROL_STOP;
		stream_take(s, 4 + size);
		if (d->over)
			return 0;
	}
	if (stream_left(s) > 0)
		trouble_set(trouble, INPUT_TRUNCATED, "ends inside the length of a frame");
	return 0;
}

bool dnstap_next(struct dnstap *d, struct stream *s, struct log_context *c, struct trouble *trouble)
{
	if (d->over)
		return false;
	stream_peek(s, d->streamed ? 4 : FRAME_MAX);
	size_t len = d->streamed ? next_frame(d, s, trouble) : stream_left(s);
	const uint8_t *bytes = len > 0 ? stream_peek(s, len) : NULL;
	if (!bytes) {
		if (len > 0)
			trouble_set(
			    trouble, INPUT_TRUNCATED, "ends inside a frame of %zu bytes", len);
		return false;
	}
	d->over = !d->streamed;
	c->record->message_count = 0;
	c->record->reason = ANOMALY_NONE;
	c->messages.len = 0;
	c->record->class = read_record(d, c, bytes, len);
	c->record->bytes = bytes;
	c->record->len = len;
	stream_take(s, len);
	return true;
}
