#include "verdict.h"

#include <math.h>

void verdict_begin(struct verdict *v)
{
	v->weighed = v->score = v->score_before = 0;
	v->reason_count = 0;
	v->staged = v->leaked = v->has_mark = false;
	v->known = NULL;
}

struct reason *verdict_reason(struct verdict *v, const char *code, int points)
{
	if (v->reason_count == REASONS_MAX)
		return &v->reasons[REASONS_MAX - 1];
	struct reason *r = &v->reasons[v->reason_count++];
	*r = (struct reason){.code = code, .points = points};
	return r;
}

void verdict_measure(struct reason *r, const char *name, double value, double limit)
{
	if (r->measure_count < MEASURES_MAX)
		r->measures[r->measure_count++] =
		    (struct measure){.name = name, .value = value, .limit = limit, .baseline = NAN};
}

struct reason *verdict_set(struct verdict *v, const char *code, int score)
{
	struct reason *r = verdict_reason(v, code, score - v->score);

	v->score = score;
	return r;
}
