/*
 * TCP bytes in order (RFC 9293 3.4, 3.10). Each direction is tracked on its own, with or without a
 * handshake, and even if the other one was not captured. Heap-owned; not thread-safe. Limits:
 * STREAMS_MAX, STREAM_PENDING_*, STREAMS_PENDING_BYTES_MAX; at a limit the connection idle longest
 * is evicted, but those that carried nothing or are closed go first. Cost: in-order bytes are
 * delivered without a copy or an allocation.
 */
#ifndef DNSFERRET_NET_STREAMS_H
#define DNSFERRET_NET_STREAMS_H

#include "net/flows.h"

struct streams;

/* Uses handlers->stream. `handlers` and `anomalies` are borrowed and must outlive the result. */
struct streams *streams_new(const struct flow_handlers *handlers, struct anomaly_log *anomalies);
void streams_free(struct streams *s);

/* Processes a PACKET_TCP. */
void streams_push(struct streams *s, const struct packet *packet);

/* Delivers buffered bytes, then ends and removes every connection. */
void streams_flush(struct streams *s);

#endif
