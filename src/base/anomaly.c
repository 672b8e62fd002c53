#include "base/anomaly.h"

static const struct {
	const char *name, *what;
} anomalies[ANOMALY_COUNT] = {
#define ANOMALY(id, name, what) {name, what},
#include "base/anomaly.def"
#undef ANOMALY
};

const char *anomaly_name(enum anomaly a)
{
	return anomalies[a].name;
}

const char *anomaly_what(enum anomaly a)
{
	return anomalies[a].what;
}

static void note(struct anomaly_log *log, enum anomaly a, uint64_t count, struct source_ref where)
{
	if (count == 0)
		return;
	log->count[a] += count;
	if (source_ref_compare(where, log->first[a]) < 0)
		log->first[a] = where;
}

void anomaly_note(struct anomaly_log *log, enum anomaly a, struct source_ref where)
{
	if (a != ANOMALY_NONE)
		note(log, a, 1, where);
}

bool anomaly_is_limit(enum anomaly a)
{
	return a == ANOMALY_FRAGMENT_LIMIT || a == ANOMALY_TCP_LIMIT || a == ANOMALY_MEMORY_LIMIT;
}

bool anomaly_is_loss(enum anomaly a)
{
	return a == ANOMALY_LINK_UNKNOWN || a == ANOMALY_LINK_FRAGMENT ||
	       a == ANOMALY_FILE_APPENDED || anomaly_is_limit(a);
}

void anomaly_merge(struct anomaly_log *into, const struct anomaly_log *from)
{
	for (int a = 0; a < ANOMALY_COUNT; a++)
		note(into, (enum anomaly)a, from->count[a], from->first[a]);
}
