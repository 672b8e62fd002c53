/*
 * What a reading came to besides the statistics: inputs, where every packet went, anomalies. Read
 * from captures (ingest) or out of partial results (partial). Owned by the caller (fini).
 */
#ifndef DNSFERRET_APP_EVIDENCE_H
#define DNSFERRET_APP_EVIDENCE_H

#include "anomaly.h"
#include "base/accounting.h"
#include "base/hosts.h"
#include "base/input.h"

struct evidence {
	struct accounting accounting;
	struct anomaly_log anomalies;
	struct input **inputs; /* frame_ref.input is the index */
	size_t input_count;
	struct hosts hosts; /* names of addresses from all captures */
	uint16_t port;      /* that the report names */
	int interrupted;    /* signal number, 0 = none */
};

void evidence_fini(struct evidence *e);

/* An input more, with the path of `now`; the rest of it is the caller's to fill. */
struct input *evidence_begin_input(struct evidence *e, const struct input *now);

/* False when no input could be read at all: there is nothing to report. */
bool evidence_any_readable(const struct evidence *e);

/* What the reading alone comes to: EXIT_CLEAN, EXIT_INCOMPLETE (an input was not read to its end or
 * a limit was hit), EXIT_UNREADABLE or EXIT_SIGNAL + n. */
int evidence_exit_code(const struct evidence *e);

#endif
