#include "builder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "base/limits.h"

bool finding_is_shown(const struct report_builder *p, const struct finding *f)
{
	return f->level >= p->from->min_level &&
	       f < p->from->ranking->findings + REPORT_FINDINGS_MAX;
}

static void when_build(struct report_builder *p, const struct finding *f, struct node *map)
{
	int64_t first_ns = f->channels[0]->first_ns, last_ns = f->channels[0]->last_ns;

	for (size_t i = 1; i < finding_involved(f); i++) {
		if (f->channels[i]->first_ns < first_ns)
			first_ns = f->channels[i]->first_ns;
		if (f->channels[i]->last_ns > last_ns)
			last_ns = f->channels[i]->last_ns;
	}
	node_values_time(p, map, "first", true, first_ns);
	node_values_time(p, map, "last", true, last_ns);
	document_set(map, "timeline",
	    timeline_build(p, f->channels, finding_involved(f), first_ns, last_ns));
}

struct volume {
	uint64_t up_bytes, down_bytes;
};

/* Lists the clients, highest score first; returns the volume of those that are listed and
 * involved. */
static struct volume clients_build(
    struct report_builder *p, const struct finding *f, struct node *map)
{
	struct arena *a = p->arena;
	struct node *list = document_set(map, "clients", document_list(a));
	struct volume moved = {0};

	for (size_t i = 0; i < f->channel_count && i < REPORT_CLIENTS_MAX; i++) {
		const struct channel *c = f->channels[i];
		struct node *one = document_push(list, document_map(a));
		struct facts facts = f->facts;

		if (c != f->facts.channel)
			facts_build(&facts, c, &p->from->options->facts, NULL);
		node_values_address(p, one, "ip", &c->client->address);
		document_set_text(a, one, "host", hosts_name(p, &c->client->address));
		document_set_integer(a, one, "score", f->channel_scores[i]);
		document_set_integer(a, one, "queries", (int64_t)c->count.of[COUNT_QUERIES]);
		document_set_integer(a, one, "responses", (int64_t)c->count.of[COUNT_RESPONSES]);
		document_set_integer(a, one, "unique_names", (int64_t)facts.names);
		document_set_integer(a, one, "up_bytes", (int64_t)facts.up_bytes);
		document_set_integer(a, one, "down_bytes", (int64_t)facts.down_bytes);
		const struct host *host = host_of(&p->roles, c->client);
		document_set_bool(a, one, "answers_queries", host->answers);
		document_set_text(a, one, "role", host_role_name(host->role));
		document_set_bool(a, one, "involved", i < finding_involved(f));
		if (i < finding_involved(f)) {
			moved.up_bytes += facts.up_bytes;
			moved.down_bytes += facts.down_bytes;
		}
	}
	if (f->merged)
		moved = (struct volume){f->facts.up_bytes, f->facts.down_bytes};
	document_set_integer(a, map, "clients_total", (int64_t)f->channel_count);
	document_set_integer(a, map, "clients_involved", (int64_t)finding_involved(f));
	return moved;
}

static int compare_addresses(const void *a, const void *b)
{
	return address_compare(a, b);
}

/* Lists the known servers: the one with the smallest address of each channel, and those of its
 * sampled names. */
static void servers_build(struct report_builder *p, const struct finding *f, struct node *map)
{
	struct address *found =
	    arena_take(p->arena, REPORT_CLIENTS_MAX * (SAMPLE_NAMES_MAX + 1) * sizeof *found);
	struct node *list = document_set(map, "servers", document_list(p->arena));
	size_t count = 0;

	for (size_t i = 0; i < finding_involved(f) && i < REPORT_CLIENTS_MAX; i++) {
		const struct channel *c = f->channels[i];

		found[count++] = c->server;
		for (unsigned k = 0; k < c->sample.count && k < SAMPLE_NAMES_MAX; k++)
			found[count++] = c->sample.names[k].server;
	}
	qsort(found, count, sizeof *found, compare_addresses);
	for (size_t i = 0; i < count && list->count < REPORT_SERVERS_MAX; i++) {
		char ip[ADDRESS_TEXT_MAX];

		if (found[i].family && (i == 0 || address_compare(&found[i - 1], &found[i]) != 0))
			document_push_text(p->arena, list, address_text(&found[i], ip));
	}
}

/* Number of distinct names over the involved clients. */
static uint64_t involved_names(const struct finding *f)
{
	size_t count = finding_involved(f);
	struct sketch all;

	if (count == f->channel_count)
		return f->names;
	if (count == 1)
		return sketch_distinct(&f->channels[0]->names);
	sketch_init(&all, f->channels[0]->names.keep);
	for (size_t i = 0; i < count; i++)
		sketch_merge(&all, &f->channels[i]->names);
	sketch_finalize(&all);
	uint64_t names = sketch_distinct(&all);
	sketch_fini(&all);
	return names;
}

/* False if the messages come from logs that do not say what was received. */
static bool is_down_known(const struct finding *f)
{
	uint64_t queries = 0, untold = 0, responses = 0, without = 0, answers = 0;

	for (size_t i = 0; i < finding_involved(f); i++) {
		const struct counters *c = &f->channels[i]->count;

		queries += c->of[COUNT_QUERIES];
		untold += c->of[COUNT_QUERIES_ONE_SIDED];
		responses += c->of[COUNT_RESPONSES];
		without += c->of[COUNT_ANSWERS_UNKNOWN];
		answers += c->of[COUNT_ANSWERS];
	}
	if (responses == 0)
		return untold == 0 || untold < queries;
	return without == 0 || answers > 0;
}

static void volume_build(
    struct report_builder *p, const struct finding *f, const struct volume *moved, struct node *map)
{
	struct arena *a = p->arena;
	struct node *volume = document_set(map, "volume", document_map(a));
	uint64_t queries = 0, responses = 0;

	for (size_t i = 0; i < finding_involved(f); i++) {
		queries += f->channels[i]->count.of[COUNT_QUERIES];
		responses += f->channels[i]->count.of[COUNT_RESPONSES];
	}
	document_set_integer(a, volume, "queries", (int64_t)queries);
	document_set_integer(a, volume, "responses", (int64_t)responses);
	document_set_integer(a, volume, "unique_names", (int64_t)involved_names(f));
	document_set_integer(a, volume, "up_bytes", (int64_t)moved->up_bytes);
	document_set_integer(a, volume, "down_bytes", (int64_t)moved->down_bytes);
	if (!is_down_known(f))
		document_set_bool(a, volume, "down_known", false);
}

/* False without names, and if they were seen at unknown times. */
static bool is_burst_timed(const struct facts *f)
{
	return f->burst.names > 0 && f->burst.start_ns >= f->channel->first_ns &&
	       f->burst.start_ns <= f->channel->last_ns;
}

/* Measurements of the channel with the highest score, the first of the clients. */
static void metrics_build(struct report_builder *p, const struct facts *f, struct node *map)
{
	struct arena *a = p->arena;
	const struct facts_options *o = &p->from->options->facts;
	double second = (double)NS_PER_SECOND;
	struct node *burst = document_set(map, "burst", document_map(a));

	document_set_decimal(a, burst, "window_s", (double)o->window_ns / second);
	document_set_integer(a, burst, "max_queries", f->burst.names);
	node_values_time(p, burst, "at", is_burst_timed(f), f->burst.start_ns);
	document_set_decimal(a, burst, "span_s", (double)f->burst.span_ns / second);
	document_set_bool(a, burst, "estimated", f->burst.estimated);

	struct node *entropy = document_set(map, "entropy", document_map(a));
	document_set_decimal(a, entropy, "bits_per_char", f->entropy_bits);
	document_set_decimal(a, entropy, "ratio", f->entropy_ratio);
	document_set_integer(a, entropy, "alphabet", f->alphabet);
	document_set_decimal(a, entropy, "surprise_bits", f->surprise_bits);

	struct node *length = document_set(map, "length", document_map(a));
	document_set_integer(a, length, "median", f->length_median);
	document_set_integer(a, length, "max", f->length_max);
	document_set_decimal(a, length, "long_share", f->long_share);
	document_set_integer(a, length, "threshold", o->length_threshold);

	struct node *txt = document_set(map, "txt_ratio", document_map(a));
	document_set_decimal(a, txt, "value", f->data_type_share);
	document_set_decimal(a, txt, "lower_bound", f->data_type_lower);
	document_set_decimal(a, txt, "txt", f->txt_share);

	struct node *resolution = document_set(map, "resolution", document_map(a));
	document_set_bool(a, resolution, "answered", f->answered);
	document_set_decimal(a, resolution, "failed_share", f->failed_share);
}

static struct node *reason_build(struct report_builder *p, const struct reason *r)
{
	struct arena *a = p->arena;
	struct node *one = document_map(a);

	document_set_text(a, one, "code", r->code);
	document_set_integer(a, one, "points", r->points);
	document_set_text(a, one, "text", node_values_printable(p, r->text));
	struct node *measured = document_set(one, "measured", document_map(a));
	struct node *limit = document_set(one, "limit", document_map(a));
	struct node *baseline = document_set(one, "baseline", document_map(a));
	struct node *median = document_set(one, "baseline_median", document_map(a));
	for (size_t i = 0; i < r->measure_count; i++) {
		const struct measure *m = &r->measures[i];

		document_set_decimal(a, measured, m->name, m->value);
		document_set_decimal(a, limit, m->name, m->limit);
		document_set_decimal(a, baseline, m->name, m->baseline);
		document_set_decimal(a, median, m->name, isnan(m->baseline) ? NAN : m->median);
	}
	return one;
}

/* Reasons by points, highest first; ties keep the order of the scorers. */
static void reasons_build(struct report_builder *p, const struct finding *f, struct node *map)
{
	const struct reason *sorted[REASONS_MAX];
	struct node *list = document_set(map, "reasons", document_list(p->arena));

	for (size_t i = 0; i < f->reason_count; i++) {
		size_t at = i;

		for (; at > 0 && sorted[at - 1]->points < f->reasons[i].points; at--)
			sorted[at] = sorted[at - 1];
		sorted[at] = &f->reasons[i];
	}
	for (size_t i = 0; i < f->reason_count; i++)
		document_push(list, reason_build(p, sorted[i]));
}

/* Tools and services it resembles, and the encoding of its payloads. */
static void likeness_build(struct report_builder *p, const struct finding *f, struct node *map)
{
	struct arena *a = p->arena;
	struct node *list = document_set(map, "looks_like", document_list(a));

	if (f->has_mark) {
		struct node *one = document_push(list, document_map(a));

		document_set_text(a, one, "tool", f->mark.tool);
		document_set_text(a, one, "why", node_values_printable(p, f->mark.why));
		document_set_bool(a, one, "exact", f->mark.exact);
	}
	if (f->known) {
		struct node *one = document_push(list, document_map(a));

		document_set_text(a, one, "tool", f->known->name);
		document_set_text(a, one, "why", known_services_category_name(f->known->category));
		document_set_bool(a, one, "exact", true);
	}
	document_set_text(
	    a, map, "decoded_as", f->encoding[0] ? node_values_printable(p, f->encoding) : NULL);
}

struct node *finding_build(struct report_builder *p, const struct finding *f, int64_t rank)
{
	struct arena *a = p->arena;
	struct node *map = document_map(a);

	document_set_text(a, map, "id", f->id);
	document_set_integer(a, map, "rank", rank);
	document_set_text(a, map, "kind", kind_name(f->kind));
	document_set_text(a, map, "level", level_name(f->level));
	document_set_integer(a, map, "score", f->score);
	const char *apex = names_domain(p, f, map);
	document_set(map, "attack", attack_build(p, f));
	when_build(p, f, map);
	struct volume moved = clients_build(p, f, map);
	servers_build(p, f, map);
	volume_build(p, f, &moved, map);
	metrics_build(p, &f->facts, map);
	histograms_build(p, f, map);
	reasons_build(p, f, map);
	sample_size_build(p, f, map);
	likeness_build(p, f, map);
	names_evidence(p, f, map);
	answers_build(p, f, map);
	document_set(map, "block", block_target_build(p, f, map, apex));
	document_set(map, "filters", filters_build(p, f));
	return map;
}
