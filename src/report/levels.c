#include "report/levels.h"

#include "score/score.h"

const char *levels_name(int64_t score)
{
	return level_name(level_of((int)score));
}

bool levels_matter(int64_t score)
{
	return level_of((int)score) >= LEVEL_MEDIUM;
}

bool levels_urgent(int64_t score)
{
	return level_of((int)score) >= LEVEL_HIGH;
}
