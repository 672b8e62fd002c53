/*
 * One direction of a TCP connection: puts segments in order (RFC 9293 3.4, 3.10.7.4). No single
 * segment is trusted: a SYN with another sequence number takes effect only when data follows it, a
 * RST only at exactly the next byte (RFC 5961 3.2), so that forged segments cost a gap at most.
 * Owned by the caller; call tcp_direction_finish before discarding it. Memory: STREAM_PENDING_*.
 */
#ifndef DNSFERRET_NET_TCP_DIRECTION_H
#define DNSFERRET_NET_TCP_DIRECTION_H

#include "base/limits.h"
#include "net/flows.h"
#include "reassembly.h"

struct tcp_direction {
	/* position of the next expected byte; the low 32 bits are its sequence number, so that
	 * positions keep their order when sequence numbers wrap */
	uint64_t next;
	uint64_t fin;              /* position of the end, valid if fin_seen */
	struct reassembly pending; /* bytes behind a gap, all at or after next */
	int64_t gap_ns;            /* when the current gap was first seen */
	void *user;                /* belongs to the handler */
	uint32_t start;            /* sequence number of the first byte */
	uint32_t restart;          /* the same for a new connection that a later SYN announced */
	bool started, ended, fin_seen, restart_seen;
	bool gap;       /* bytes before next are missing */
	bool delivered; /* the handler was called */
	uint8_t tail_len;
	uint8_t tail[STREAM_TAIL_BYTES]; /* the bytes before next */
};

/* Destination of the bytes and anomalies of all directions. */
struct tcp_direction_sink {
	const struct flow_handlers *handlers;
	struct anomaly_log *anomalies;
	size_t pending_bytes; /* memory of everything buffered */
	/* ends of the current direction, ref and time of the current segment */
	struct packet carrier;
};

/* Starts the direction: the first byte has sequence number seq. */
void tcp_direction_start(struct tcp_direction *d, uint32_t seq);

/* Processes a SYN: the first byte has sequence number seq. */
void tcp_direction_syn(struct tcp_direction *d, uint32_t seq);

/* Processes len bytes from seq on, of which kept_len were captured. Starts the direction if
 * necessary. */
void tcp_direction_data(struct tcp_direction *d, struct tcp_direction_sink *sink, uint32_t seq,
    const uint8_t *bytes, size_t kept_len, size_t len);

/* Processes a FIN: the direction ends at seq. */
void tcp_direction_fin(struct tcp_direction *d, struct tcp_direction_sink *sink, uint32_t seq);

/* True if seq is the sequence number of the next expected byte. */
bool tcp_direction_is_next(const struct tcp_direction *d, uint32_t seq);

/* Abandons a gap that has been open too long. ack: what the other side acknowledges; NULL if
 * unknown. */
void tcp_direction_wait(
    struct tcp_direction *d, struct tcp_direction_sink *sink, const uint32_t *ack);

/* Delivers everything buffered, abandoning the gaps. */
void tcp_direction_drain(struct tcp_direction *d, struct tcp_direction_sink *sink);

/* Like tcp_direction_drain, then ends the direction. */
void tcp_direction_finish(struct tcp_direction *d, struct tcp_direction_sink *sink);

#endif
