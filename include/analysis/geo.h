/*
 * Countries and networks of the addresses in a report, from MaxMind databases (--geoip FILE): the
 * servers of findings, the addresses that their names resolved to, and addresses of answers that a
 * list of indicators names. Other databases than those of addresses are refused. init/fini.
 */
#ifndef DNSFERRET_ANALYSIS_GEO_H
#define DNSFERRET_ANALYSIS_GEO_H

#include "base/err.h"
#include "base/texts.h"
#include "report/document.h"

struct geo_database;

struct geo {
	struct geo_database *databases;
	size_t count;
};

/* Returns 0, or -1 with one sentence: a file cannot be opened, is no such database, or is damaged.
 */
int geo_init(struct geo *geo, const struct texts *files, struct err *err);
void geo_fini(struct geo *geo);

/* Adds `geo` to the report: its databases, and each address with what they say of it; and the same
 * to the answers of findings. Damage that shows only now is counted there. Does nothing without a
 * database. `responses_beyond`: those whose addresses were not kept. */
void geo_annotate(
    const struct geo *geo, uint64_t responses_beyond, struct arena *a, struct node *report);

/* Version of libmaxminddb. */
const char *geo_library_version(void);

#endif
