#include "rest.h"

#include <string.h>

#include "combine.h"

/* The channels of a domain that scored too low to be findings are in the baseline. */
static void take_out(struct run *run, const struct ranked_domain *d, struct channel_room *room)
{
	for (size_t i = d->first_channel; i < d->first_channel + d->client_count; i++) {
		struct facts f;
		struct verdict v;

		run_facts(run, stats_channel(run->stats, i, room), d->client_count, NULL, &f);
		combine_channel(&f, NULL, run->options, &v);
		if (level_of(v.score) < LEVEL_LOW)
			baseline_remove(&run->rest, &f);
	}
}

static void copy_measures(struct reason *into, const struct reason *from)
{
	for (size_t i = 0; i < into->measure_count && i < from->measure_count; i++) {
		into->measures[i].baseline = from->measures[i].baseline;
		into->measures[i].median = from->measures[i].median;
	}
}

static void state_again(const struct run *run, struct finding *f)
{
	struct verdict v = {0};

	combine_channel(&f->facts, &run->rest, run->options, &v);
	for (size_t i = 0; i < f->reason_count; i++)
		for (size_t k = 0; k < v.reason_count; k++)
			if (strcmp(f->reasons[i].code, v.reasons[k].code) == 0)
				copy_measures(&f->reasons[i], &v.reasons[k]);
}

void rest_finalize(struct run *run)
{
	struct ranking *r = run->ranking;
	struct channel_room room = {.channel = {.client = NULL}};

	for (size_t d = 0; d < r->domain_count; d++)
		if (r->domains[d].finding != NO_FINDING)
			take_out(run, &r->domains[d], &room);
	channel_room_fini(&room);
	baseline_compact(&run->rest);
	run->rest.without_own = true;
	for (size_t i = 0; i < r->finding_count; i++)
		state_again(run, &r->findings[i]);
}
