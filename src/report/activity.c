#include "builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utc.h"

/* A client that shows a listed finding. */
struct actor {
	const struct client *client;
	int score; /* of its worst channel */
};

struct activity {
	struct actor *actors; /* worst first */
	size_t actor_count, row_count;
	uint64_t (*rows)[REPORT_BINS_MAX]; /* queries of the first row_count actors */
	int64_t start_ns, step_ns;
	size_t bins;
	bool estimated;
};

/* A channel of a listed finding that shows it. */
struct part {
	const struct channel *channel;
	int score;
};

static int worst_first(const void *a, const void *b)
{
	const struct actor *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return address_compare(&x->client->address, &y->client->address);
}

static int by_client(const void *a, const void *b)
{
	const struct part *x = a, *y = b;

	return address_compare(&x->channel->client->address, &y->channel->client->address);
}

static struct part *parts_find(struct report_builder *p, size_t *count)
{
	size_t total = 0;

	for (size_t i = 0; i < p->listed_count; i++)
		total += finding_involved(p->listed[i]);
	struct part *parts = arena_take(p->arena, (total + 1) * sizeof *parts);
	*count = 0;
	for (size_t i = 0; i < p->listed_count; i++)
		for (size_t k = 0; k < finding_involved(p->listed[i]); k++)
			parts[(*count)++] = (struct part){
			    p->listed[i]->channels[k], p->listed[i]->channel_scores[k]};
	if (*count > 0)
		qsort(parts, *count, sizeof *parts, by_client);
	return parts;
}

/* The end of the parts of one client. */
static size_t parts_end(const struct part *parts, size_t first, size_t count)
{
	size_t i = first + 1;

	while (i < count && by_client(&parts[first], &parts[i]) == 0)
		i++;
	return i;
}

static void actors_find(
    struct report_builder *p, struct activity *all, const struct part *parts, size_t count)
{
	all->actors = arena_take(p->arena, (count + 1) * sizeof *all->actors);
	for (size_t i = 0, end; i < count; i = end) {
		struct actor *actor = &all->actors[all->actor_count++];

		end = parts_end(parts, i, count);
		*actor = (struct actor){parts[i].channel->client, parts[i].score};
		for (size_t k = i; k < end; k++)
			if (parts[k].score > actor->score)
				actor->score = parts[k].score;
	}
	if (all->actor_count > 0)
		qsort(all->actors, all->actor_count, sizeof *all->actors, worst_first);
}

/* One row for each of the worst. */
static void rows_fill(
    struct report_builder *p, struct activity *all, const struct part *parts, size_t count)
{
	size_t most = REPORT_ACTIVITY_MAX;

	all->row_count = all->actor_count < most ? all->actor_count : most;
	all->rows = arena_take(p->arena, (all->row_count + 1) * sizeof *all->rows);
	memset(all->rows, 0, (all->row_count + 1) * sizeof *all->rows);
	for (size_t i = 0; i < count; i++) {
		const struct address *who = &parts[i].channel->client->address;
		size_t row = 0;

		while (row < all->row_count &&
		       address_compare(&all->actors[row].client->address, who) != 0)
			row++;
		if (row < all->row_count)
			all->estimated |= timeline_add(parts[i].channel, all->start_ns,
			    all->step_ns, all->rows[row], all->bins);
	}
}

static struct node *rows_build(struct report_builder *p, const struct activity *all)
{
	struct node *list = document_list(p->arena);

	for (size_t i = 0; i < all->row_count; i++) {
		struct node *one = document_push(list, document_map(p->arena));

		node_values_address(p, one, "ip", &all->actors[i].client->address);
		document_set_integer(p->arena, one, "score", all->actors[i].score);
		struct node *queries = document_set(one, "queries", document_list(p->arena));
		for (size_t k = 0; k < all->bins; k++)
			document_push_integer(p->arena, queries, (int64_t)all->rows[i][k]);
	}
	return list;
}

struct node *activity_build(struct report_builder *p)
{
	struct node *map = document_map(p->arena);
	struct activity all = {.bins = 1};
	size_t count;
	const struct part *parts = parts_find(p, &count);
	int64_t first_ns, last_ns;

	stats_span(p->from->stats, &first_ns, &last_ns);
	actors_find(p, &all, parts, count);
	all.step_ns = timeline_step(first_ns, last_ns, REPORT_BINS_MAX);
	all.start_ns = first_ns / all.step_ns * all.step_ns;
	all.bins = (size_t)((last_ns - all.start_ns) / all.step_ns) + 1;
	rows_fill(p, &all, parts, count);
	node_values_time(p, map, "start", true, all.start_ns);
	document_set_decimal(p->arena, map, "step_s", (double)all.step_ns / (double)NS_PER_SECOND);
	document_set_bool(p->arena, map, "estimated", all.estimated);
	document_set(map, "clients", rows_build(p, &all));
	document_set_integer(p->arena, map, "clients_total", (int64_t)all.actor_count);
	return map;
}
