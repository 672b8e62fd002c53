#include "run.h"

#include <stdlib.h>

static const char *role_of(const struct client *c)
{
	bool asks = counters_asked(&c->asked) > 0;
	bool answers = c->served_queries > 0 || c->served_responses > 0;

	return asks && answers ? "resolver" : asks ? "client" : answers ? "server" : "client";
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

static struct ranked_client *client_find(
    struct ranked_client *clients, size_t count, const struct client *wanted)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = address_compare(&clients[middle].client->address, &wanted->address);

		if (order == 0)
			return &clients[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Hosts that ask, by address as the statistics give them. */
static void list_clients(struct run *run)
{
	struct ranking *r = run->ranking;
	size_t count;
	const struct client *const *all = stats_clients(run->stats, &count);

	r->clients = arena_take(run->arena, (count + 1) * sizeof *r->clients);
	for (size_t i = 0; i < count; i++) {
		uint64_t asked = counters_asked(&all[i]->asked);

		if (asked == 0 && all[i]->not_dns == 0)
			continue;
		r->clients[r->client_count++] = (struct ranked_client){
		    .client = all[i],
		    .burst = facts_burst(&all[i]->names, run->options->facts.window_ns),
		    .txt_share = asked ? (double)counters_txt(&all[i]->asked) / (double)asked : 0,
		    .role = role_of(all[i]),
		};
	}
}

void run_rank_clients(struct run *run)
{
	struct ranking *r = run->ranking;

	list_clients(run);
	for (size_t i = 0; i < run->channel_count; i++) {
		struct ranked_client *c = client_find(
		    r->clients, r->client_count, stats_channel_key(run->stats, i).client);

		if (!c)
			continue;
		c->domain_count++;
		if (run->scores[i] > c->score)
			c->score = run->scores[i];
	}
	for (size_t i = 0; i < r->finding_count; i++)
		for (size_t k = 0; k < r->findings[i].channel_count; k++) {
			struct ranked_client *c = client_find(
			    r->clients, r->client_count, r->findings[i].channels[k]->client);

			if (!c || level_of(r->findings[i].channel_scores[k]) < LEVEL_LOW)
				continue;
			if (!c->findings)
				c->findings =
				    arena_take(run->arena, r->finding_count * sizeof *c->findings);
			c->findings[c->finding_count++] = i;
		}
	qsort(r->clients, r->client_count, sizeof *r->clients, compare_clients);
	for (size_t i = 0; i < r->client_count; i++)
		r->clients[i].rank = (unsigned)(i + 1);
}
