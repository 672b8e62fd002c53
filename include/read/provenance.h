/*
 * What reading produces besides the statistics: inputs, packet accounting, anomalies. Comes from
 * captures (ingest) or from partial results (partial). Owned by the caller: zero-initialised, freed
 * by provenance_fini.
 */
#ifndef DNSFERRET_READ_PROVENANCE_H
#define DNSFERRET_READ_PROVENANCE_H

#include "base/anomaly.h"
#include "base/accounting.h"
#include "base/host_names.h"
#include "base/input.h"
#include "base/ports.h"
#include "base/tunnel_ports.h"
#include "base/unread.h"

struct provenance {
	struct accounting accounting;
	struct anomaly_log anomalies;
	struct unread unread;  /* DNS seen on what is not read */
	struct input **inputs; /* indexed by source_ref.input */
	size_t input_count;
	struct host_names hosts;     /* names of addresses, as packets and captures say */
	struct host_names macs;      /* MAC addresses of clients */
	struct ports ports;          /* read as DNS */
	struct tunnel_ports tunnels; /* around DNS, of which other programs have to be told */
	int interrupted;             /* signal number, 0 = none */
	bool misused;                /* options that do not go with the inputs: nothing was read */
};

void provenance_fini(struct provenance *e);

/* Adds an input with a copy of the path of `now`; the caller fills in the rest. Valid until
 * provenance_fini. */
struct input *provenance_begin_input(struct provenance *e, const struct input *now);

/* False if no input could be read at all, so there is nothing to report. */
bool provenance_any_readable(const struct provenance *e);

/* Prints one line on standard error for each link type of which packets were not read. */
void provenance_print_links(const struct provenance *e);

/* The exit code of the reading alone: EXIT_CLEAN, EXIT_INCOMPLETE (an input was not read to the end
 * or a limit was hit), EXIT_UNREADABLE, or EXIT_SIGNAL + n. */
int provenance_exit_code(const struct provenance *e);

#endif
