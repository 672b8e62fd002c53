#include "group_judge.h"

#include <stdio.h>

/* A group may score this much less than its best member and still stand for it. */
#define MEMBER_STEP 5

void group_facts(const struct run *run, const struct finding *f, struct facts *facts)
{
	struct score_options options = *run->options;
	struct run local = *run;

	options.facts.probes_are_data = f->group->siblings.probes;
	local.options = &options;
	run_facts(&local, f->channels[0], 1, NULL, facts);
	facts->several_domains = true;
}

enum finding_kind group_kind(const struct finding *f, enum finding_kind own)
{
	bool rotates = f->domain_group_kind == DOMAIN_GROUP_TOKEN ||
		       f->domain_group_kind == DOMAIN_GROUP_PREFIX;

	if (f->domain_group_kind == DOMAIN_GROUP_GENERATED)
		return KIND_DGA;
	/* A client that tries its servers with every type waits for orders. */
	return rotates && own == KIND_UNCLEAR ? KIND_C2 : own;
}

/* What its members show by themselves, if most do or the group hardly falls short. */
static void apply_members(const struct run *run, const struct finding *f, struct verdict *v)
{
	int best = 0;
	size_t suspicious = 0;

	if (f->domain_group_kind == DOMAIN_GROUP_SIBLINGS &&
	    !siblings_alternate(&f->group->siblings))
		return;
	for (size_t i = 0; i < f->pool_count; i++) {
		int score = run->scores[f->pool_members[i]];

		best = score > best ? score : best;
		suspicious += level_of(score) >= LEVEL_MEDIUM;
	}
	if (best <= v->score || (best > v->score + MEMBER_STEP && 2 * suspicious < f->pool_count))
		return;
	struct reason *r = verdict_set(v, "members", best);
	snprintf(r->text, sizeof r->text,
	    "%zu of the %zu domains score 50 or more by themselves, one of them %d", suspicious,
	    f->pool_count, best);
	verdict_measure(r, "members", (double)suspicious, (double)f->pool_count / 2);
}

void group_apply(const struct run *run, const struct finding *f, struct verdict *v)
{
	if (f->domain_group_kind != DOMAIN_GROUP_GENERATED)
		apply_members(run, f, v);
	if (f->domain_group_kind == DOMAIN_GROUP_SIBLINGS)
		siblings_apply(v, &f->group->siblings, &f->facts);
	if (f->domain_group_kind == DOMAIN_GROUP_TOKEN ||
	    f->domain_group_kind == DOMAIN_GROUP_PREFIX)
		rotation_apply(v, &f->group->rotation);
	if (f->domain_group_kind == DOMAIN_GROUP_GENERATED)
		generated_apply(v, &f->group->generated);
}
