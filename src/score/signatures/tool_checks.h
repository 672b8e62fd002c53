/*
 * Tool signatures that a single pattern cannot express: each check looks at all sampled names of a
 * channel and returns how many match, 0 if they do not fit together. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_SIGNATURES_TOOL_CHECKS_H
#define DNSFERRET_SCORE_SIGNATURES_TOOL_CHECKS_H

#include "base/limits.h"
#include "../pattern.h"
#include "stats/stats.h"

struct tool_checks_names {
	const struct channel *channel;
	bool opening; /* the earliest names instead of the sample */
	unsigned count;
	uint16_t types[SAMPLE_NAMES_MAX]; /* enum sample_type, by name */
	struct pattern_name name[SAMPLE_NAMES_MAX];
};

void tool_checks_names_of(const struct channel *channel, struct tool_checks_names *names);

/* The earliest names in order of time: the first n of them are the opening of the session. */
void tool_checks_opening_of(const struct channel *channel, struct tool_checks_names *names);

/* True if at least `percent` of the channel's messages, or of the names of an opening, query a
 * type. */
bool tool_checks_asks_for(
    const struct tool_checks_names *names, enum sample_type type, unsigned percent);

/* iodine doc/proto_00000502.txt: data is <user id in hex><header: 3 of base32><counter: a-z0-9>...,
 * a ping p<7 of base32>; one user id. */
unsigned tool_checks_iodine(const struct tool_checks_names *names);

/* dnscat2 doc/protocol.md: 16 bits of packet id, 8 of type, 16 of session, all in hex. */
unsigned tool_checks_dnscat2(const struct tool_checks_names *names);

/* <post|www|api|cdn>.<hex>...<counter>.<beacon id> with one beacon id. */
unsigned tool_checks_cobalt_strike(const struct tool_checks_names *names);

/* Two or three labels, each base32 of a-z1-6 padded with 9 to a multiple of 8. */
unsigned tool_checks_pupy(const struct tool_checks_names *names);

/* Names of at least 24 bytes of which a quarter is neither printable ASCII nor UTF-8. */
unsigned tool_checks_raw_bytes(const struct tool_checks_names *names);

/* TXT only; names that are equal except for a number that counts up. */
unsigned tool_checks_numbered_txt(const struct tool_checks_names *names);

/* The registered label of the base domain is at least 50 characters of base64. */
unsigned tool_checks_in_base(const struct tool_checks_names *names);

#endif
