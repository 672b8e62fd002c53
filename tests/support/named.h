/*
 * A channel whose names are drawn by a function, with the types and outcomes of each: for tests of
 * floors. named_fini frees it.
 */
#ifndef DNSFERRET_TESTS_NAMED_H
#define DNSFERRET_TESTS_NAMED_H

#include "channel.h"

#define NAMED_BASE ".example.net"

struct named {
	struct made_channel made;
	struct client client;
};

/* `name` writes the text of name `i`, with NAMED_BASE at its end. */
static inline void named_init(
    struct named *n, unsigned count, void (*name)(unsigned i, char *out, size_t cap))
{
	static const uint8_t fold[] = "\7example\3net";
	char text[SAMPLE_NAMES_MAX][128];
	const char *names[SAMPLE_NAMES_MAX];

	for (unsigned i = 0; i < count; i++) {
		name(i, text[i], sizeof text[i]);
		names[i] = text[i];
	}
	*n = (struct named){.client = {.order = 0}};
	made_channel_init(&n->made, 2, COUNT_Q_A, names, count);
	n->made.domain.fold = fold;
	n->made.domain.len = sizeof fold;
	n->made.domain.registered = true;
	n->made.channel.client = &n->client;
}

/* The type that name `i` is queried with, and what comes of it. */
static inline void named_set(struct named *n, unsigned i, uint16_t qtype, unsigned outcomes)
{
	struct sample_name *name = &n->made.channel.sample.names[i];

	name->qtype = qtype;
	name->types = sample_type_of(qtype);
	name->outcomes = (uint8_t)outcomes;
}

static inline void named_fini(struct named *n)
{
	made_channel_fini(&n->made);
}

#endif
