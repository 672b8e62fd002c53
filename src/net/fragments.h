/*
 * Reassembly of IPv4 (RFC 791 3.2) and IPv6 (RFC 8200 4.5) datagrams. Heap-owned; not thread-safe.
 * Limits: FRAGMENT_SETS_MAX, FRAGMENT_PIECES_MAX, FRAGMENTS_BYTES_MAX, FRAGMENT_TIMEOUT_NS; at a
 * limit the oldest datagram is dropped. Unlike RFC 5722, an overlap does not discard the datagram:
 * what the receiver made of it is unknown, so the first content is kept and a difference is noted.
 */
#ifndef DNSFERRET_NET_FRAGMENTS_H
#define DNSFERRET_NET_FRAGMENTS_H

#include "base/anomaly.h"
#include "net/packet.h"

struct fragments;

/* Receives a datagram: ref and time of the fragment that arrived last, payload after the IP
 * headers. A dropped datagram, or one with a fragment truncated by the capture, is reduced to its
 * front, with payload_wire_len above payload_len. The callback may modify the packet; its bytes are
 * valid until it returns. */
typedef void fragments_datagram(void *ctx, struct packet *datagram);

struct fragments *fragments_new(
    fragments_datagram *datagram, void *ctx, struct anomaly_log *anomalies);
void fragments_free(struct fragments *f);

/* Processes a PACKET_FRAGMENT. Must not be called from the datagram callback. */
void fragments_push(struct fragments *f, const struct packet *piece);

/* Drops every incomplete datagram, oldest first, delivering its front. */
void fragments_flush(struct fragments *f);

#endif
