#include "score/score.h"

const char *level_name(enum level level)
{
	static const char *const names[] = {"info", "low", "medium", "high", "critical"};

	return names[level];
}

enum level level_of(int score)
{
	return score < 30   ? LEVEL_INFO
	       : score < 50 ? LEVEL_LOW
	       : score < 70 ? LEVEL_MEDIUM
	       : score < 85 ? LEVEL_HIGH
			    : LEVEL_CRITICAL;
}

const char *kind_name(enum finding_kind kind)
{
	static const char *const names[] = {
	    "tunnel", "c2", "exfiltration", "beacon", "staging", "unclear"};

	return names[kind];
}

size_t finding_involved(const struct finding *f)
{
	size_t count = 1;

	while (count < f->channel_count && level_of(f->channel_scores[count]) >= LEVEL_LOW)
		count++;
	return count;
}
