/*
 * One direction of a TCP connection: puts segments in order (RFC 9293 3.4, 3.10.7.4). It trusts no
 * single segment: a SYN with another sequence number counts once data follows it, a RST only at the
 * exact next byte (RFC 5961 3.2), so that forged segments cost at most a gap. Owned by the caller;
 * must be finished (tcp_direction_finish) before it is forgotten. Memory: STREAM_PENDING_*.
 */
#ifndef DNSFERRET_NET_TCP_DIRECTION_H
#define DNSFERRET_NET_TCP_DIRECTION_H

#include "base/limits.h"
#include "net/flows.h"
#include "reassembly.h"

struct tcp_direction {
	uint64_t next; /* position of the byte expected next; its low 32 bits are the sequence
			  number, so that positions order where sequence numbers wrap */
	uint64_t fin;  /* position of the end, once seen */
	struct reassembly pending; /* bytes behind a hole, all at or after next */
	int64_t hole_ns;           /* when the present hole was first seen */
	void *user;                /* the handler's */
	uint32_t start;            /* sequence number of the first byte */
	uint32_t restart;          /* the same, of a connection that a later SYN announced */
	bool started, ended, fin_seen, restart_seen;
	bool gap;       /* bytes before next are missing */
	bool delivered; /* the handler was called */
	uint8_t tail_len;
	uint8_t tail[STREAM_TAIL_BYTES]; /* the bytes before next */
};

/* Where bytes and anomalies of all directions go. */
struct tcp_direction_sink {
	const struct flow_handlers *handlers;
	struct anomaly_log *anomalies;
	size_t pending_bytes;  /* cost of everything pending */
	struct packet carrier; /* ends of the direction at work, ref and time of the segment */
};

/* The first byte has sequence number seq; nothing was there before. */
void tcp_direction_start(struct tcp_direction *d, uint32_t seq);

/* A SYN says that the first byte has sequence number seq. */
void tcp_direction_syn(struct tcp_direction *d, uint32_t seq);

/* len bytes from seq on, of which kept_len were captured. Starts a direction that has not. */
void tcp_direction_data(struct tcp_direction *d, struct tcp_direction_sink *sink, uint32_t seq,
    const uint8_t *bytes, size_t kept_len, size_t len);

/* Nothing follows before seq. */
void tcp_direction_fin(struct tcp_direction *d, struct tcp_direction_sink *sink, uint32_t seq);

/* Is seq that of the next byte? */
bool tcp_direction_is_next(const struct tcp_direction *d, uint32_t seq);

/* Gives up waiting for a hole that is open too long; ack: what the other side acknowledges, NULL
 * when not known. */
void tcp_direction_wait(
    struct tcp_direction *d, struct tcp_direction_sink *sink, const uint32_t *ack);

/* Delivers what waits behind holes. */
void tcp_direction_drain(struct tcp_direction *d, struct tcp_direction_sink *sink);

/* The same, then ends the direction. */
void tcp_direction_finish(struct tcp_direction *d, struct tcp_direction_sink *sink);

#endif
