#include "score/scorer.h"

#define SCORER(name, weight) extern const struct scorer scorer_##name;
#include "scorers/scorers.def"
#undef SCORER

static const struct scorer *const table[] = {
#define SCORER(name, weight) &scorer_##name,
#include "scorers/scorers.def"
#undef SCORER
};

const struct scorer *const *scorer_table(size_t *count)
{
	*count = sizeof table / sizeof *table;
	return table;
}
