#include "net/flows.h"

#include <stdlib.h>

#include "fragments.h"
#include "base/memory.h"
#include "streams.h"

struct flows {
	struct flow_handlers handlers;
	bool (*wanted)(void *ctx, uint16_t a, uint16_t b);
	struct anomaly_log *anomalies;
	struct fragments *fragments;
	struct streams *streams;
};

static void push_whole(struct flows *f, const struct packet *packet)
{
	const struct endpoints *ends = &packet->ends;

	if (packet->kind == PACKET_UDP || packet->tunnel != TUNNEL_NONE)
		f->handlers.datagram(f->handlers.ctx, packet);
	else if (packet->kind == PACKET_TCP && f->wanted(f->handlers.ctx, ends->sport, ends->dport))
		streams_push(f->streams, packet);
}

/* Passes on a reassembled datagram. If it is incomplete, its length fields cannot match and no
 * anomaly is noted for them. */
static void push_datagram(void *ctx, struct packet *datagram)
{
	struct flows *f = ctx;
	bool whole = datagram->payload_len == datagram->payload_wire_len;

	packet_decode_transport(datagram);
	if (!whole && datagram->kind != PACKET_UNDECODABLE)
		datagram->reason = ANOMALY_NONE;
	/* a fragmented tunnel packet that itself contains a fragment */
	if (datagram->kind == PACKET_FRAGMENT)
		datagram->reason = ANOMALY_ENCAPSULATION_DEPTH;
	anomaly_note(f->anomalies, datagram->reason, datagram->ref);
	push_whole(f, datagram);
}

struct flows *flows_new(const struct flow_handlers *handlers,
    bool (*wanted)(void *ctx, uint16_t a, uint16_t b), struct anomaly_log *anomalies)
{
	struct flows *f = memory_new(1, sizeof *f);

	f->handlers = *handlers;
	f->wanted = wanted;
	f->anomalies = anomalies;
	f->fragments = fragments_new(push_datagram, f, anomalies);
	f->streams = streams_new(&f->handlers, anomalies);
	return f;
}

void flows_free(struct flows *f)
{
	if (!f)
		return;
	fragments_free(f->fragments);
	streams_free(f->streams);
	free(f);
}

void flows_push(struct flows *f, const struct packet *packet)
{
	if (packet->kind == PACKET_FRAGMENT)
		fragments_push(f->fragments, packet);
	else
		push_whole(f, packet);
}

void flows_flush(struct flows *f)
{
	fragments_flush(f->fragments);
	streams_flush(f->streams);
}
