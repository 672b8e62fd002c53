#include "run.h"

#include <stdlib.h>

#include "discounts.h"
#include "floors.h"

/* Distinct names over all clients of a base: the union of their sketches. */
static uint64_t union_names(const struct channel *const *channels, size_t count)
{
	struct sketch all;

	if (count == 1)
		return sketch_distinct(&channels[0]->names);
	sketch_init(&all, channels[0]->names.keep);
	for (size_t i = 0; i < count; i++)
		sketch_merge(&all, &channels[i]->names);
	sketch_settle(&all);
	uint64_t names = sketch_distinct(&all);
	sketch_fini(&all);
	return names;
}

/* One domain for each run of channels with the same base. */
void run_gather_domains(struct run *run)
{
	struct ranking *r = run->ranking;

	r->domains = arena_take(run->arena, (run->channel_count + 1) * sizeof *r->domains);
	for (size_t first = 0, last; first < run->channel_count; first = last) {
		struct ranked_domain *d = &r->domains[r->domain_count++];

		*d = (struct ranked_domain){
		    .domain = run->channels[first]->domain, .finding = NO_FINDING};
		for (last = first;
		     last < run->channel_count && run->channels[last]->domain == d->domain;
		     last++) {
			d->asked += counters_asked(&run->channels[last]->count);
			d->senders += run->sends[last];
			if (run->scores[last] > d->score)
				d->score = run->scores[last];
		}
		if (d->client_count >= RARITY_CLIENTS_LOW)
			d->senders = 0; /* a service rather than one transfer */
		d->score = floors_spread(d->score, d->senders);
		d->first_channel = first;
		d->client_count = last - first;
		d->names = union_names(run->channels + first, d->client_count);
	}
}
