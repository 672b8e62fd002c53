#include "stats/sample.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/limits.h"

void sample_restart(struct sample *s)
{
	for (unsigned i = 0; i < s->count; i++)
		free(s->names[i].wire);
	s->count = 0;
}

void sample_fini(struct sample *s)
{
	sample_restart(s);
	free(s->names);
	*s = (struct sample){0};
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

static void keep(struct sample_name *place, const struct sample_name *sighting, uint8_t *wire)
{
	*place = *sighting;
	place->wire = memcpy(wire, sighting->wire, sighting->wire_len);
}

void sample_add(struct sample *s, const struct sample_name *sighting)
{
	if (s->count == SAMPLE_NAMES_MAX && sighting->hash > s->names[s->count - 1].hash)
		return;
	unsigned at = lower_bound(s, sighting->hash);
	if (at < s->count && s->names[at].hash == sighting->hash) {
		struct sample_name *kept = &s->names[at];

		if (source_ref_compare(sighting->ref, kept->ref) < 0)
			keep(kept, sighting, memory_resize(kept->wire, sighting->wire_len, 1));
		return;
	}
	if (s->count == SAMPLE_NAMES_MAX) {
		free(s->names[--s->count].wire);
	} else if (s->count == s->cap) {
		s->cap = (uint16_t)(s->cap ? s->cap * 2 : 1);
		s->names = memory_resize(s->names, s->cap, sizeof *s->names);
	}
	struct sample_name *here = &s->names[at];
	memmove(here + 1, here, (s->count - at) * sizeof *here);
	keep(here, sighting, memory_resize(NULL, sighting->wire_len, 1));
	s->count++;
}

void sample_merge(struct sample *into, const struct sample *from)
{
	for (unsigned i = 0; i < from->count; i++)
		sample_add(into, &from->names[i]);
}
