#include "score/score.h"

const char *level_name(enum level level)
{
	static const char *const names[] = {"info", "low", "medium", "high", "critical"};

	return names[level];
}

int level_floor(enum level level)
{
	static const int floors[] = {0, 30, 50, 70, 85};

	return floors[level];
}

enum level level_of(int score)
{
	enum level level = LEVEL_CRITICAL;

	while (level > LEVEL_INFO && score < level_floor(level))
		level--;
	return level;
}

const char *kind_name(enum finding_kind kind)
{
	static const char *const names[] = {
	    "tunnel", "c2", "exfiltration", "beacon", "staging", "dga", "unclear"};

	return names[kind];
}

size_t finding_involved(const struct finding *f)
{
	size_t count = 1;

	/* The members of a merged channel have its score, which is above any of their own. */
	while (count < f->channel_count &&
	       (f->merged ? f->channel_scores[count] == f->channel_scores[0]
			  : level_of(f->channel_scores[count]) >= LEVEL_LOW))
		count++;
	return count;
}
