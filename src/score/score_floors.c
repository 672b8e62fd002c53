#include "score_floors.h"

#include <stdio.h>
#include <string.h>

#include "encoding.h"

/* Unique long, surprising names queried with data types under one base domain within one window,
 * and the floor for that. */
static const struct {
	unsigned names;
	int score;
} advisory[] = {{80, 95}, {20, 85}, {8, 70}, {3, 55}};
/* Required share of surprising names among the sampled payloads. */
#define ADVISORY_SURPRISING 0.8

/* Unique answers with code, with code or readable text that was encoded, and with encoded text,
 * their bytes, and the floor for that. */
static const struct {
	unsigned code, text, encoded;
	uint64_t bytes;
	int score;
} stager[] = {{1, 0, 4, 1024, 85}, {2, 0, 0, 256, 75}, {0, 4, 0, 256, 75}, {0, 0, 6, 1024, 75},
    {1, 0, 0, 0, 60}, {0, 3, 0, 0, 55}, {0, 0, 4, 1024, 55}};
/* Required share of queries for data types. */
#define STAGER_DATA_SHARE 0.5

/* This many clients that each send data under one base domain, and the floor for that. */
static const struct {
	size_t clients;
	int score;
} spread[] = {{6, 70}, {3, 60}};

/* This many names that decode to readable text, of at least this length and share of the sampled
 * ones. */
#define READABLE_NAMES  3
#define READABLE_LENGTH 12
#define READABLE_SHARE  0.5
#define READABLE_SCORE  70
/* The same for single hex-encoded words. */
#define WORDS_NAMES 8
#define WORDS_SHARE 0.9

/* Floor for a signature that other software could match too. */
#define MARK_SHAPE_SCORE 60

static void apply_advisory(struct verdict *v, const struct facts *f, const struct score_options *o)
{
	unsigned names = f->data_burst.names;

	if (f->surprising_share < ADVISORY_SURPRISING)
		return;
	for (size_t i = 0; i < sizeof advisory / sizeof *advisory; i++) {
		if (names < advisory[i].names)
			continue;
		if (advisory[i].score <= v->score)
			return;
		struct reason *r = verdict_set(v, "advisory-floor", advisory[i].score);
		snprintf(r->text, sizeof r->text,
		    "matches the 2016 advisory: %u TXT-like queries with %u+ encoded characters "
		    "within %g s",
		    names, o->facts.length_threshold, (double)o->facts.window_ns / 1e9);
		verdict_measure(r, "data_burst_names", names, advisory[i].names);
		return;
	}
}

/* A stager sends code or encoded text in TXT answers, under names without data. */
static void apply_stager(struct verdict *v, const struct facts *f)
{
	unsigned readable = f->answers_text + f->answers_code;

	for (size_t i = 0; i < sizeof stager / sizeof *stager; i++) {
		if (f->answers_code < stager[i].code || readable < stager[i].text ||
		    f->answers_encoded < stager[i].encoded ||
		    f->down_info_bytes < stager[i].bytes || f->data_type_share < STAGER_DATA_SHARE)
			continue;
		v->staged = stager[i].code > 0 || stager[i].text > 0;
		if (stager[i].score <= v->score)
			return;
		struct reason *r = verdict_set(v, "stager-floor", stager[i].score);
		snprintf(r->text, sizeof r->text,
		    "staged payload in responses: %u contain code, %u contain encoded text, "
		    "%.1f kB total",
		    f->answers_code, f->answers_encoded, (double)f->down_info_bytes / 1000);
		verdict_measure(r, "answers_code", f->answers_code, stager[i].code);
		verdict_measure(r, "answers_encoded", f->answers_encoded, stager[i].encoded);
		return;
	}
}

/* Payloads that decode to text or start with a known file signature: no host name does so by chance
 * (base/base_n.h). */
static void apply_readable(struct verdict *v, const struct facts *f)
{
	unsigned sampled = f->channel->sample.count;

	if (f->names < READABLE_NAMES || f->length_median < READABLE_LENGTH ||
	    f->structure_share > 0 || v->score >= READABLE_SCORE)
		return;
	unsigned words, readable = encoding_readable(f->channel, &words);
	bool text = readable >= READABLE_NAMES && readable >= READABLE_SHARE * sampled;
	if (!text && (words < WORDS_NAMES || words < WORDS_SHARE * sampled))
		return;
	unsigned shown = text ? readable : words;
	struct reason *r = verdict_set(v, "readable-data", READABLE_SCORE);
	snprintf(r->text, sizeof r->text, "names decode to readable %s: %u of %u sampled names",
	    text ? "data" : "words (hex)", shown, sampled);
	verdict_measure(r, "readable_names", shown, text ? READABLE_NAMES : WORDS_NAMES);
}

static void apply_mark(struct verdict *v, const struct facts *f)
{
	v->has_mark = !f->unmarked && fingerprint_match(f->channel, &v->mark);
	int score = v->has_mark ? (v->mark.exact ? MARK_EXACT_SCORE : MARK_SHAPE_SCORE) : 0;

	if (score <= v->score)
		return;
	struct reason *r = verdict_set(v, v->mark.exact ? "tool-mark" : "tool-shape", score);
	snprintf(r->text, sizeof r->text, "%s %s: %s",
	    v->mark.exact ? "signature of" : "similar to", v->mark.tool, v->mark.why);
}

void score_floors_apply(
    struct verdict *v, const struct facts *facts, const struct score_options *options)
{
	apply_advisory(v, facts, options);
	apply_stager(v, facts);
	floor_txt_polling(v, facts);
	apply_readable(v, facts);
	floor_handshake(v, facts);
	floor_vain(v, facts);
	floor_beacon(v, facts);
	apply_mark(v, facts);
}

void score_floors_apply_opening(
    struct verdict *v, const struct facts *facts, const struct score_options *options)
{
	apply_advisory(v, facts, options);
	apply_readable(v, facts);
}

int score_floors_spread(int best, size_t clients)
{
	for (size_t i = 0; i < sizeof spread / sizeof *spread; i++)
		if (clients >= spread[i].clients)
			return best > spread[i].score ? best : spread[i].score;
	return best;
}

void score_floors_apply_spread(struct verdict *v, size_t clients)
{
	int score = score_floors_spread(v->score, clients);

	if (score <= v->score)
		return;
	struct reason *r = verdict_set(v, "spread", score);
	snprintf(r->text, sizeof r->text,
	    "spread over %zu clients, each of which scores 50 or more on its own", clients);
	verdict_measure(r, "clients", (double)clients,
	    (double)spread[sizeof spread / sizeof *spread - 1].clients);
}
