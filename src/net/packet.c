#include "net/packet.h"

#include <string.h>

#include "base/hash.h"
#include "decode.h"

static const struct {
	enum header (*decode)(struct decode *d);
	bool counts; /* towards ENCAPSULATION_MAX */
} headers[HEADER_COUNT] = {
#define HEADER(id, function, counts) [HEADER_##id] = {function, counts},
#include "headers.def"
#undef HEADER
};

static void walk(struct decode *d, enum header next)
{
	int depth = 0;

	while (next != HEADER_END) {
		if (headers[next].counts && ++depth > ENCAPSULATION_MAX)
			next = decode_fail(d, ANOMALY_ENCAPSULATION_DEPTH);
		else
			next = headers[next].decode(d);
	}
	bool nothing = d->packet->kind == PACKET_OTHER || d->packet->kind == PACKET_UNDECODABLE;
	if (d->maybe_tunnel && nothing) {
		enum tunnel tunnel = d->packet->tunnel;

		*d->packet = d->outer;
		d->packet->tunnel = tunnel;
		d->ip = d->outer_ip;
	}
}

static void begin(struct decode *d, struct packet *packet, struct cursor at, size_t missing)
{
	d->at = at;
	d->mac = NULL;
	d->missing = missing;
	d->ip = d->outer_ip = (struct cursor){0};
	d->extensions = 0;
	d->packet = packet;
	d->maybe_tunnel = false;
}

static void walk_whole(struct decode *d, enum header first)
{
	walk(d, first);
	size_t len = cursor_left(&d->ip);
	d->packet->ip = cursor_take(&d->ip, len);
	d->packet->ip_len = d->packet->ip ? len : 0;
}

void packet_decode(const struct frame *frame, struct packet *packet)
{
	packet_decode_with(frame, NULL, packet);
}

void packet_decode_with(
    const struct frame *frame, const struct tunnel_ports *tunnel_ports, struct packet *packet)
{
	struct decode d;
	enum header first = link_types_header(frame->linktype);

	*packet = (struct packet){
	    .kind = PACKET_OTHER,
	    .reason = ANOMALY_NONE,
	    .ref = frame->ref,
	    .time_ns = frame->time_ns,
	    .linktype = frame->linktype,
	    .tunnel_ports = tunnel_ports,
	};
	begin(&d, packet, cursor_of(frame->bytes, frame->len), frame->wire_len - frame->len);
	if (first == HEADER_END)
		(void)decode_fail(&d, ANOMALY_LINK_UNKNOWN);
	walk_whole(&d, first);
}

bool packet_decode_rest(struct packet *packet)
{
	struct decode d;
	const struct packet before = *packet;

	if (!before.rest)
		return false;
	*packet = (struct packet){
	    .kind = PACKET_OTHER,
	    .reason = ANOMALY_NONE,
	    .ref = before.ref,
	    .time_ns = before.time_ns,
	    .linktype = before.linktype,
	    .tunnel_ports = before.tunnel_ports,
	};
	begin(&d, packet, cursor_of(before.rest, before.rest_len), before.rest_missing);
	walk_whole(&d, HEADER_AMSDU);
	return true;
}

void packet_decode_transport(struct packet *packet)
{
	struct decode d;

	begin(&d, packet, cursor_of(packet->payload, packet->payload_len),
	    packet->payload_wire_len - packet->payload_len);
	packet->kind = PACKET_OTHER;
	packet->reason = ANOMALY_NONE;
	packet->rest = NULL;
	packet->mac = NULL;
	walk(&d, ip_upper(packet));
}

void packet_hash(struct packet *packet)
{
	uint8_t header[40] = {0};
	struct cursor ip = cursor_of(packet->ip, packet->ip_len), ahead = ip;
	bool v4 = cursor_u8(&ahead) >> 4 == 4;
	size_t header_len = v4 ? 20 : 40;

	/* an exported message has no IP header */
	const uint8_t *bytes = cursor_take(&ip, header_len);
	if (!bytes) {
		packet->ip_hash = hash_fixed(NULL, 0);
		return;
	}
	memcpy(header, bytes, header_len);
	if (v4)
		header[8] = header[10] = header[11] = 0;
	else
		header[7] = 0;
	size_t rest_len = cursor_left(&ip);
	uint64_t rest = hash_fixed(cursor_take(&ip, rest_len), rest_len);
	packet->ip_hash = hash_fixed(header, header_len) * 31 + rest;
}
