#include "run.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "client_name_sets.h"

bool host_is_listed(const struct client *c)
{
	return counters_asked(&c->asked) > 0 || c->not_dns > 0;
}

static int compare_clients(const void *a, const void *b)
{
	const struct ranked_client *x = a, *y = b;
	uint64_t asked_x = counters_asked(&x->client->asked),
		 asked_y = counters_asked(&y->client->asked);

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (asked_x != asked_y)
		return asked_x > asked_y ? -1 : 1;
	return address_compare(&x->client->address, &y->client->address);
}

/* Lists hosts that send queries, by address. Returns an array indexed by the client's order; NULL
 * for hosts that are not listed. */
static struct ranked_client **list_clients(struct run *run)
{
	struct ranking *r = run->ranking;
	size_t count;
	const struct client *const *all = stats_clients(run->stats, &count);

	r->clients = arena_take(run->arena, (count + 1) * sizeof *r->clients);
	struct ranked_client **ranked = memory_new(count + 1, sizeof(*ranked));
	for (size_t i = 0; i < count; i++) {
		uint64_t asked = counters_asked(&all[i]->asked);

		if (!host_is_listed(all[i]))
			continue;
		ranked[i] = &r->clients[r->client_count];
		r->clients[r->client_count++] = (struct ranked_client){
		    .client = all[i],
		    .txt_share = asked ? (double)counters_txt(&all[i]->asked) / (double)asked : 0,
		    .role = host_of(&r->roles, all[i])->role,
		};
	}
	return ranked;
}

/* Clients that a thread takes at a time. */
#define CLIENTS_AT_ONCE 16

static void find_bursts(void *ctx, unsigned worker, size_t first, size_t last)
{
	const struct run *run = ctx;

	(void)worker;
	for (size_t i = first; i < last; i++) {
		struct ranked_client *c = &run->ranking->clients[i];

		c->burst = facts_burst(client_name_sets_of(run->client_names, c->client),
		    run->options->facts.window_ns);
	}
}

void run_rank_clients(struct run *run)
{
	struct ranking *r = run->ranking;

	struct ranked_client **ranked = list_clients(run);
	parallel_run(run_threads(run), r->client_count, CLIENTS_AT_ONCE, find_bursts, run);
	for (size_t i = 0; i < run->channel_count; i++) {
		struct ranked_client *c = ranked[stats_channel_key(run->stats, i).client->order];

		if (!c)
			continue;
		c->domain_count++;
		if (run->scores[i] > c->score)
			c->score = run->scores[i];
	}
	for (size_t i = 0; i < r->finding_count; i++)
		for (size_t k = 0; k < r->findings[i].channel_count; k++) {
			struct ranked_client *c = ranked[r->findings[i].channels[k]->client->order];

			if (!c || level_of(r->findings[i].channel_scores[k]) < LEVEL_LOW)
				continue;
			if (r->findings[i].channel_scores[k] > c->score)
				c->score = r->findings[i].channel_scores[k];
			if (!c->findings)
				c->findings =
				    arena_take(run->arena, r->finding_count * sizeof *c->findings);
			c->findings[c->finding_count++] = i;
		}
	free(ranked);
	qsort(r->clients, r->client_count, sizeof *r->clients, compare_clients);
	for (size_t i = 0; i < r->client_count; i++)
		r->clients[i].rank = (unsigned)(i + 1);
}
