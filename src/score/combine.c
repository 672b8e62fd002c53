#include "combine.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "score/scorer.h"

/* Log-odds without any evidence. */
#define BIAS (-4.6)
/* Half weight at this many distinct names (the shrinking n / (n + 4)). */
#define SHRINK_NAMES 4.0
/* Fewer queries than this stay below medium, unless a floor says otherwise. */
#define QUERIES_MIN         8
#define SCORE_WITHOUT_PROOF 49
/* A group takes part when it reaches this strength. */
#define GROUP_PRESENT 0.1
/* Ordinary structure (reversed addresses, service labels) explains names: they cannot be more than
 * this. */
#define STRUCTURE_CAP   25
#define STRUCTURE_SHARE 0.8
/* The advisory's shape: this share of the sampled payloads is surprising. */
#define ADVISORY_SURPRISING 0.8

/* Most log-odds one kind of evidence may bring. */
static const double group_cap[GROUP_COUNT] = {
    [GROUP_CONTENT] = 3.4,
    [GROUP_VOLUME] = 3.2,
    [GROUP_TYPE] = 1.4,
    [GROUP_TIME] = 1.6,
    [GROUP_RESOLUTION] = 0.5,
};

static const double weights[] = {
#define SCORER(name, weight) weight,
#include "scorers.def"
#undef SCORER
};
#define SCORERS (sizeof weights / sizeof *weights)

/* Different long, surprising data-type names to one base inside one window, and what they are worth
 * alone. */
static const struct {
	unsigned names;
	int score;
} advisory[] = {{80, 95}, {20, 85}, {8, 70}, {3, 55}};

/* Different answers with code and with encoded text, their octets, and what that is worth alone. */
static const struct {
	unsigned code, encoded;
	uint64_t bytes;
	int score;
} stager[] = {{1, 4, 1024, 85}, {2, 0, 256, 75}, {0, 8, 2048, 75}, {1, 0, 0, 60}, {0, 4, 1024, 55}};
/* Most of the queries ask for data types. */
#define STAGER_DATA_SHARE 0.5

/* One token under so many domains, asked with so many record types, and what that is worth alone.
 */
static const struct {
	unsigned domains, types;
	int score;
} rotation[] = {{6, 5, 80}, {5, 4, 70}, {4, 3, 55}};

struct evidence {
	double strength[SCORERS];
	double part[SCORERS]; /* log-odds after the group caps */
	double sum;
	unsigned groups; /* that take part */
	bool volume;
};

static void weigh(struct evidence *e, const struct scorer *const *table)
{
	double raw[GROUP_COUNT] = {0}, strongest[GROUP_COUNT] = {0};

	for (size_t i = 0; i < SCORERS; i++) {
		enum evidence_group g = table[i]->group;

		raw[g] += weights[i] * e->strength[i];
		strongest[g] = fmax(strongest[g], e->strength[i]);
	}
	/* A server that fails proves nothing by itself. */
	if (strongest[GROUP_CONTENT] < GROUP_PRESENT)
		raw[GROUP_RESOLUTION] = strongest[GROUP_RESOLUTION] = 0;
	for (size_t i = 0; i < SCORERS; i++) {
		enum evidence_group g = table[i]->group;
		double scale = raw[g] > group_cap[g] ? group_cap[g] / raw[g] : raw[g] > 0;

		e->part[i] = weights[i] * e->strength[i] * scale;
		e->sum += e->part[i];
	}
	for (int g = 0; g < GROUP_COUNT; g++)
		e->groups += strongest[g] >= GROUP_PRESENT;
	e->volume = strongest[GROUP_VOLUME] >= GROUP_PRESENT;
}

static void gather(struct evidence *e, const struct facts *f, const struct baseline *rest,
    const struct score_options *o)
{
	size_t count;
	const struct scorer *const *table = scorer_table(&count);

	for (size_t i = 0; i < SCORERS; i++)
		e->strength[i] = table[i]->strength(f, rest, o);
	weigh(e, table);
}

static int logistic_score(const struct evidence *e, const struct facts *f)
{
	double n = (double)f->names;
	double p = 1 / (1 + exp(-(BIAS + e->sum)));
	int score = (int)lround(100 * p * n / (n + SHRINK_NAMES));

	if (score > SCORE_WITHOUT_PROOF &&
	    (e->groups < 2 || !e->volume || f->transactions < QUERIES_MIN))
		score = SCORE_WITHOUT_PROOF;
	return score;
}

static struct reason *reason_new(struct verdict *v, const char *code, int points)
{
	if (v->reason_count == REASONS_MAX)
		return &v->reasons[REASONS_MAX - 1];
	struct reason *r = &v->reasons[v->reason_count++];
	*r = (struct reason){.code = code, .points = points};
	return r;
}

static void add_reason(struct verdict *v, const struct scorer *scorer, int points,
    const struct facts *f, const struct baseline *rest, const struct score_options *o)
{
	struct signal s = {.measure_count = 0};
	struct reason *r = reason_new(v, scorer->name, points);

	scorer->explain(f, rest, o, &s);
	memcpy(r->text, s.text, sizeof r->text);
	memcpy(r->measures, s.measures, sizeof r->measures);
	r->measure_count = s.measure_count;
}

static void signal_reason(struct reason *r, const char *name, double value, double limit)
{
	r->measures[r->measure_count++] =
	    (struct measure){.name = name, .value = value, .limit = limit, .baseline = NAN};
}

/* Shares the score out over the positive parts: rounded down, the rest to the largest remainders.
 */
static void share_points(struct verdict *v, const struct evidence *e, const struct facts *f,
    const struct baseline *rest, const struct score_options *o)
{
	size_t count;
	const struct scorer *const *table = scorer_table(&count);
	double remainder[SCORERS];
	int points[SCORERS], score = v->score, left = score;

	for (size_t i = 0; i < SCORERS; i++) {
		double exact = e->sum > 0 ? score * e->part[i] / e->sum : 0;

		points[i] = (int)floor(exact);
		remainder[i] = exact - points[i];
		left -= points[i];
	}
	while (left > 0 && e->sum > 0) {
		size_t most = 0;

		for (size_t i = 1; i < SCORERS; i++)
			if (remainder[i] > remainder[most])
				most = i;
		points[most]++;
		remainder[most] = -1;
		left--;
	}
	for (size_t i = 0; i < SCORERS; i++)
		if (points[i] > 0)
			add_reason(v, table[i], points[i], f, rest, o);
}

static void apply_advisory_floor(
    struct verdict *v, const struct facts *f, const struct score_options *o)
{
	unsigned names = f->data_burst.names;

	if (f->surprising_share < ADVISORY_SURPRISING)
		return;
	for (size_t i = 0; i < sizeof advisory / sizeof *advisory; i++) {
		if (names < advisory[i].names)
			continue;
		if (advisory[i].score > v->score) {
			struct reason *r =
			    reason_new(v, "advisory-floor", advisory[i].score - v->score);

			snprintf(r->text, sizeof r->text,
			    "the advisory's shape: %u TXT-like queries of %u or more encoded "
			    "characters in %g s",
			    names, o->facts.length_threshold, (double)o->facts.window_ns / 1e9);
			r->measures[0] = (struct measure){.name = "data_burst_names",
			    .value = names,
			    .limit = advisory[i].names,
			    .baseline = NAN};
			r->measure_count = 1;
			v->score = advisory[i].score;
		}
		return;
	}
}

/* A stager hands out code or encoded text in TXT answers, under names that say nothing. */
static void apply_stager_floor(struct verdict *v, const struct facts *f)
{
	for (size_t i = 0; i < sizeof stager / sizeof *stager; i++) {
		if (f->answers_code < stager[i].code || f->answers_encoded < stager[i].encoded ||
		    f->down_info_bytes < stager[i].bytes || f->data_type_share < STAGER_DATA_SHARE)
			continue;
		if (stager[i].score <= v->score)
			return;
		struct reason *r = reason_new(v, "stager-floor", stager[i].score - v->score);
		snprintf(r->text, sizeof r->text,
		    "answers hand out a payload: %u with code, %u with encoded text, %.1f kB in "
		    "all",
		    f->answers_code, f->answers_encoded, (double)f->down_info_bytes / 1000);
		signal_reason(r, "answers_code", f->answers_code, stager[i].code);
		signal_reason(r, "answers_encoded", f->answers_encoded, stager[i].encoded);
		v->score = stager[i].score;
		return;
	}
}

static void apply_structure_cap(struct verdict *v, const struct facts *f)
{
	if (f->structure_share < STRUCTURE_SHARE || v->score <= STRUCTURE_CAP)
		return;
	struct reason *r = reason_new(v, "structure", STRUCTURE_CAP - v->score);
	snprintf(r->text, sizeof r->text,
	    "ordinary structure: %.0f %% of the names are reversed addresses or service labels",
	    100 * f->structure_share);
	r->measures[0] = (struct measure){.name = "structure_share",
	    .value = f->structure_share,
	    .limit = STRUCTURE_SHARE,
	    .baseline = NAN};
	r->measure_count = 1;
	v->score = STRUCTURE_CAP;
}

void combine_channel(const struct facts *facts, const struct baseline *rest,
    const struct score_options *options, struct verdict *verdict)
{
	struct evidence e = {0};

	verdict->reason_count = 0;
	gather(&e, facts, rest, options);
	verdict->score = logistic_score(&e, facts);
	if (verdict->explained)
		share_points(verdict, &e, facts, rest, options);
	apply_advisory_floor(verdict, facts, options);
	apply_stager_floor(verdict, facts);
	apply_structure_cap(verdict, facts);
}

/* Record types (by their counters) that were asked for at all. */
static unsigned types_asked(const struct counters *c)
{
	unsigned n = 0;

	for (int row = COUNT_Q_A; row <= COUNT_Q_OTHER; row++)
		n += counters_type(c, (enum counter)row) > 0;
	return n;
}

void combine_pool(struct verdict *v, const struct finding *f)
{
	unsigned types = types_asked(&f->channels[0]->count);

	if (f->pool_kind != POOL_TOKEN)
		return;
	for (size_t i = 0; i < sizeof rotation / sizeof *rotation; i++) {
		if (f->pool_count < rotation[i].domains || types < rotation[i].types)
			continue;
		if (rotation[i].score <= v->score)
			return;
		struct reason *r = reason_new(v, "rotation", rotation[i].score - v->score);
		snprintf(r->text, sizeof r->text,
		    "one token asked under %zu domains with %u kinds of record types",
		    f->pool_count, types);
		r->measures[0] = (struct measure){.name = "domains",
		    .value = (double)f->pool_count,
		    .limit = rotation[i].domains,
		    .baseline = NAN};
		r->measure_count = 1;
		v->score = rotation[i].score;
		return;
	}
}
