#include "builder.h"

#include "logs.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/grouped.h"
#include "base/utc.h"
#include "base/limits.h"

/* Rates over less time than this are not meaningful. */
#define SPAN_MIN_NS (60 * NS_PER_SECOND)

/* A time span of one input without a gap. */
struct stretch {
	int64_t first_ns, last_ns;
	size_t input;
};

static int compare_stretches(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;

	return (x->first_ns > y->first_ns) - (x->first_ns < y->first_ns);
}

/* Splits the time span of an input at its gaps. */
static size_t put_stretches(struct stretch *all, const struct input *in, size_t input)
{
	int64_t from_ns = in->first_ns;
	size_t n = 0;

	for (size_t i = 0; i < in->packet_gaps.count; i++) {
		all[n++] = (struct stretch){from_ns, in->packet_gaps.of[i].from_ns, input};
		from_ns = in->packet_gaps.of[i].to_ns;
	}
	all[n++] = (struct stretch){from_ns, in->last_ns, input};
	return n;
}

static struct stretch *stretches_of(struct report_builder *p, size_t *count)
{
	size_t room = p->from->input_count * (PACKET_GAPS_MAX + 1) + 1;
	struct stretch *all = arena_take(p->arena, room * sizeof *all);

	*count = 0;
	for (size_t i = 0; i < p->from->input_count; i++)
		if (logs_has_times(p->from->inputs[i]))
			*count += put_stretches(all + *count, p->from->inputs[i], i);
	qsort(all, *count, sizeof *all, compare_stretches);
	return all;
}

/* Adds a gap that no input covers. `before`: the span that ends last among those that start
 * earlier. */
static void add_gap(struct report_builder *p, struct node *gaps, const struct stretch *before,
    const struct stretch *next)
{
	struct node *gap = document_push(gaps, document_map(p->arena));

	node_values_time(p, gap, "from", true, before->last_ns);
	node_values_time(p, gap, "to", true, next->first_ns);
	document_set_integer(p->arena, gap, "seconds",
	    (int64_t)(((uint64_t)next->first_ns - (uint64_t)before->last_ns) / NS_PER_SECOND));
	if (before->input == next->input)
		document_set_text(p->arena, gap, "input", p->from->inputs[next->input]->path);
	else
		document_set_null(p->arena, gap, "input");
}

static struct node *gaps_build(struct report_builder *p, const struct stretch *all, size_t count)
{
	struct node *gaps = document_list(p->arena);
	const struct stretch *before = all;

	for (size_t i = 1; i < count && gaps->count < REPORT_GAPS_MAX; i++) {
		if (all[i].first_ns > before->last_ns &&
		    (uint64_t)all[i].first_ns - (uint64_t)before->last_ns > PACKET_GAP_MIN_NS)
			add_gap(p, gaps, before, &all[i]);
		if (all[i].last_ns > before->last_ns)
			before = &all[i];
	}
	return gaps;
}

static void add_not_measurable(
    struct report_builder *p, struct node *list, const char *what, const char *why)
{
	struct node *one = document_push(list, document_map(p->arena));

	document_set_text(p->arena, one, "what", what);
	document_set_text(p->arena, one, "why", why);
}

static uint64_t interface_drops(const struct report_builder *p)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < p->from->input_count; i++)
		sum += p->from->inputs[i]->drops;
	return sum;
}

static size_t count_clients(const struct report_builder *p)
{
	size_t hosts, count = 0;
	const struct client *const *all = stats_clients(p->from->stats, &hosts);

	for (size_t i = 0; i < hosts; i++)
		count += host_is_listed(all[i]);
	return count;
}

/* "port 53", "ports 53, 5300-5310". */
static const char *ports_words(struct report_builder *p)
{
	const char *all = ports_text(p->arena, p->from->ports, &port_form_prose, 0);
	struct port_range range = {0};
	bool several = ports_next_range(p->from->ports, &range) &&
		       (range.from < range.to || ports_next_range(p->from->ports, &range));

	return all ? arena_print(p->arena, several ? "ports %s" : "port %s", all)
		   : "the ports of --port";
}

static struct node *not_measurable_build(struct report_builder *p)
{
	const struct accounting *c = p->from->accounting;
	struct node *list = document_list(p->arena);
	int64_t first_ns, last_ns;
	char figure[GROUPED_MAX];

	stats_span(p->from->stats, &first_ns, &last_ns);
	if (c->queries + c->responses == 0) {
		add_not_measurable(p, list, "anything",
		    arena_print(p->arena, "there is no DNS message on %s", ports_words(p)));
		return list;
	}
	if (c->queries < SCORE_QUERIES_MIN && c->responses < SCORE_QUERIES_MIN)
		add_not_measurable(p, list, REPORT_VERDICT,
		    arena_print(p->arena,
			"insufficient evidence: fewer than %u queries and fewer than %u responses",
			SCORE_QUERIES_MIN, SCORE_QUERIES_MIN));
	if (c->responses == 0)
		add_not_measurable(
		    p, list, "responses", "no response was captured: the data received is unknown");
	if (c->queries == 0)
		add_not_measurable(p, list, "queries",
		    "no query was captured: queries are known only from their responses");
	if (last_ns - first_ns < SPAN_MIN_NS)
		add_not_measurable(p, list, "regularity",
		    arena_print(p->arena, "the messages span only %" PRId64 " s",
			(last_ns - first_ns) / NS_PER_SECOND));
	if (count_clients(p) == 1)
		add_not_measurable(p, list, "rarity",
		    "only one client in the capture, so there is nothing to compare it with");
	if (c->cut > 0)
		add_not_measurable(p, list, "content of truncated messages",
		    arena_print(p->arena, "the capture truncated %s messages",
			grouped_text((int64_t)c->cut, figure)));
	if (interface_drops(p) > 0)
		add_not_measurable(p, list, "dropped packets",
		    arena_print(p->arena, "the capturing interface dropped %s packets",
			grouped_text((int64_t)interface_drops(p), figure)));
	logs_not_measurable(p, list);
	return list;
}

struct node *coverage_build(struct report_builder *p)
{
	struct node *map = document_map(p->arena);
	size_t count;
	const struct stretch *all = stretches_of(p, &count);
	int64_t last_ns = count > 0 ? all[0].last_ns : 0;

	for (size_t i = 1; i < count; i++)
		if (all[i].last_ns > last_ns)
			last_ns = all[i].last_ns;
	node_values_time(p, map, "from", count > 0, count > 0 ? all[0].first_ns : 0);
	node_values_time(p, map, "to", count > 0, last_ns);
	document_set(map, "gaps", gaps_build(p, all, count));
	document_set(map, "vantage", vantage_build(p));
	document_set(map, "not_measurable", not_measurable_build(p));
	struct node *unread = unread_build(p, map);
	document_set(map, "unread", unread);
	return map;
}
