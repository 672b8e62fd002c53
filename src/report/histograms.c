#include <stdlib.h>

#include "base/limits.h"
#include "builder.h"

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

static struct node *types_build(struct arena *a, const struct distributions *o)
{
	struct node *map = document_map(a);

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		document_set_integer(a, map, types[i].name, (int64_t)o->asked[types[i].counter]);
	return map;
}

static void set_histogram(struct arena *a, struct node *map, const char *key, double step,
    const uint64_t bins[DISTRIBUTIONS_BINS])
{
	struct node *one = document_set(map, key, document_map(a));
	unsigned used = DISTRIBUTIONS_BINS;

	document_set_decimal(a, one, "step", step);
	struct node *names = document_set(one, "names", document_list(a));
	while (used > 0 && bins[used - 1] == 0)
		used--;
	for (unsigned i = 0; i < used; i++)
		document_push_integer(a, names, (int64_t)bins[i]);
}

static struct node *length_and_surprise(struct arena *a, const struct distributions *o)
{
	struct node *map = document_map(a);

	set_histogram(a, map, "length", DISTRIBUTIONS_LENGTH_STEP, o->length);
	set_histogram(a, map, "surprise", DISTRIBUTIONS_SURPRISE_STEP / 256.0, o->surprise);
	return map;
}

static void set_distributions(struct arena *a, struct node *map, const struct distributions *o)
{
	document_set(map, "query_types", types_build(a, o));
	document_set(map, "histograms", length_and_surprise(a, o));
}

void histograms_build(struct report_builder *p, const struct finding *f, struct node *map)
{
	struct distributions o = {.channels = 0};
	unsigned base = f->channels[0]->domain->label_count, apex = f->facts.apex_labels;
	unsigned depth = apex > base ? apex - base : 0;

	for (size_t i = 0; i < finding_involved(f) && i < REPORT_CLIENTS_MAX; i++)
		distributions_add(&o, f->channels[i], depth, UINT64_MAX);
	set_distributions(p->arena, map, &o);
}

static int compare_pointers(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t) * (const struct domain *const *)a,
		  y = (uintptr_t) * (const struct domain *const *)b;

	return (x > y) - (x < y);
}

/* The domains of all domain groups, for lookup only: their order never shows. */
static const struct domain **pooled_domains(struct report_builder *p, size_t *count)
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

/* Adds the part of the overall histograms that belongs to findings. */
static void add_findings(struct report_builder *p, struct distributions *o)
{
	const struct ranking *r = p->from->ranking;
	struct channel_room room = {.channel = {.client = NULL}};
	size_t pooled_count;
	const struct domain **pooled = pooled_domains(p, &pooled_count);

	for (size_t i = 0; i < r->domain_count; i++) {
		const struct ranked_domain *d = &r->domains[i];

		if (d->finding == NO_FINDING &&
		    !bsearch(&d->domain, pooled, pooled_count, sizeof(*pooled), compare_pointers))
			continue;
		for (size_t k = d->first_channel; k < d->first_channel + d->client_count; k++)
			distributions_add(o, stats_channel(p->from->stats, k, &room), 0,
			    r->distributions_hash_max);
	}
	channel_room_fini(&room);
}

struct node *histograms_rest(struct report_builder *p)
{
	struct node *map = document_map(p->arena);
	struct distributions rest = p->from->ranking->distributions, findings = {.channels = 0};

	add_findings(p, &findings);
	distributions_remove(&rest, &findings);
	document_set_integer(p->arena, map, "channels", (int64_t)rest.channels);
	set_distributions(p->arena, map, &rest);
	return map;
}
