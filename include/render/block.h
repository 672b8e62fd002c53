/*
 * Findings of a report as a configuration that blocks them, for the servers and filters people
 * have. The forms are a table (blocks.def). Names are hostile: each is written anew from its
 * bytes, with \DDD for all but letters, digits, '-' and '_', or left out with a comment where a
 * form has no escapes. Deterministic: nothing but the report shows.
 */
#ifndef DNSFERRET_RENDER_BLOCK_H
#define DNSFERRET_RENDER_BLOCK_H

#include "base/out.h"
#include "report/document.h"

/* What is blocked: findings of one report, borrowed. */
struct block {
	const struct node *report;
	const struct node *const *findings;
	size_t count;
};

struct block_form {
	const char *name, *what;
	void (*write)(struct out *out, const struct block *block);
};

/* The form of a name, or NULL. */
const struct block_form *block_find(const char *name);

/* All of them; the last has no name. */
const struct block_form *block_table(void);

/* The i-th domain that a finding blocks: its registered domain (its apex where it has none), of a
 * pool each domain. NULL after the last. */
const char *block_domain(const struct node *finding, size_t i);

/* True when the one server that was asked for the finding's domain serves nothing else. */
bool block_own_server(const struct node *finding);

#endif
