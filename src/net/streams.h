/*
 * The bytes of TCP connections in order (RFC 9293 3.4, 3.10). Each direction is followed on its
 * own, with or without a handshake, whether the other one was captured or not. Heap-owned; one
 * thread. Limits: STREAMS_MAX, STREAM_PENDING_*, STREAMS_PENDING_BYTES_MAX. At a limit the
 * connection that is idle longest gives way, before it those that carried nothing or are over.
 * Cost: in-order bytes are handed on without a copy or an allocation.
 */
#ifndef DNSFERRET_NET_STREAMS_H
#define DNSFERRET_NET_STREAMS_H

#include "net/flows.h"

struct streams;

/* Uses handlers->stream; `handlers` must outlive the result. */
struct streams *streams_new(const struct flow_handlers *handlers, struct anomaly_log *anomalies);
void streams_free(struct streams *s);

/* Takes a PACKET_TCP. */
void streams_push(struct streams *s, const struct packet *packet);

/* Delivers what waits, ends and forgets every connection. */
void streams_flush(struct streams *s);

#endif
