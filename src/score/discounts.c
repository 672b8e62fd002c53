#include "discounts.h"

#include <math.h>
#include <stdio.h>

#include "score/scorer.h"
#include "benign/name_formats.h"

/* Required share of the sampled names. */
#define NAME_FORMAT_SHARE 0.8

/* Data left of an out-of-band token: in one name, and in this many. */
#define SINK_DATA       55
#define SINK_DATA_MANY  75
#define SINK_NAMES_MANY 8

/* From this many clients on the discount is full. */
#define CLIENTS_HIGH 50
/* Information in the names of one client: above these it is no longer service-like. */
#define SERVICE_UP_LOW  4096
#define SERVICE_UP_HIGH 65536
/* Maximum share of the score that is removed. */
#define RARITY_SHARE 0.5
/* A client stands out of the crowd with so many times the names of the median client ... */
#define CROWD_TIMES     4
#define CROWD_NAMES_MIN 32
/* ... or with long encoded names of data types. */
#define CROWD_SURPRISING 0.8
#define CROWD_LENGTH     20
#define CROWD_DATA_TYPES 0.5

bool discounts_is_above_crowd(uint64_t names, uint64_t median)
{
	return median > 0 && names >= CROWD_NAMES_MIN && names >= CROWD_TIMES * median;
}

/* A client that sends much more than the others, or encoded data where addresses would do: what
 * many clients do does not explain it. */
static bool stands_out(const struct facts *f)
{
	bool more = discounts_is_above_crowd(f->names, f->base_names);
	bool data = f->surprising_share >= CROWD_SURPRISING && f->length_median >= CROWD_LENGTH &&
		    f->data_type_share >= CROWD_DATA_TYPES;

	return more || data;
}

static void apply_rarity(struct verdict *v, const struct facts *f)
{
	double clients = scorer_log_ramp((double)f->base_clients, SCORE_CLIENTS_MANY, CLIENTS_HIGH);
	double small = 1 - scorer_log_ramp((double)f->up_bytes, SERVICE_UP_LOW, SERVICE_UP_HIGH);
	int score = (int)lround(v->score * (1 - RARITY_SHARE * clients * small));

	if (score >= v->score || (v->has_mark && v->mark.exact) || stands_out(f))
		return;
	struct reason *r = verdict_set(v, "rarity", score);
	snprintf(r->text, sizeof r->text, "widely used: queried by %zu of %zu clients",
	    f->base_clients, f->capture_clients);
	verdict_measure(r, "base_clients", (double)f->base_clients, SCORE_CLIENTS_MANY);
}

static void apply_structure(struct verdict *v, const struct facts *f)
{
	if (f->structure_share < NAME_FORMAT_SHARE || v->score <= DISCOUNTS_EXPLAINED_SCORE)
		return;
	struct reason *r = verdict_set(v, "structure", DISCOUNTS_EXPLAINED_SCORE);
	snprintf(r->text, sizeof r->text, "common name format: %.0f %% of the names (%s)",
	    100 * f->structure_share, name_format_info(f->structure)->name);
	verdict_measure(r, "structure_share", f->structure_share, NAME_FORMAT_SHARE);
}

/* A token's name alone says that a test called back; what stands left of it was sent along. */
static void apply_sink_data(struct verdict *v, const struct known_service *row, unsigned data)
{
	unsigned many = data >= SINK_NAMES_MANY;
	int score = many ? SINK_DATA_MANY : SINK_DATA;

	v->leaked = true;
	if (v->score >= score)
		score = v->score;
	struct reason *r = verdict_set(v, "sink-data", score);
	snprintf(r->text, sizeof r->text,
	    "data left of an out-of-band token: %u of the sampled names (%s)", data, row->name);
	verdict_measure(r, "sink_data_names", data, many ? SINK_NAMES_MANY : 1);
}

static void apply_known(struct verdict *v, const struct facts *f, bool no_known)
{
	const struct known_service *row = v->score > DISCOUNTS_EXPLAINED_SCORE
					      ? known_services_match(f->channel)
					      : known_services_match_sink(f->channel);
	bool sink = row && !known_services_is_benign(row);
	unsigned data = sink ? known_services_sink_data(row, f->channel) : 0;

	if (data > 0)
		apply_sink_data(v, row, data);
	if (!row || data > 0 || no_known || v->score <= DISCOUNTS_EXPLAINED_SCORE)
		return;
	v->known = row;
	v->score_before = v->score;
	struct reason *r = verdict_set(v, "known-service", DISCOUNTS_EXPLAINED_SCORE);
	snprintf(r->text, sizeof r->text,
	    sink ? "%s: %s, without data left of its token"
		 : "%s: %s (suffix, format, types, volume and responses all match)",
	    row->name, known_services_category_name(row->category));
}

void discounts_apply(
    struct verdict *v, const struct facts *facts, const struct score_options *options)
{
	apply_rarity(v, facts);
	apply_known(v, facts, options->no_known);
	apply_structure(v, facts);
}
