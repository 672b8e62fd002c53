/*
 * Reassembles datagrams and byte streams: IP fragments (RFC 791 3.2, RFC 8200 4.5, RFC 5722) and
 * TCP segments (RFC 9293) of one sequence of packets, in any order. Everything is limited
 * (limits.h); data lost to a limit is counted. Heap-owned; not thread-safe; a sequence may span
 * several files. Where bytes overlap, the first content is kept and a difference is noted as an
 * anomaly.
 */
#ifndef DNSFERRET_NET_FLOWS_H
#define DNSFERRET_NET_FLOWS_H

#include <stdbool.h>

#include "base/anomaly.h"
#include "net/packet.h"

/* A run of in-order bytes in one direction of a TCP connection. */
struct stream_bytes {
	/* Its ends are those of this direction. Its ref and time are those of the segment that made
	 * the bytes readable: the one that filled the gap before them, or their own if the gap was
	 * abandoned. With `end` they may be those of a segment of the other direction. No payload,
	 * ttl or hash. */
	const struct packet *packet;
	const uint8_t *bytes;
	size_t len;      /* may be 0 if `end` is set */
	bool gap_before; /* bytes before these are missing, or the start was not captured */
	/* nothing follows: the direction was ended by FIN, RST, eviction or flush */
	bool end;
};

struct flow_handlers {
	void *ctx;
	/* A UDP packet, as captured or reassembled from fragments (ref and time are those of the
	 * last fragment to arrive). If fragments are missing it is the front of the datagram,
	 * truncated as if by the capture. Also a reassembled packet of which `tunnel` is set. */
	void (*datagram)(void *ctx, const struct packet *packet);
	/* In-order bytes of a stream for which `wanted` was true. *user starts as NULL and belongs
	 * to the handler, which must free it when `end` is set; every direction that delivered
	 * bytes gets a final call with `end`. */
	void (*stream)(void *ctx, const struct stream_bytes *bytes, void **user);
};

struct flows;

/* `wanted` returns whether a pair of ports is of interest (ctx as in handlers); other TCP traffic
 * is ignored. `handlers` is copied, `anomalies` is borrowed. */
struct flows *flows_new(const struct flow_handlers *handlers,
    bool (*wanted)(void *ctx, uint16_t a, uint16_t b), struct anomaly_log *anomalies);

/* Ends the streams that are still open, so that their handler can free its data, and discards
 * incomplete datagrams. */
void flows_free(struct flows *f);

/* Processes a decoded UDP, TCP or fragment packet; calls the handlers for all bytes that are now in
 * order. */
void flows_push(struct flows *f, const struct packet *packet);

/* End of the packet sequence: delivers the bytes behind gaps, drops incomplete datagrams (their
 * front is delivered, and they are counted) and ends every stream. */
void flows_flush(struct flows *f);

#endif
