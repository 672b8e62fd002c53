#include "base/packet_gaps.h"

#include <stdlib.h>

/* Packets arriving at random at a constant rate leave a pause of this many mean intervals once in
 * 10^13 packets (e^-30). */
#define PACKET_GAP_SHARE 30

static uint64_t length(const struct packet_gap *s)
{
	return (uint64_t)s->to_ns - (uint64_t)s->from_ns;
}

static size_t shortest(const struct packet_gaps *s)
{
	size_t least = 0;

	for (size_t i = 1; i < s->count; i++)
		if (length(&s->of[i]) < length(&s->of[least]))
			least = i;
	return least;
}

static void keep(struct packet_gaps *s, struct packet_gap now)
{
	if (s->count < PACKET_GAPS_MAX) {
		s->of[s->count++] = now;
		return;
	}
	size_t least = shortest(s);
	if (length(&now) > length(&s->of[least]))
		s->of[least] = now;
}

static void end_at(struct packet_gaps *s, int64_t time_ns)
{
	for (size_t i = 0; i < s->count;) {
		if (s->of[i].from_ns < time_ns && time_ns < s->of[i].to_ns)
			s->of[i] = s->of[--s->count];
		else
			i++;
	}
}

void packet_gaps_note(struct packet_gaps *s, int64_t last_ns, int64_t time_ns)
{
	if (time_ns < last_ns) {
		end_at(s, time_ns);
	} else if ((uint64_t)time_ns - (uint64_t)last_ns > PACKET_GAP_MIN_NS) {
		keep(s, (struct packet_gap){last_ns, time_ns});
	}
}

static int compare(const void *a, const void *b)
{
	const struct packet_gap *x = a, *y = b;

	return (x->from_ns > y->from_ns) - (x->from_ns < y->from_ns);
}

void packet_gaps_finalize(struct packet_gaps *s, uint64_t span_ns, uint64_t packets)
{
	size_t kept = 0;
	uint64_t usual =
	    packets > PACKET_GAP_SHARE ? span_ns / packets * PACKET_GAP_SHARE : span_ns;

	for (size_t i = 0; i < s->count; i++)
		if (length(&s->of[i]) > usual)
			s->of[kept++] = s->of[i];
	s->count = kept;
	qsort(s->of, s->count, sizeof *s->of, compare);
}
