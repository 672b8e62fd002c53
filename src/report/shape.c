#include <stdlib.h>

#include "base/memory.h"
#include "base/parallel.h"
#include "histograms.h"
#include "limits.h"
#include "parts.h"

static const struct {
	const char *name;
	enum counter counter;
} types[] = {
    {"a", COUNT_Q_A},
    {"aaaa", COUNT_Q_AAAA},
    {"txt", COUNT_Q_TXT},
    {"rare_data", COUNT_Q_RARE},
    {"cname", COUNT_Q_CNAME},
    {"mx", COUNT_Q_MX},
    {"srv", COUNT_Q_SRV},
    {"ptr", COUNT_Q_PTR},
    {"other", COUNT_Q_OTHER},
};
#define TYPES (sizeof types / sizeof *types)

static void add_types(uint64_t sums[TYPES], const struct channel *c)
{
	for (size_t i = 0; i < TYPES; i++)
		sums[i] += types[i].counter == COUNT_Q_TXT
			       ? counters_txt(&c->count)
			       : counters_type(&c->count, types[i].counter);
}

static struct node *types_build(struct arena *a, const uint64_t sums[TYPES])
{
	struct node *map = document_map(a);

	for (size_t i = 0; i < TYPES; i++)
		document_set_integer(a, map, types[i].name, (int64_t)sums[i]);
	return map;
}

void shape_build(struct parts *p, const struct finding *f, struct node *map)
{
	struct histograms names = {0};
	uint64_t sums[TYPES] = {0};
	unsigned base = f->channels[0]->domain->label_count, apex = f->facts.apex_labels;
	unsigned depth = apex > base ? apex - base : 0;

	for (size_t i = 0; i < finding_involved(f) && i < REPORT_CLIENTS_MAX; i++) {
		const struct channel *c = f->channels[i];

		add_types(sums, c);
		histograms_add(&names, c, depth, UINT64_MAX);
	}
	document_set(map, "query_types", types_build(p->arena, sums));
	document_set(map, "histograms", histograms_build(p->arena, &names));
}

/* Up to this hash the samples hold about REPORT_REST_NAMES_MAX names: a uniform choice that does
 * not depend on order. */
static uint64_t rest_threshold(uint64_t sampled)
{
	return sampled <= REPORT_REST_NAMES_MAX ? UINT64_MAX
						: UINT64_MAX / sampled * REPORT_REST_NAMES_MAX;
}

static int compare_pointers(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t) * (const struct domain *const *)a,
		  y = (uintptr_t) * (const struct domain *const *)b;

	return (x > y) - (x < y);
}

/* The domains of all pooled findings, to look up; their order is never seen. */
static const struct domain **pooled_domains(struct parts *p, size_t *count)
{
	const struct ranking *r = p->from->ranking;
	size_t total = 0;

	for (size_t i = 0; i < r->finding_count; i++)
		total += r->findings[i].pool_count;
	const struct domain **all = arena_take(p->arena, (total + 1) * sizeof(*all));
	*count = 0;
	for (size_t i = 0; i < r->finding_count; i++)
		for (size_t k = 0; k < r->findings[i].pool_count; k++)
			all[(*count)++] = r->findings[i].pool[k];
	qsort(all, *count, sizeof(*all), compare_pointers);
	return all;
}

/* Domains that are handed to a thread at a time. */
#define DOMAINS_AT_ONCE 256

/* One thread's share. */
struct share {
	struct channel_room room;
	struct histograms names;
	uint64_t sums[TYPES], channel_count;
};

struct rest {
	const struct report_sources *from;
	const struct domain **pooled;
	size_t pooled_count;
	uint64_t threshold;
	struct share *shares;
};

static void add_some(void *ctx, unsigned worker, size_t first, size_t last)
{
	const struct rest *rest = ctx;
	struct share *share = &rest->shares[worker];

	share->room.names_only = true;
	for (size_t i = first; i < last; i++) {
		const struct ranked_domain *d = &rest->from->ranking->domains[i];

		if (d->finding != NO_FINDING ||
		    bsearch(&d->domain, rest->pooled, rest->pooled_count, sizeof(*rest->pooled),
			compare_pointers))
			continue;
		for (size_t k = 0; k < d->client_count; k++) {
			const struct channel *c =
			    stats_channel(rest->from->stats, d->first_channel + k, &share->room);

			add_types(share->sums, c);
			histograms_add(&share->names, c, 0, rest->threshold);
		}
		share->channel_count += d->client_count;
	}
}

static void add_share(struct share *into, struct share *from)
{
	histograms_merge(&into->names, &from->names);
	for (size_t i = 0; i < TYPES; i++)
		into->sums[i] += from->sums[i];
	into->channel_count += from->channel_count;
	channel_room_fini(&from->room);
}

struct node *shape_rest(struct parts *p)
{
	const struct ranking *r = p->from->ranking;
	unsigned threads = p->from->options->threads > 0 ? p->from->options->threads : 1;
	struct node *map = document_map(p->arena);
	struct share all = {.channel_count = 0};
	struct rest rest = {.from = p->from, .threshold = rest_threshold(r->sampled_names)};

	rest.pooled = pooled_domains(p, &rest.pooled_count);
	rest.shares = memory_new(threads, sizeof *rest.shares);
	parallel_run(threads, r->domain_count, DOMAINS_AT_ONCE, add_some, &rest);
	for (unsigned i = 0; i < threads; i++)
		add_share(&all, &rest.shares[i]);
	free(rest.shares);
	document_set_integer(p->arena, map, "channels", (int64_t)all.channel_count);
	document_set(map, "query_types", types_build(p->arena, all.sums));
	document_set(map, "histograms", histograms_build(p->arena, &all.names));
	return map;
}
