#include "bound.h"

#include "score/known_services.h"
#include "score/scorer.h"

/* Without strength the sum is the bias, and one name scores 100 / (1 + e^5) / 2 = 0.3, which is
 * rounded to 0. The group of the resolution counts only beside one of content. */
static bool shows_nothing(const struct facts *f, const struct score_options *o)
{
	size_t count;
	const struct scorer *const *table = scorer_table(&count);

	for (size_t i = 0; i < count; i++)
		if (table[i]->group != GROUP_RESOLUTION && table[i]->strength(f, o) != 0)
			return false;
	return true;
}

bool bound_is_nothing(const struct facts *f, const struct score_options *o)
{
	/* A list of the user may name it. */
	return !o->listed.find && f->names == 1 && f->unmarked && f->data_type_count == 0 &&
	       f->transactions < BOUND_TRANSACTIONS && shows_nothing(f, o) &&
	       !known_services_may_send_data(f->channel->sample.names);
}
