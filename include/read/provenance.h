/*
 * What a reading came to besides the statistics: inputs, where every packet went, anomalies. Read
 * from captures (ingest) or out of partial results (partial). Owned by the caller (fini).
 */
#ifndef DNSFERRET_READ_PROVENANCE_H
#define DNSFERRET_READ_PROVENANCE_H

#include "base/anomaly.h"
#include "base/accounting.h"
#include "base/host_names.h"
#include "base/input.h"

struct provenance {
	struct accounting accounting;
	struct anomaly_log anomalies;
	struct input **inputs; /* source_ref.input is the index */
	size_t input_count;
	struct host_names hosts; /* names of addresses from all captures */
	uint16_t port;           /* that the report names */
	int interrupted;         /* signal number, 0 = none */
};

void provenance_fini(struct provenance *e);

/* An input more, with the path of `now`; the rest of it is the caller's to fill. */
struct input *provenance_begin_input(struct provenance *e, const struct input *now);

/* False when no input could be read at all: there is nothing to report. */
bool provenance_any_readable(const struct provenance *e);

/* What the reading alone comes to: EXIT_CLEAN, EXIT_INCOMPLETE (an input was not read to its end or
 * a limit was hit), EXIT_UNREADABLE or EXIT_SIGNAL + n. */
int provenance_exit_code(const struct provenance *e);

#endif
