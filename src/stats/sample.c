#include "stats/sample.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/limits.h"
#include "stats/counters.h"

/* Average name plus allocator overhead. */
#define SAMPLE_WIRE_BYTES 64

uint16_t sample_type_of(uint16_t qtype)
{
	static const struct {
		uint16_t qtype, bit;
	} bits[] = {
	    {DNS_TYPE_A, SAMPLE_A},
	    {DNS_TYPE_AAAA, SAMPLE_AAAA},
	    {DNS_TYPE_HTTPS, SAMPLE_HTTPS},
	    {DNS_TYPE_SVCB, SAMPLE_HTTPS},
	    {DNS_TYPE_TXT, SAMPLE_TXT},
	    {DNS_TYPE_CNAME, SAMPLE_CNAME},
	    {DNS_TYPE_MX, SAMPLE_MX},
	    {DNS_TYPE_SRV, SAMPLE_SRV},
	    {DNS_TYPE_PTR, SAMPLE_PTR},
	    {DNS_TYPE_SOA, SAMPLE_SOA},
	    {DNS_TYPE_NS, SAMPLE_NS},
	};

	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
		if (bits[i].qtype == qtype)
			return bits[i].bit;
	return counters_is_data_type(qtype) ? SAMPLE_RARE : SAMPLE_OTHER;
}

/* Copies a sighting; `room` is the name it replaces, or NULL. */
static void keep(struct sample_name *place, const struct sample_name *sighting, uint8_t *room)
{
	size_t len;
	const uint8_t *sent = sample_sent(sighting, &len);
	uint8_t *copy = memory_resize(room, len, 1);

	*place = *sighting;
	place->wire = (uint8_t *)memcpy(copy, sent, len) + sighting->hidden_len;
}

static uint8_t *room_of(const struct sample_name *n)
{
	return n->wire - n->hidden_len;
}

static void forget_early(struct sample *s)
{
	for (unsigned i = 0; s->early && i < SAMPLE_NAMES_MAX; i++)
		free(room_of(&s->early[i]));
	free(s->early);
	s->early = NULL;
}

void sample_restart(struct sample *s)
{
	for (unsigned i = 0; i < s->count; i++)
		free(room_of(&s->names[i]));
	s->count = 0;
	forget_early(s);
}

void sample_fini(struct sample *s)
{
	sample_restart(s);
	free(s->names);
	*s = (struct sample){0};
}

uint64_t sample_heap_bytes(const struct sample *s)
{
	return (s->cap + (s->early ? SAMPLE_NAMES_MAX : 0)) *
	       (sizeof *s->names + SAMPLE_WIRE_BYTES);
}

/* Index of the first name whose hash is not below `hash`. */
static unsigned lower_bound(const struct sample *s, uint64_t hash)
{
	unsigned low = 0, high = s->count;

	while (low < high) {
		unsigned middle = (low + high) / 2;

		if (s->names[middle].hash < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* By time, so that it does not matter how messages are split over files. */
static int compare_sightings(const struct sample_name *a, const struct sample_name *b)
{
	if (a->time_ns != b->time_ns)
		return a->time_ns < b->time_ns ? -1 : 1;
	int order = source_ref_compare(a->ref, b->ref);

	return order ? order : (a->hash > b->hash) - (a->hash < b->hash);
}

static void see_again(struct sample_name *kept, const struct sample_name *sighting)
{
	uint16_t types = kept->types | sighting->types;
	uint8_t outcomes = kept->outcomes | sighting->outcomes;

	if (compare_sightings(sighting, kept) < 0)
		keep(kept, sighting, room_of(kept));
	kept->types = types;
	kept->outcomes = outcomes;
}

/* -- the earliest names -- */

static int compare_early(const void *a, const void *b)
{
	return compare_sightings(a, b);
}

static void set_early(struct sample_name *place, const struct sample_name *sighting)
{
	keep(place, sighting, NULL);
	place->types = sample_type_of(sighting->qtype);
	place->outcomes = 0;
}

/* Starts the list while the sample still holds every name. */
static void begin_early(struct sample *s)
{
	s->early = memory_new(SAMPLE_NAMES_MAX, sizeof *s->early);
	for (unsigned i = 0; i < SAMPLE_NAMES_MAX; i++)
		set_early(&s->early[i], &s->names[i]);
	qsort(s->early, SAMPLE_NAMES_MAX, sizeof *s->early, compare_early);
}

void sample_keep_early(struct sample *s)
{
	if (!s->early && s->count == SAMPLE_NAMES_MAX)
		begin_early(s);
}

static void add_early(struct sample *s, const struct sample_name *sighting)
{
	struct sample_name *e = s->early;
	unsigned out = SAMPLE_NAMES_MAX - 1, at;

	if (compare_sightings(sighting, &e[out]) >= 0)
		return;
	for (unsigned i = 0; i < SAMPLE_NAMES_MAX; i++)
		if (e[i].hash == sighting->hash)
			out = i;
	if (e[out].hash == sighting->hash && compare_sightings(sighting, &e[out]) >= 0)
		return;
	free(room_of(&e[out]));
	for (at = out; at > 0 && compare_sightings(sighting, &e[at - 1]) < 0; at--)
		e[at] = e[at - 1];
	set_early(&e[at], sighting);
}

unsigned sample_earliest(const struct sample *s, const struct sample_name **out)
{
	if (s->early) {
		for (unsigned i = 0; i < SAMPLE_NAMES_MAX; i++)
			out[i] = &s->early[i];
		return SAMPLE_NAMES_MAX;
	}
	for (unsigned i = 0; i < s->count; i++) {
		unsigned at = i;

		for (; at > 0 && compare_sightings(&s->names[i], out[at - 1]) < 0; at--)
			out[at] = out[at - 1];
		out[at] = &s->names[i];
	}
	return s->count;
}

void sample_add(struct sample *s, const struct sample_name *sighting)
{
	bool full = s->count == SAMPLE_NAMES_MAX;

	if (s->early)
		add_early(s, sighting);
	if (full && s->early && sighting->hash > s->names[s->count - 1].hash)
		return;
	unsigned at = lower_bound(s, sighting->hash);
	if (at < s->count && s->names[at].hash == sighting->hash) {
		see_again(&s->names[at], sighting);
		return;
	}
	if (full && !s->early) {
		begin_early(s);
		add_early(s, sighting);
	}
	if (at == SAMPLE_NAMES_MAX)
		return;
	if (full) {
		free(room_of(&s->names[--s->count]));
	} else if (s->count == s->cap) {
		s->cap = (uint16_t)(s->cap ? s->cap * 2 : 1);
		s->names = memory_resize(s->names, s->cap, sizeof *s->names);
	}
	struct sample_name *here = &s->names[at];
	memmove(here + 1, here, (s->count - at) * sizeof *here);
	keep(here, sighting, NULL);
	s->count++;
}

void sample_merge(struct sample *into, const struct sample *from)
{
	for (unsigned i = 0; i < from->count; i++)
		sample_add(into, &from->names[i]);
	if (!from->early)
		return;
	sample_keep_early(into);
	for (unsigned i = 0; i < SAMPLE_NAMES_MAX; i++)
		sample_add(into, &from->early[i]);
}
