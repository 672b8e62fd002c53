/*
 * Marks that one pattern cannot tell: each looks at all sampled names of a channel and says how
 * many of them show it, 0 when they do not add up to the mark. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_MARKS_H
#define DNSFERRET_SCORE_MARKS_H

#include "limits.h"
#include "pattern.h"
#include "stats/stats.h"

struct marks_names {
	const struct channel *channel;
	unsigned count;
	struct pattern_name name[SAMPLE_NAMES_MAX];
};

void marks_names_of(const struct channel *channel, struct marks_names *names);

/* True when at least `percent` of what was asked is of a type; give the Q_ row. */
bool marks_asks_for(const struct channel *channel, enum counter q_row, unsigned percent);

/* iodine doc/proto_00000502.txt: data is <user id in hex><header: 3 of base32><counter: a-z0-9>...,
 * a ping p<7 of base32>; one user id. */
unsigned marks_iodine(const struct marks_names *names);

/* dnscat2 doc/protocol.md: 16 bits of packet id, 8 of type, 16 of session, all in hex. */
unsigned marks_dnscat2(const struct marks_names *names);

/* <post|www|api|cdn>.<hex>...<counter>.<beacon id> with one beacon id. */
unsigned marks_cobalt_strike(const struct marks_names *names);

/* Two or three labels, each base32 of a-z1-6 padded with 9 to a multiple of 8. */
unsigned marks_pupy(const struct marks_names *names);

/* Names of at least 24 octets of which a quarter is neither printable ASCII nor UTF-8. */
unsigned marks_raw_octets(const struct marks_names *names);

/* TXT only; the same name but for a number that counts up. */
unsigned marks_numbered_txt(const struct marks_names *names);

/* The own label of the base is at least 50 characters of base64. */
unsigned marks_in_base(const struct marks_names *names);

#endif
