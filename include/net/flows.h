/*
 * Puts datagrams and byte streams together again: IP fragments (RFC 791 3.2, RFC 8200 4.5, RFC
 * 5722) and TCP segments (RFC 9293) of one sequence of packets, whatever order they come in.
 * Everything is capped (limits.h); what gives way is counted. Heap-owned; one thread; a sequence
 * may span several files. The first content of overlapping bytes wins, a difference is noted.
 */
#ifndef DNSFERRET_NET_FLOWS_H
#define DNSFERRET_NET_FLOWS_H

#include <stdbool.h>

#include "base/anomaly.h"
#include "net/packet.h"

/* One run of in-order bytes of one direction of a TCP connection. */
struct stream_bytes {
	const struct packet *packet; /* ends of this direction; ref and time of the segment that
					made these bytes readable: the one that filled the hole
					before them, or their own when it was given up; of an
					end it may be one of the other direction; no payload,
					ttl or hash */
	const uint8_t *bytes;
	size_t len;      /* may be 0 with `end` */
	bool gap_before; /* bytes before these are missing, or the start was not captured */
	bool end;        /* the direction is over (FIN, RST, given up, flush): nothing follows */
};

struct flow_handlers {
	void *ctx;
	/* A UDP packet: as captured, or put together from fragments (ref and time of the last
	 * piece). When pieces were missing it is the front of the datagram, cut as if by the
	 * capture. */
	void (*datagram)(void *ctx, const struct packet *packet);
	/* In-order bytes of a stream whose ends include the port asked for. *user starts as NULL,
	 * belongs to the handler and must be freed when `end` is set, which every direction that
	 * had bytes comes to. */
	void (*stream)(void *ctx, const struct stream_bytes *bytes, void **user);
};

struct flows;

/* `wanted` says whether a pair of ports is of interest (ctx as in handlers): other TCP is not
 * followed. */
struct flows *flows_new(const struct flow_handlers *handlers,
    bool (*wanted)(void *ctx, uint16_t a, uint16_t b), struct anomaly_log *anomalies);

/* Ends the streams that are still open, so that their handler can free what it holds; datagrams
 * that are not whole are forgotten. */
void flows_free(struct flows *f);

/* Takes one decoded UDP, TCP or fragment packet; calls the handlers as far as bytes are in order.
 */
void flows_push(struct flows *f, const struct packet *packet);

/* End of the input sequence: delivers what waits behind gaps, gives up what is incomplete
 * (counted), ends every stream. */
void flows_flush(struct flows *f);

#endif
