#include "run.h"

#include <stdlib.h>

#include "base/limits.h"
#include "findings.h"
#include "group_findings.h"
#include "rest.h"
#include "suffix_copies.h"

/* By score, then by messages; ties keep the order of the channels (by domain). */
static int compare_domains(const void *a, const void *b)
{
	const struct ranked_domain *x = a, *y = b;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->asked != y->asked)
		return x->asked > y->asked ? -1 : 1;
	return (x->first_channel > y->first_channel) - (x->first_channel < y->first_channel);
}

/* Removes absorbed findings. */
static void drop_absorbed(struct ranking *r)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->finding_count; i++)
		if (!r->findings[i].absorbed)
			r->findings[kept++] = r->findings[i];
	r->finding_count = kept;
}

static void number_findings(const struct run *run)
{
	struct ranking *r = run->ranking;

	for (size_t i = 0; i < r->finding_count; i++) {
		const struct finding *f = &r->findings[i];

		r->findings[i].rank = (unsigned)(i + 1);
		if (!f->pool)
			r->domains[f->domain_index].finding = (uint32_t)i;
		for (size_t k = 0; f->pool && k < f->pool_count; k++) {
			struct ranked_domain *d =
			    &r->domains[run_domain_of(run, f->pool_members[k])];

			if (d->finding == NO_FINDING)
				d->finding = (uint32_t)i;
		}
	}
}

/* Makes room for the index of each domain. */
static void list_indexes(struct run *run)
{
	const struct ranking *r = run->ranking;
	uint32_t last = 0;

	for (size_t d = 0; d < r->domain_count; d++)
		if (r->domains[d].domain->order > last)
			last = r->domains[d].domain->order;
	run->index_of = arena_take(run->arena, ((size_t)last + 1) * sizeof *run->index_of);
}

static void rank_domains(struct run *run)
{
	struct ranking *r = run->ranking;

	qsort(r->domains, r->domain_count, sizeof *r->domains, compare_domains);
	for (size_t d = 0; d < r->domain_count; d++) {
		r->domains[d].rank = (unsigned)(d + 1);
		run->index_of[r->domains[d].domain->order] = (uint32_t)d;
	}
}

/* A member of a group ranks as high as the group, whatever it shows by itself. */
static void raise_members(struct run *run)
{
	struct ranking *r = run->ranking;

	for (size_t i = 0; i < r->finding_count; i++)
		for (size_t k = 0; k < r->findings[i].pool_count; k++) {
			struct ranked_domain *d =
			    &r->domains[run_domain_of(run, r->findings[i].pool_members[k])];

			if (d->score >= r->findings[i].score)
				continue;
			r->below_min_level -= level_of(d->score) < run->options->min_level;
			d->score = r->findings[i].score;
		}
	rank_domains(run);
	for (size_t i = 0; i < r->finding_count; i++)
		r->findings[i].domain_index = run->index_of[r->findings[i].domain->order];
}

void run_build_findings(struct run *run)
{
	struct ranking *r = run->ranking;
	size_t own = 0, groups = group_findings_bound(run);

	list_indexes(run);
	rank_domains(run);
	for (size_t i = 0; i < r->domain_count; i++)
		own += level_of(r->domains[i].score) >= run->options->min_level;
	r->below_min_level = r->domain_count - own;
	r->unlisted = own > REPORT_FINDINGS_MAX ? own - REPORT_FINDINGS_MAX : 0;
	own -= r->unlisted;
	r->own_count = own;
	r->findings = arena_take(run->arena, (own + groups + 1) * sizeof *r->findings);
	r->pooled = arena_take(run->arena, (own + groups + 1) * sizeof(*r->pooled));
	for (; r->finding_count < own; r->finding_count++)
		findings_build_domain(run, r->finding_count, &r->findings[r->finding_count]);
	suffix_copies_absorb(run);
	group_findings_add(run);
	drop_absorbed(r);
	qsort(r->findings, r->finding_count, sizeof *r->findings, findings_compare);
	raise_members(run);
	number_findings(run);
	rest_finalize(run);
}
