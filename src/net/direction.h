/*
 * One direction of a TCP connection: puts segments in order (RFC 9293 3.4, 3.10.7.4). It trusts no
 * single segment: a SYN with another sequence number counts once data follows it, a RST only at the
 * exact next octet (RFC 5961 3.2), so that forged segments cost at most a gap. Owned by the caller;
 * must be finished (direction_finish) before it is forgotten. Memory: STREAM_PENDING_*.
 */
#ifndef DNSFERRET_NET_DIRECTION_H
#define DNSFERRET_NET_DIRECTION_H

#include "limits.h"
#include "net/flows.h"
#include "pieces.h"

struct direction {
	uint64_t next; /* position of the octet expected next; its low 32 bits are the sequence
			  number, so that positions order where sequence numbers wrap */
	uint64_t fin;  /* position of the end, once seen */
	struct pieces pending; /* octets behind a hole, all at or after next */
	int64_t hole_ns;       /* when the present hole was first seen */
	void *user;            /* the handler's */
	uint32_t start;        /* sequence number of the first octet */
	uint32_t restart;      /* the same, of a connection that a later SYN announced */
	bool started, ended, fin_seen, restart_seen;
	bool gap;       /* octets before next are missing */
	bool delivered; /* the handler was called */
	uint8_t tail_len;
	uint8_t tail[STREAM_TAIL_BYTES]; /* the octets before next */
};

/* Where octets and anomalies of all directions go. */
struct direction_sink {
	const struct flow_handlers *handlers;
	struct anomaly_log *anomalies;
	size_t pending_bytes;  /* cost of everything pending */
	struct packet carrier; /* ends of the direction at work, ref and time of the segment */
};

/* The first octet has sequence number seq; nothing was there before. */
void direction_start(struct direction *d, uint32_t seq);

/* A SYN says that the first octet has sequence number seq. */
void direction_syn(struct direction *d, uint32_t seq);

/* len octets from seq on, of which kept_len were captured. Starts a direction that has not. */
void direction_data(struct direction *d, struct direction_sink *sink, uint32_t seq,
    const uint8_t *bytes, size_t kept_len, size_t len);

/* Nothing follows before seq. */
void direction_fin(struct direction *d, struct direction_sink *sink, uint32_t seq);

/* Is seq that of the next octet? */
bool direction_is_next(const struct direction *d, uint32_t seq);

/* Gives up waiting for a hole that is open too long; ack: what the other side acknowledges, NULL
 * when not known. */
void direction_wait(struct direction *d, struct direction_sink *sink, const uint32_t *ack);

/* Delivers what waits behind holes. */
void direction_drain(struct direction *d, struct direction_sink *sink);

/* The same, then ends the direction. */
void direction_finish(struct direction *d, struct direction_sink *sink);

#endif
