#include "group_turns.h"

#include <stdlib.h>

#include "base/memory.h"
#include "rhythm.h"

struct member_query {
	int64_t time_ns;
	size_t member;
};

struct queries {
	struct member_query *of;
	size_t count, cap;
};

static void add(struct queries *q, const struct channel *c, size_t member)
{
	size_t count = 0;
	struct sketch_entry *e = rhythm_transactions(c, &count);

	count = rhythm_fold_repeats(e, count);
	if (q->count + count > q->cap) {
		q->cap = 2 * (q->count + count);
		q->of = memory_resize(q->of, q->cap, sizeof *q->of);
	}
	for (size_t i = 0; i < count; i++)
		q->of[q->count++] = (struct member_query){e[i].first_ns, member};
	free(e);
}

static int compare(const void *a, const void *b)
{
	const struct member_query *x = a, *y = b;

	if (x->time_ns != y->time_ns)
		return x->time_ns < y->time_ns ? -1 : 1;
	return (x->member > y->member) - (x->member < y->member);
}

/* Share of the queries whose member is, or is not, that of the query `step` before. */
static double share(const struct queries *q, size_t step, bool same)
{
	size_t n = 0;

	if (q->count <= step)
		return 0;
	for (size_t i = step; i < q->count; i++)
		n += (q->of[i].member == q->of[i - step].member) == same;
	return (double)n / (double)(q->count - step);
}

static int compare_gaps(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static double evenness(const struct queries *q)
{
	if (q->count < 2 || q->of[q->count - 1].time_ns == q->of[0].time_ns)
		return 0;
	size_t n = q->count - 1;
	int64_t *gaps = memory_new(n, sizeof *gaps);
	for (size_t i = 0; i < n; i++)
		gaps[i] = q->of[i + 1].time_ns - q->of[i].time_ns;
	qsort(gaps, n, sizeof *gaps, compare_gaps);
	double median = (double)gaps[n / 2];
	free(gaps);
	return median * (double)n / (double)(q->of[n].time_ns - q->of[0].time_ns);
}

struct turns turns_measure(
    const struct stats *stats, const struct domain_group_candidate *group, size_t count)
{
	struct channel_room room = {.channel = {.client = NULL}};
	struct queries q = {.count = 0};

	for (size_t i = 0; i < count; i++)
		add(&q, stats_channel(stats, group[i].channel, &room), i);
	channel_room_fini(&room);
	if (q.count > 0)
		qsort(q.of, q.count, sizeof *q.of, compare);
	struct turns t = {q.count, share(&q, 1, false), share(&q, count, true), evenness(&q)};
	free(q.of);
	return t;
}
