#include "combine.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "discounts.h"
#include "opening.h"
#include "telling.h"
#include "score_floors.h"
#include "score/scorer.h"

/* Log-odds without any evidence. */
#define BIAS (-5.0)
/* Half weight at this many distinct names (shrinkage n / (n + 1)). */
#define SHRINK_NAMES 1.0
/* The score of a small sample stays below medium, unless a floor says otherwise. */
#define SCORE_WITHOUT_PROOF 49
/* What a list of indicators names is at least high. */
#define LISTED_SCORE 70
/* The first names of a channel are also scored alone: this many, twice as many, and so on. */
#define OPENING_NAMES_MIN 16
/* A group counts as present from this strength on. */
#define GROUP_PRESENT 0.1
/* Maximum log-odds per group of evidence. */
static const double group_cap[GROUP_COUNT] = {
    [GROUP_CONTENT] = 4.6,
    [GROUP_VOLUME] = 3.6,
    [GROUP_TYPE] = 1.4,
    [GROUP_TIME] = 1.6,
    [GROUP_RESOLUTION] = 0.8,
};

static const double weights[] = {
#define SCORER(name, weight) weight,
#include "scorers/scorers.def"
#undef SCORER
};
#define SCORERS (sizeof weights / sizeof *weights)

struct evidence {
	double strength[SCORERS];
	double part[SCORERS]; /* log-odds after the group caps */
	double sum;
	unsigned groups; /* groups that are present */
	bool volume;
};

static void weigh(struct evidence *e, const struct scorer *const *table)
{
	double raw[GROUP_COUNT] = {0}, strongest[GROUP_COUNT] = {0};

	for (size_t i = 0; i < SCORERS; i++) {
		enum evidence_group g = table[i]->group;

		if (e->strength[i] == 0) /* most of them */
			continue;
		raw[g] += weights[i] * e->strength[i];
		strongest[g] = fmax(strongest[g], e->strength[i]);
	}
	/* A server that fails, or that nobody else queries, is no evidence by itself. */
	if (strongest[GROUP_CONTENT] < GROUP_PRESENT)
		raw[GROUP_RESOLUTION] = strongest[GROUP_RESOLUTION] = 0;
	for (size_t i = 0; i < SCORERS; i++) {
		enum evidence_group g = table[i]->group;

		if (e->strength[i] == 0)
			continue;
		double scale = raw[g] > group_cap[g] ? group_cap[g] / raw[g] : raw[g] > 0;

		e->part[i] = weights[i] * e->strength[i] * scale;
		e->sum += e->part[i];
	}
	for (int g = 0; g < GROUP_COUNT; g++)
		e->groups += strongest[g] >= GROUP_PRESENT;
	e->volume = strongest[GROUP_VOLUME] >= GROUP_PRESENT;
}

static void gather(struct evidence *e, const struct facts *f, const struct score_options *o)
{
	size_t count;
	const struct scorer *const *table = scorer_table(&count);

	for (size_t i = 0; i < SCORERS; i++)
		e->strength[i] = table[i]->strength(f, o);
	weigh(e, table);
}

static int logistic_score(const struct evidence *e, const struct facts *f)
{
	if (e->sum <= 0) /* no line of the report would stand for the point of the bias */
		return 0;
	double n = (double)f->names;
	double p = 1 / (1 + exp(-(BIAS + e->sum)));
	int score = (int)lround(100 * p * n / (n + SHRINK_NAMES));

	if (score > SCORE_WITHOUT_PROOF &&
	    (e->groups < 2 || !e->volume || f->transactions < SCORE_QUERIES_MIN))
		score = SCORE_WITHOUT_PROOF;
	return score;
}

static void add_reason(struct verdict *v, const struct scorer *scorer, int points,
    const struct facts *f, const struct baseline *rest, const struct score_options *o)
{
	struct signal s = {.measure_count = 0};
	struct reason *r = verdict_reason(v, scorer->name, points);

	scorer->explain(f, rest, o, &s);
	memcpy(r->text, s.text, sizeof r->text);
	memcpy(r->measures, s.measures, sizeof r->measures);
	r->measure_count = s.measure_count;
}

/* Distributes the score over the positive parts: rounded down, the rest to the largest
 * remainders. */
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

/* The score of the first names alone, if it is higher: what follows must not hide them. */
static void apply_opening(
    struct verdict *v, const struct facts *f, const struct score_options *options)
{
	unsigned names = 0;
	int score = v->score;

	/* All names are known, and none looks like data. */
	if (!f->channel->sample.early && f->surprising_share <= 0)
		return;
	if (!telling_opening(&f->channel->sample))
		return;
	for (unsigned n = OPENING_NAMES_MIN; n <= SAMPLE_NAMES_MAX; n *= 2) {
		struct opening opening;
		struct evidence e = {.sum = 0};
		struct verdict some;

		if (!opening_init(&opening, f, n, &options->facts))
			break;
		verdict_begin(&some);
		gather(&e, &opening.facts, options);
		some.score = logistic_score(&e, &opening.facts);
		score_floors_apply_opening(&some, &opening.facts, options);
		if (some.score > score) {
			score = some.score;
			names = n;
		}
		opening_fini(&opening);
	}
	if (names == 0)
		return;
	struct reason *r = verdict_set(v, "opening", score);
	snprintf(r->text, sizeof r->text, "the first %u names alone score %d", names, score);
	verdict_measure(r, "names", names, OPENING_NAMES_MIN);
}

/* Nothing explains what the user knows to be bad. */
static void apply_listed(
    struct verdict *v, const struct channel *c, const struct score_options *options)
{
	const struct score_listed *listed = &options->listed;
	char text[REASON_TEXT_MAX];

	if (!listed->find || !listed->find(listed->ctx, &c->client->address, c->domain, text))
		return;
	struct reason *r =
	    verdict_set(v, "listed", v->score > LISTED_SCORE ? v->score : LISTED_SCORE);
	memcpy(r->text, text, sizeof r->text);
}

void combine_channel(const struct facts *facts, const struct baseline *rest,
    const struct score_options *options, struct verdict *verdict)
{
	struct evidence e = {0};

	verdict_begin(verdict);
	gather(&e, facts, options);
	verdict->score = verdict->weighed = logistic_score(&e, facts);
	if (rest)
		share_points(verdict, &e, facts, rest, options);
	score_floors_apply(verdict, facts, options);
	apply_opening(verdict, facts, options);
	discounts_apply(verdict, facts, options);
	apply_listed(verdict, facts->channel, options);
}
