/*
 * Score floor for rotation: a client sends one token, or names with one session prefix, to many
 * domains in turn, with a record type of its own for each query. No host, mail filter or directory
 * client does that. Reads the samples of the members; no state.
 */
#ifndef DNSFERRET_SCORE_FLOOR_ROTATION_H
#define DNSFERRET_SCORE_FLOOR_ROTATION_H

#include "group_turns.h"
#include "verdict.h"

struct rotation {
	uint8_t text[DNS_LABEL_MAX]; /* the token or the prefix, in lower case */
	uint8_t len;
	bool token; /* the whole first label */
	size_t domains;
	unsigned names, labels; /* sampled names with it; their distinct first labels */
	unsigned kinds;         /* of record types; A, AAAA, HTTPS are one */
	unsigned odd_kinds;     /* without that one */
	bool special;           /* CNAME, SRV, SOA, NULL, KEY or PRIVATE among them */
	double data_share;      /* names that were asked with other types than addresses */
	double single_share;    /* names that were asked with one kind of type only */
	unsigned first_kinds, first_most; /* the same of the types with which names are first asked,
					     and how many names the most frequent one has */
	struct turns turns;
	size_t other_clients; /* that ask the token under most of these domains */
};

/* False if the candidates alone show that it is no rotation: there may be very many. */
bool rotation_possible(const struct domain_group_candidate *group, size_t count);

/* Measures a group of tokens or prefixes. Allocates and frees; reads the members' channels. */
void rotation_measure(const struct stats *stats, const struct domain_group_candidate *group,
    size_t count, struct rotation *rotation);

/* True if a channel has sampled names with the token or prefix. */
bool rotation_sends(const struct rotation *rotation, const struct channel *channel);

/* The score it justifies; 0 = it is not rotation. */
int rotation_floor(const struct rotation *rotation);

/* Raises the score to that floor, and takes part of it away if other clients send the same. */
void rotation_apply(struct verdict *verdict, const struct rotation *rotation);

#endif
