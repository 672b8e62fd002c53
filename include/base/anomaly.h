/*
 * Named anomalies: what was wrong with the captured bytes, how often, and the first frame that
 * shows it. A log is a plain value owned by whoever fills it. Logs merge in any order.
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

/* Counts one occurrence at `where`. ANOMALY_NONE is ignored. */
void anomaly_note(struct anomaly_log *log, enum anomaly a, struct source_ref where);

/* True if the anomaly means that one of our own limits was hit and evidence was lost. */
bool anomaly_is_limit(enum anomaly a);

/* True for limits, and for whatever else means that packets were not read: the evidence is
 * incomplete. */
bool anomaly_is_loss(enum anomaly a);

void anomaly_merge(struct anomaly_log *into, const struct anomaly_log *from);

#endif
