/*
 * Reassembly of IPv4 (RFC 791 3.2) and IPv6 (RFC 8200 4.5) datagrams. Heap-owned; one thread.
 * Limits: FRAGMENT_SETS_MAX, FRAGMENT_PIECES_MAX, FRAGMENTS_BYTES_MAX, FRAGMENT_TIMEOUT_NS; at a
 * limit the oldest datagram gives way. Unlike RFC 5722 an overlap does not discard the datagram:
 * what the receiver made of it cannot be known, so the first content is shown and a difference
 * noted.
 */
#ifndef DNSFERRET_NET_FRAGMENTS_H
#define DNSFERRET_NET_FRAGMENTS_H

#include "base/anomaly.h"
#include "net/packet.h"

struct fragments;

/* Takes a datagram: ref and time of the piece that came last, payload after the IP headers. One
 * that was given up, or holds a piece cut by the capture, is cut: its front, with payload_wire_len
 * above payload_len. The packet may be changed; its bytes live until the function returns. */
typedef void fragments_datagram(void *ctx, struct packet *datagram);

struct fragments *fragments_new(
    fragments_datagram *datagram, void *ctx, struct anomaly_log *anomalies);
void fragments_free(struct fragments *f);

/* Takes a PACKET_FRAGMENT. Must not be called from the datagram function. */
void fragments_push(struct fragments *f, const struct packet *piece);

/* Gives up every datagram that waits, the oldest first. */
void fragments_flush(struct fragments *f);

#endif
