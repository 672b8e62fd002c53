#include <stdio.h>

#include "base/utc.h"
#include "dead.h"
#include "score_floors.h"
#include "template.h"

/* Queries for data, and how many names they may be spread over. */
#define POLLS     8
#define NAMES_MAX 12
/* Mean interval between all queries of the channel; what comes faster is a transfer, which other
 * measurements find. */
#define INTERVAL_NS (5 * NS_PER_SECOND)
/* Required if the rhythm is known: what people and mail servers ask for has none. */
#define REGULARITY 0.5

/* Share of the names without a usable response, and the floor of polling in vain. */
#define IN_VAIN       0.9
#define IN_VAIN_SCORE 35

/* Unique answers with encoded text or code, and the floor for that. */
static const struct {
	unsigned answers;
	int score;
} polling[] = {{8, 70}, {4, 55}};

static bool is_regular(const struct facts *f)
{
	int64_t span_ns = f->channel->last_ns - f->channel->first_ns;

	if (f->rhythm.polls > 0 && f->rhythm.regularity < REGULARITY)
		return false;
	return span_ns / INTERVAL_NS >= (int64_t)f->transactions - 1;
}

/* Nobody answers: the pace of the queries and their type are all there is to see. */
static void apply_in_vain(struct verdict *v, const struct facts *f)
{
	double share = dead_data_share(f);

	if (v->score >= IN_VAIN_SCORE || share < IN_VAIN || f->structure_share > 0)
		return;
	struct reason *r = verdict_set(v, "txt-polling", IN_VAIN_SCORE);
	snprintf(r->text, sizeof r->text,
	    "orders polled in vain: %llu names queried %llu times for data without a usable "
	    "response",
	    (unsigned long long)f->names, (unsigned long long)f->data_type_count);
	verdict_measure(r, "in_vain_share", share, IN_VAIN);
	verdict_measure(r, "regularity", f->rhythm.regularity, REGULARITY);
}

void floor_txt_polling(struct verdict *v, const struct facts *f)
{
	unsigned answers = f->answers_encoded + f->answers_code;

	if (f->data_type_count < POLLS || f->transactions < POLLS || !is_regular(f))
		return;
	if (f->names > NAMES_MAX && !template_is_one_name(&f->channel->sample))
		return;
	for (size_t i = 0; i < sizeof polling / sizeof *polling; i++) {
		if (answers < polling[i].answers)
			continue;
		if (polling[i].score <= v->score)
			return;
		struct reason *r = verdict_set(v, "txt-polling", polling[i].score);
		snprintf(r->text, sizeof r->text,
		    "orders fetched in responses: %llu names queried %llu times, %u different "
		    "encoded responses",
		    (unsigned long long)f->names, (unsigned long long)f->transactions, answers);
		verdict_measure(r, "answers_encoded", answers, polling[i].answers);
		verdict_measure(r, "regularity", f->rhythm.regularity, REGULARITY);
		return;
	}
	apply_in_vain(v, f);
}
