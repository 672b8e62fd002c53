#include "builder.h"

#include "base/utc.h"
#include "base/limits.h"

#define MS (NS_PER_SECOND / 1000)

/* Bin widths that are easy to read; beyond the last one the width doubles. */
static const int64_t steps_ns[] = {1 * MS, 2 * MS, 5 * MS, 10 * MS, 20 * MS, 50 * MS, 100 * MS,
    200 * MS, 500 * MS, 1000 * MS, 2000 * MS, 5000 * MS, 10000 * MS, 20000 * MS, 30000 * MS,
    60000 * MS, 120000 * MS, 300000 * MS, 600000 * MS, 1200000 * MS, 1800000 * MS, 3600000 * MS,
    7200000 * MS, 14400000 * MS, 21600000 * MS, 43200000 * MS, 86400000 * MS};
#define STEPS (sizeof steps_ns / sizeof *steps_ns)

struct timeline {
	int64_t start_ns, step_ns;
	size_t count;
	uint64_t queries[REPORT_TIMELINE_MAX];
	bool estimated;
};

/* With few queries per bin the timeline shows only noise. */
#define BINS_MIN    12
#define BIN_QUERIES 4

static int64_t bins_max(const struct channel *const *channels, size_t count)
{
	uint64_t asked = 0;

	for (size_t i = 0; i < count && i < REPORT_CLIENTS_MAX; i++)
		asked += sketch_distinct(&channels[i]->asked);
	uint64_t bins = asked / BIN_QUERIES;
	return bins < BINS_MIN ? BINS_MIN
			       : (int64_t)(bins < REPORT_TIMELINE_MAX ? bins : REPORT_TIMELINE_MAX);
}

int64_t timeline_step(int64_t first_ns, int64_t last_ns, int64_t bins)
{
	int64_t step_ns = steps_ns[0];

	for (size_t i = 1; last_ns / step_ns - first_ns / step_ns >= bins; i++)
		step_ns = i < STEPS ? steps_ns[i] : 2 * step_ns;
	return step_ns;
}

bool timeline_add(
    const struct channel *c, int64_t start_ns, int64_t step_ns, uint64_t *queries, size_t count)
{
	const struct sketch *asked = &c->asked;
	uint64_t distinct = sketch_distinct(asked), used = asked->used;
	uint64_t kept[REPORT_BINS_MAX] = {0};

	for (uint32_t i = 0; i < asked->slot_count; i++) {
		int64_t bin = (asked->slots[i].first_ns - start_ns) / step_ns;

		if (asked->slots[i].hash != 0 && bin >= 0 && (size_t)bin < count)
			kept[bin]++;
	}
	for (size_t i = 0; i < count; i++)
		queries[i] += (kept[i] * distinct + used / 2) / (used > 0 ? used : 1);
	return !sketch_is_exact(asked);
}

struct node *timeline_build(struct report_builder *p, const struct channel *const *channels,
    size_t count, int64_t first_ns, int64_t last_ns)
{
	struct arena *a = p->arena;
	struct node *map = document_map(a);
	struct timeline t = {
	    .step_ns = timeline_step(first_ns, last_ns, bins_max(channels, count))};

	t.start_ns = first_ns / t.step_ns * t.step_ns;
	t.count = (size_t)((last_ns - t.start_ns) / t.step_ns) + 1;
	for (size_t i = 0; i < count && i < REPORT_CLIENTS_MAX; i++)
		t.estimated |= timeline_add(channels[i], t.start_ns, t.step_ns, t.queries, t.count);
	node_values_time(p, map, "start", true, t.start_ns);
	document_set_decimal(a, map, "step_s", (double)t.step_ns / (double)NS_PER_SECOND);
	document_set_bool(a, map, "estimated", t.estimated);
	struct node *list = document_set(map, "queries", document_list(a));
	for (size_t i = 0; i < t.count; i++)
		document_push_integer(a, list, (int64_t)t.queries[i]);
	return map;
}
