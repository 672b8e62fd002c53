/*
 * Named anomalies: what was wrong with captured bytes, how often, and the first frame that shows
 * it. A log is a value that whoever fills it owns; logs merge in any order.
 */
#ifndef DNSFERRET_BASE_ANOMALY_H
#define DNSFERRET_BASE_ANOMALY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/frame.h"

enum anomaly {
#define ANOMALY(id, name, what) ANOMALY_##id,
#include "base/anomaly.def"
#undef ANOMALY
	ANOMALY_COUNT,
	ANOMALY_NONE = ANOMALY_COUNT,
};

struct anomaly_log {
	uint64_t count[ANOMALY_COUNT];
	struct source_ref first[ANOMALY_COUNT];
};

const char *anomaly_name(enum anomaly a);
const char *anomaly_what(enum anomaly a);

/* Counts one; ANOMALY_NONE is passed over. */
void anomaly_note(struct anomaly_log *log, enum anomaly a, struct source_ref where);

/* True where reaching a limit of ours lost evidence. */
bool anomaly_is_limit(enum anomaly a);

void anomaly_merge(struct anomaly_log *into, const struct anomaly_log *from);

#endif
