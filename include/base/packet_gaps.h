/*
 * The longest gaps between the packets of an input: where a recording stopped, a link was down, or
 * the clock was set forward. A plain value of bounded size. Cost: one comparison per packet.
 */
#ifndef DNSFERRET_BASE_PACKET_GAPS_H
#define DNSFERRET_BASE_PACKET_GAPS_H

#include <stddef.h>
#include <stdint.h>

#define PACKET_GAPS_MAX 16
/* Shorter pauses are not gaps: quiet moments, file rotation. */
#define PACKET_GAP_MIN_NS (60 * INT64_C(1000000000))

struct packet_gap {
	int64_t from_ns, to_ns; /* times of the packets before and after the gap */
};

struct packet_gaps {
	struct packet_gap of[PACKET_GAPS_MAX]; /* in order of time after packet_gaps_finalize */
	size_t count;
};

/* Records a packet at time_ns; the latest time so far is last_ns. A packet that falls into a
 * recorded gap (the input is not in order of time) removes that gap. */
void packet_gaps_note(struct packet_gaps *s, int64_t last_ns, int64_t time_ns);

/* Sorts by time and removes gaps that are normal for the input: up to 30 times its mean interval,
 * span_ns / packets. */
void packet_gaps_finalize(struct packet_gaps *s, uint64_t span_ns, uint64_t packets);

#endif
