/*
 * The longest stretches in which an input has no packet: where a recording stopped, a link was
 * down, or the clock was set forward. Bounded; a value. Cost: one comparison a packet.
 */
#ifndef DNSFERRET_BASE_PACKET_GAPS_H
#define DNSFERRET_BASE_PACKET_GAPS_H

#include <stddef.h>
#include <stdint.h>

#define PACKET_GAPS_MAX 16
/* Shorter is no silence: quiet moments, rotation. */
#define PACKET_GAP_MIN_NS (60 * INT64_C(1000000000))

struct packet_gap {
	int64_t from_ns, to_ns; /* the packets around it */
};

struct packet_gaps {
	struct packet_gap of[PACKET_GAPS_MAX]; /* in order of time once settled */
	size_t count;
};

/* A packet at time_ns, the latest so far having been at last_ns. One that falls into a silence (an
 * input that is not in order of time) ends it. */
void packet_gaps_note(struct packet_gaps *s, int64_t last_ns, int64_t time_ns);

/* Sorts by time and leaves out what is usual for the input: up to 30 times its mean interval,
 * span_ns over packets. */
void packet_gaps_finalize(struct packet_gaps *s, uint64_t span_ns, uint64_t packets);

#endif
