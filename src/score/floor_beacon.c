#include <stdio.h>
#include <stdlib.h>

#include "base/utc.h"
#include "benign/name_formats.h"
#include "dead.h"
#include "hostname_model.h"
#include "rhythm.h"
#include "score_floors.h"
#include "template.h"

/* A beacon that queries at most this many names. */
#define BEACON_NAMES      2
#define BEACON_POLLS      10
#define BEACON_SPAN_NS    (60 * NS_PER_SECOND)
#define BEACON_REGULARITY 0.75
#define BEACON_FAILED     0.9
#define BEACON_SCORE      35
/* Required share of queries for data types. */
#define BEACON_DATA_SHARE 0.5

/* Names that differ in a few characters: how many, and share of columns that vary. */
#define TEMPLATE_NAMES 3

/* A beacon to a dead host: names, attempts, the time between two and over all of them, and a label
 * that nobody chose as a word. */
#define DEAD_NAMES      4
#define DEAD_ATTEMPTS   4
#define DEAD_PAUSE_NS   (30 * NS_PER_SECOND)
#define DEAD_SPAN_NS    (10 * 60 * NS_PER_SECOND)
#define DEAD_LENGTH     8
#define DEAD_SURPRISE   6.0
#define DEAD_SCORE      35
#define DEAD_WELL_SCORE 45

static bool is_for_data(const struct facts *f)
{
	return f->data_type_share >= BEACON_DATA_SHARE;
}

static bool is_in_vain(const struct facts *f)
{
	return (f->answered && f->failed_share >= BEACON_FAILED) ||
	       f->unanswered_share >= BEACON_FAILED;
}

static void add_rhythm(struct reason *r, const struct rhythm *rhythm)
{
	verdict_measure(r, "regularity", rhythm->regularity, BEACON_REGULARITY);
	verdict_measure(r, "polls", rhythm->polls, BEACON_POLLS);
}

/* The rhythm without the queries that repeat a question, if it is more regular. */
static struct rhythm best_rhythm(const struct facts *f)
{
	size_t count;
	struct sketch_entry *e = rhythm_transactions(f->channel, &count);
	struct rhythm folded = rhythm_of(e, rhythm_fold_repeats(e, count));

	free(e);
	return folded.polls >= BEACON_POLLS && folded.regularity > f->rhythm.regularity ? folded
											: f->rhythm;
}

static bool is_regular(const struct rhythm *r)
{
	return r->polls >= BEACON_POLLS && r->span_ns >= BEACON_SPAN_NS &&
	       r->regularity >= BEACON_REGULARITY;
}

/* One name queried at regular intervals, for data or without success. */
static void apply_constant(struct verdict *v, const struct facts *f)
{
	bool odd = is_for_data(f) || is_in_vain(f);

	if (f->names > BEACON_NAMES || f->transactions < BEACON_POLLS || !odd ||
	    v->score >= BEACON_SCORE)
		return;
	struct rhythm rhythm = best_rhythm(f);
	if (!is_regular(&rhythm))
		return;
	struct reason *r = verdict_set(v, "constant-beacon", BEACON_SCORE);
	snprintf(r->text, sizeof r->text, "same name every %.1f s, %u times, %s",
	    (double)rhythm.interval_ns / (double)NS_PER_SECOND, rhythm.polls,
	    is_for_data(f) ? "data-carrying types" : "without a successful response");
	add_rhythm(r, &rhythm);
}

/* Names that change in a clock or a few digits alone, at regular intervals, for data or without
 * success. */
static void apply_template(struct verdict *v, const struct facts *f)
{
	bool data = is_for_data(f);

	if (f->names < TEMPLATE_NAMES || f->transactions < BEACON_POLLS ||
	    (!data && !is_in_vain(f)) || v->score >= BEACON_SCORE)
		return;
	double varying = template_varying_share(&f->channel->sample);
	if (varying > TEMPLATE_VARYING)
		return;
	struct rhythm rhythm = best_rhythm(f);
	if (!is_regular(&rhythm))
		return;
	struct reason *r = verdict_set(v, "template-beacon", BEACON_SCORE);
	snprintf(r->text, sizeof r->text,
	    "names that differ in a few characters, every %.1f s, %u times, %s",
	    (double)rhythm.interval_ns / (double)NS_PER_SECOND, rhythm.polls,
	    data ? "data-carrying types" : "without a successful response");
	add_rhythm(r, &rhythm);
	verdict_measure(r, "varying_share", varying, TEMPLATE_VARYING);
}

/* True if a label is long and like no word. */
static bool has_random_label(const struct sample_name *name)
{
	for (unsigned pos = 0; pos < name->wire_len && name->wire[pos] != 0;
	     pos += 1u + name->wire[pos]) {
		unsigned length = name->wire[pos];
		uint32_t cost = hostname_cost_256ths(name->wire + pos + 1, length);

		if (length >= DEAD_LENGTH && cost >= DEAD_SURPRISE * 256 * length)
			return true;
	}
	return false;
}

/* Attempts, each with all that follows within half a minute: a stub repeats itself after 0.03 to
 * 7 s. */
static unsigned count_attempts(const struct channel *c)
{
	size_t count;
	struct sketch_entry *e = rhythm_transactions(c, &count);
	unsigned attempts = 0;
	int64_t last = 0;

	for (size_t i = 0; i < count; i++)
		if (attempts == 0 || e[i].first_ns - last > DEAD_PAUSE_NS) {
			attempts++;
			last = e[i].first_ns;
		}
	free(e);
	return attempts;
}

static void apply_dead(struct verdict *v, const struct facts *f)
{
	const struct channel *c = f->channel;
	int score = dead_client_is_well(f) ? DEAD_WELL_SCORE : DEAD_SCORE;

	if (f->transactions < DEAD_ATTEMPTS || score <= v->score ||
	    c->last_ns - c->first_ns < DEAD_SPAN_NS || dead_share(f) < 1)
		return;
	if (f->names > DEAD_NAMES && !template_is_one_name(&c->sample))
		return;
	bool random = false;
	for (unsigned i = 0; i < c->sample.count; i++)
		random |= has_random_label(&c->sample.names[i]);
	if (!random)
		return;
	unsigned attempts = count_attempts(c);
	if (attempts < DEAD_ATTEMPTS)
		return;
	struct reason *r = verdict_set(v, "dead-beacon", score);
	snprintf(r->text, sizeof r->text,
	    "one random name queried %u times over %.0f min without a usable response%s", attempts,
	    (double)(c->last_ns - c->first_ns) / (double)(60 * NS_PER_SECOND),
	    score == DEAD_WELL_SCORE ? ", while the client's other queries succeed" : "");
	verdict_measure(r, "attempts", attempts, DEAD_ATTEMPTS);
}

void floor_beacon(struct verdict *v, const struct facts *f)
{
	if (f->structure_share == 0) {
		apply_constant(v, f);
		apply_template(v, f);
	}
	/* A browser does not ask for a random name again minutes later. */
	if (f->structure_share == 0 || f->structure == NAME_FORMAT_BROWSER_PROBE)
		apply_dead(v, f);
}
