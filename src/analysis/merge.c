#include "analysis/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/partial.h"
#include "base/escape.h"
#include "base/exit_code.h"
#include "base/memory.h"

struct partials {
	struct partial *of;
	size_t count;
	struct input
	    *lost; /* unreadable partial results, listed in the report as unreadable inputs */
	size_t lost_count;
};

/* The inputs of one file in a partial result: several for an archive. */
struct group {
	const struct partial *part;
	size_t part_number, first, count;
};

static const struct input *head(const struct group *g)
{
	return g->part->provenance.inputs[g->first];
}

/* The same order as input_order_build. */
static int compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	const struct input *p = head(x), *q = head(y);

	if (p->has_begin != q->has_begin)
		return p->has_begin ? -1 : 1;
	if (p->begin_ns != q->begin_ns)
		return p->begin_ns < q->begin_ns ? -1 : 1;
	int order = strcmp(p->path, q->path);
	if (order != 0)
		return order;
	order = strcmp(p->sha256, q->sha256);
	if (order != 0)
		return order;
	if (x->part_number != y->part_number)
		return x->part_number < y->part_number ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

static struct group *groups_of(const struct partials *parts, size_t *count)
{
	size_t inputs = 0;

	for (size_t i = 0; i < parts->count; i++)
		inputs += parts->of[i].provenance.input_count;
	struct group *groups = memory_new(inputs + 1, sizeof *groups);
	*count = 0;
	for (size_t i = 0; i < parts->count; i++) {
		const struct provenance *e = &parts->of[i].provenance;

		for (size_t k = 0; k < e->input_count; k++) {
			if (k == 0 || e->inputs[k]->file != e->inputs[k - 1]->file)
				groups[(*count)++] = (struct group){&parts->of[i], i, k, 0};
			groups[*count - 1].count++;
		}
	}
	qsort(groups, *count, sizeof *groups, compare_groups);
	return groups;
}

static int compare_contents(const void *a, const void *b)
{
	const struct group *const *x = a, *const *y = b;

	const struct input *p = head(*x), *q = head(*y);
	int order = strcmp(p->sha256, q->sha256);

	/* An input that was not read to the end has no hash. */
	if (order != 0 || p->sha256[0])
		return order;
	if (p->size_bytes != q->size_bytes)
		return p->size_bytes < q->size_bytes ? -1 : 1;
	if (p->packets != q->packets)
		return p->packets < q->packets ? -1 : 1;
	if (p->first_ns != q->first_ns)
		return p->first_ns < q->first_ns ? -1 : 1;
	return (p->last_ns > q->last_ns) - (p->last_ns < q->last_ns);
}

/* A file that is in two partial results would be counted twice. Returns a group that duplicates an
 * earlier one, which becomes *twin, or NULL. */
static const struct group *find_twin(
    const struct group *groups, size_t count, const struct group **twin)
{
	const struct group **sorted = memory_new(count + 1, sizeof(*sorted)), *found = NULL;

	for (size_t i = 0; i < count; i++)
		sorted[i] = &groups[i];
	qsort(sorted, count, sizeof(*sorted), compare_contents);
	for (size_t i = 1; i < count && !found; i++)
		if (head(sorted[i])->packets > 0 &&
		    compare_contents(&sorted[i - 1], &sorted[i]) == 0 &&
		    sorted[i - 1]->part != sorted[i]->part) {
			found = sorted[i];
			*twin = sorted[i - 1];
		}
	free(sorted);
	return found;
}

static void add_input(struct provenance *into, const struct input *from, uint32_t file)
{
	struct input *kept = provenance_begin_input(into, from);
	char *path = kept->path;

	*kept = *from;
	kept->path = path;
	kept->copy_of = from->copy_of ? memory_text(from->copy_of) : NULL;
	kept->file = file;
}

/* Adds the inputs of all parts; inputs[part][i] is the new index of input i of that part. */
static void add_inputs(
    struct provenance *into, const struct group *groups, size_t count, uint32_t **inputs)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < groups[i].count; k++) {
			const struct provenance *e = &groups[i].part->provenance;

			inputs[groups[i].part_number][groups[i].first + k] =
			    (uint32_t)into->input_count;
			add_input(into, e->inputs[groups[i].first + k], (uint32_t)i);
		}
}

static void add_provenance(
    struct provenance *into, const struct provenance *from, const uint32_t *inputs)
{
	struct anomaly_log anomalies = from->anomalies;

	for (int i = 0; i < ANOMALY_COUNT; i++)
		if (anomalies.first[i].record > 0)
			anomalies.first[i].input = inputs[anomalies.first[i].input];
	anomaly_merge(&into->anomalies, &anomalies);
	accounting_merge(&into->accounting, &from->accounting);
	into->ports = from->ports;
	for (unsigned i = 0; i < from->tunnels.count; i++)
		tunnel_ports_note(&into->tunnels, from->tunnels.of[i]);
	for (int kind = 0; kind < UNREAD_KIND_COUNT; kind++)
		for (size_t i = 0; i < unread_noted(&from->unread, (enum unread_kind)kind); i++) {
			const struct unread_count *seen =
			    unread_get(&from->unread, (enum unread_kind)kind, i);

			if (!seen)
				continue;
			struct unread_count moved = *seen;
			moved.first.input = inputs[seen->first.input];
			unread_add(&into->unread, (enum unread_kind)kind, (uint16_t)i, &moved);
		}
	host_names_merge(&into->hosts, &from->hosts, inputs);
	host_names_merge(&into->macs, &from->macs, inputs);
}

static void lose(struct partials *parts, const char *path, const struct err *why)
{
	struct input *lost = &parts->lost[parts->lost_count++];
	char text[2 * ERR_TEXT_MAX];

	escape_text(text, sizeof text, (const uint8_t *)path, strlen(path));
	*lost =
	    (struct input){.path = memory_text(text), .status = INPUT_UNREADABLE, .error = *why};
}

/* Opens the readable files. Returns EXIT_CLEAN, EXIT_USAGE if a file is not a partial result, or
 * EXIT_UNREADABLE if no file can be read. */
static int open_parts(struct collection *g, struct partials *parts)
{
	struct err err;

	for (size_t i = 0; i < g->paths->count; i++) {
		struct partial *p = &parts->of[parts->count];
		enum partial_status status = partial_check(g->paths->items[i].name, &err);

		if (status == PARTIAL_FINE)
			status = partial_open(p, g->paths->items[i].name, &err);
		partial_close(p);
		if (status == PARTIAL_FINE) {
			parts->count++;
			continue;
		}
		fprintf(stderr, "dnsferret: %s\n", err.text);
		partial_fini(p);
		*p = (struct partial){.path = NULL};
		if (status == PARTIAL_OTHER)
			return EXIT_USAGE;
		lose(parts, g->paths->items[i].name, &err);
	}
	return parts->count > 0 ? EXIT_CLEAN : EXIT_UNREADABLE;
}

static int check_readings(const struct partials *parts)
{
	for (size_t i = 1; i < parts->count; i++) {
		if (strcmp(parts->of[i].reading, parts->of[0].reading) == 0)
			continue;
		fprintf(stderr,
		    "dnsferret: cannot merge %s and %s: created with different options "
		    "(%.200s; %.200s)\n",
		    parts->of[i].path, parts->of[0].path, parts->of[i].reading,
		    parts->of[0].reading);
		return EXIT_USAGE;
	}
	return EXIT_CLEAN;
}

/* Loads the parts one after another, so that only one is in memory besides the merged result. */
static int load_parts(struct collection *g, const struct partials *parts, uint32_t *const *inputs)
{
	struct err err;

	for (size_t i = 0; i < parts->count; i++) {
		struct partial again = {.path = NULL};
		bool fine = partial_open(&again, parts->of[i].path, &err) == PARTIAL_FINE;

		if (fine && again.provenance.input_count != parts->of[i].provenance.input_count) {
			fine = false;
			err_set(&err, "%s: changed while it was read", parts->of[i].path);
		}
		if (fine)
			fine = partial_load(&again, g->stats, inputs[i], &err) == PARTIAL_FINE;
		partial_fini(&again);
		stats_fit(g->stats, (struct source_ref){.record = 0}); /* no current frame */
		if (!fine) {
			fprintf(stderr, "dnsferret: %s\n", err.text);
			return EXIT_UNREADABLE;
		}
	}
	return EXIT_CLEAN;
}

static int merge_parts(struct collection *g, const struct partials *parts)
{
	const struct group *one, *twin;
	size_t count;
	struct group *groups = groups_of(parts, &count);
	uint32_t **inputs = memory_new(parts->count, sizeof *inputs);
	int code = EXIT_CLEAN;

	for (size_t i = 0; i < parts->count; i++)
		inputs[i] = memory_new(parts->of[i].provenance.input_count + 1, sizeof **inputs);
	one = find_twin(groups, count, &twin);
	if (one) {
		fprintf(stderr, "dnsferret: cannot merge %s and %s: both contain %s\n",
		    twin->part->path, one->part->path, head(one)->path);
		code = EXIT_USAGE;
	} else {
		add_inputs(&g->provenance, groups, count, inputs);
		for (size_t i = 0; i < parts->lost_count; i++)
			add_input(&g->provenance, &parts->lost[i], (uint32_t)(count + i));
		for (size_t i = 0; i < parts->count; i++)
			add_provenance(&g->provenance, &parts->of[i].provenance, inputs[i]);
		code = load_parts(g, parts, inputs);
	}
	for (size_t i = 0; i < parts->count; i++)
		free(inputs[i]);
	free(inputs);
	free(groups);
	return code;
}

int merge_collect(struct collection *g)
{
	struct partials parts = {.of = memory_new(g->paths->count + 1, sizeof *parts.of),
	    .lost = memory_new(g->paths->count + 1, sizeof *parts.lost)};
	int code = open_parts(g, &parts);

	if (code == EXIT_CLEAN)
		code = check_readings(&parts);
	if (code == EXIT_CLEAN)
		code = merge_parts(g, &parts);
	if (parts.count > 0)
		memcpy(g->reading, parts.of[0].reading, sizeof g->reading);
	for (size_t i = 0; i < parts.count; i++)
		partial_fini(&parts.of[i]);
	for (size_t i = 0; i < parts.lost_count; i++)
		free(parts.lost[i].path);
	free(parts.lost);
	free(parts.of);
	return code;
}
