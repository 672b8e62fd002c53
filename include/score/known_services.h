/*
 * Known services that look like tunnels. A row of known_services.def matches on a suffix AND the
 * pattern of the names AND the query types AND small answers. A full match explains the channel and
 * is always shown; the same suffix with other names matches nothing. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_KNOWN_SERVICES_H
#define DNSFERRET_SCORE_KNOWN_SERVICES_H

#include <stdbool.h>
#include <stddef.h>

#include "score/facts.h"

enum service_category {
	KNOWN_SECURITY,    /* reputation lookups of security products */
	KNOWN_BLOCKLIST,   /* blocklists of addresses, hosts and hashes that are queried over DNS */
	KNOWN_MEASUREMENT, /* names generated to measure the DNS or to find out one's own resolver
			    */
	KNOWN_TELEMETRY,   /* identifiers sent home by software */
	KNOWN_TEST_SINK,   /* callback names of security tests: they may contain real data */
};

struct known_service {
	enum service_category category;
	const char *name;   /* "ESET LiveGrid" */
	const char *suffix; /* "e5.sk": the channel's names end in it */
	unsigned suffix_len;
	const char *pattern;       /* of the labels before the suffix: src/score/pattern.h */
	const char *types;         /* blank-separated mnemonics: "TXT", "A TXT"; "*" = any type;
				      "TXT-KNOWN" = TXT with responses of a known grammar */
	unsigned answer_bytes_max; /* maximum of the mean answer bytes per response */
	unsigned names_per_hour;   /* maximum of unique names of one client in any hour */
	const char *why;           /* purpose of the lookups */
	const char *source;        /* public document that describes them */
};

/* The row that explains nearly all (95 %) of a channel's sampled names and messages, or NULL. */
const struct known_service *known_services_match(const struct channel *channel);

/* The same among test sinks alone: cheaper, as every channel needs it. */
const struct known_service *known_services_match_sink(const struct channel *channel);

/* The same for one sampled name and the types it was queried with, whatever the volume: for a name
 * below a base that is no channel of its own. */
const struct known_service *known_services_match_name(const struct sample_name *name);

/* For a test sink: number of sampled names with a label left of the token that is data, not a
 * word. */
unsigned known_services_sink_data(
    const struct known_service *service, const struct channel *channel);

/* False if no label of the name can be such data, whatever sink it is of. Cheap: for every name. */
bool known_services_may_send_data(const struct sample_name *name);

/* True if a match is evidence of a benign cause: not so for a test sink, which is only named. */
bool known_services_is_benign(const struct known_service *service);

/* "security look-up", "blocklist", ... */
const char *known_services_category_name(enum service_category category);

/* The table; *count rows. */
const struct known_service *known_services_table(size_t *count);

#endif
