#include "discounts.h"

#include <math.h>
#include <stdio.h>

#include "score/scorer.h"
#include "benign/name_formats.h"

/* Score that remains with a benign explanation: enough to be listed, not to be investigated. */
#define EXPLAINED_SCORE 25
/* Required share of the sampled names. */
#define NAME_FORMAT_SHARE 0.8

/* From this many clients on the discount is full. */
#define CLIENTS_HIGH 50
/* Information in the names of one client: above these it is no longer service-like. */
#define SERVICE_UP_LOW  4096
#define SERVICE_UP_HIGH 65536
/* Maximum share of the score that is removed. */
#define RARITY_SHARE 0.5

static void apply_rarity(struct verdict *v, const struct facts *f)
{
	double clients = scorer_log_ramp((double)f->base_clients, SCORE_CLIENTS_MANY, CLIENTS_HIGH);
	double small = 1 - scorer_log_ramp((double)f->up_bytes, SERVICE_UP_LOW, SERVICE_UP_HIGH);
	int score = (int)lround(v->score * (1 - RARITY_SHARE * clients * small));

	if (score >= v->score || (v->has_mark && v->mark.exact))
		return;
	struct reason *r = verdict_set(v, "rarity", score);
	snprintf(r->text, sizeof r->text, "widely used: queried by %zu of %zu clients",
	    f->base_clients, f->capture_clients);
	verdict_measure(r, "base_clients", (double)f->base_clients, SCORE_CLIENTS_MANY);
}

static void apply_structure(struct verdict *v, const struct facts *f)
{
	if (f->structure_share < NAME_FORMAT_SHARE || v->score <= EXPLAINED_SCORE)
		return;
	struct reason *r = verdict_set(v, "structure", EXPLAINED_SCORE);
	snprintf(r->text, sizeof r->text, "common name format: %.0f %% of the names (%s)",
	    100 * f->structure_share, name_format_info(f->structure)->name);
	verdict_measure(r, "structure_share", f->structure_share, NAME_FORMAT_SHARE);
}

static void apply_known(struct verdict *v, const struct facts *f)
{
	if (v->score <= EXPLAINED_SCORE)
		return;
	const struct known_service *row = known_services_match(f->channel);
	if (!row || !known_services_is_benign(row))
		return;
	v->known = row;
	v->score_before = v->score;
	struct reason *r = verdict_set(v, "known-service", EXPLAINED_SCORE);
	snprintf(r->text, sizeof r->text, "%s: %s (suffix, format, types and responses all match)",
	    row->name, known_services_category_name(row->category));
}

void discounts_apply(
    struct verdict *v, const struct facts *facts, const struct score_options *options)
{
	apply_rarity(v, facts);
	if (!options->no_known)
		apply_known(v, facts);
	apply_structure(v, facts);
}
