#include <stdio.h>

#include "dead.h"
#include "score_floors.h"
#include "template.h"

/* Unique names; whether most are queried for data, or sent steadily by a program; and the floor for
 * that. */
static const struct {
	unsigned names;
	bool data, steady;
	int score;
} vain[] = {
    {16, true, false, 70}, {24, false, true, 70}, {16, false, false, 60}, {8, false, false, 55}};

/* Share of names in vain; mean bits per character; median length; share in a common format. */
#define IN_VAIN   0.9
#define SURPRISE  5.5
#define LENGTH    6
#define STRUCTURE 0.1
/* Names that pages bring along come in no rhythm, and a page asks for addresses. */
#define STEADY_REGULARITY 0.6
#define STEADY_TOOL_SHARE 0.5
#define DATA_SHARE        0.5

/* One program sends them at its own pace, from a client whose other queries succeed. */
static bool is_steady(const struct facts *f)
{
	bool loop = f->tool_starts >= f->names && f->tool_id_share >= STEADY_TOOL_SHARE;

	return (loop || f->rhythm.regularity >= STEADY_REGULARITY) && dead_client_is_well(f);
}

void floor_vain(struct verdict *v, const struct facts *f)
{
	if (!f->channel->domain->registered || f->channel->domain->reverse ||
	    f->surprise_bits < SURPRISE || f->length_median < LENGTH ||
	    f->structure_share > STRUCTURE)
		return;
	for (size_t i = 0; i < sizeof vain / sizeof *vain; i++) {
		if (f->names < vain[i].names || (vain[i].data && f->data_type_share < DATA_SHARE) ||
		    (vain[i].steady && !is_steady(f)))
			continue;
		double share = dead_share(f);

		if (share < IN_VAIN || vain[i].score <= v->score ||
		    template_is_one_name(&f->channel->sample))
			return;
		struct reason *r = verdict_set(v, "names-in-vain", vain[i].score);
		snprintf(r->text, sizeof r->text,
		    "generated names in vain: %llu names, %.0f %% of them without a usable "
		    "response",
		    (unsigned long long)f->names, 100 * share);
		verdict_measure(r, "names", (double)f->names, vain[i].names);
		verdict_measure(r, "in_vain_share", share, IN_VAIN);
		verdict_measure(r, "surprise_bits", f->surprise_bits, SURPRISE);
		return;
	}
}
