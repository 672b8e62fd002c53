/*
 * Renders the findings of a report as configuration that blocks them, for common servers and
 * filters. The formats are a table (blocks.def). Names are hostile input: each is re-escaped from
 * its bytes, with \DDD for everything but letters, digits, '-' and '_', or replaced by a comment if
 * a format has no escapes. Deterministic: the output depends on the report only.
 */
#ifndef DNSFERRET_RENDER_BLOCK_H
#define DNSFERRET_RENDER_BLOCK_H

#include "base/out.h"
#include "report/document.h"

/* The findings to block, of one report; borrowed. */
struct block {
	const struct node *report;
	const struct node *const *findings;
	size_t count;
};

struct block_form {
	const char *name, *what;
	void (*write)(struct out *out, const struct block *block);
};

/* The format with that name, or NULL. */
const struct block_form *block_find(const char *name);

/* The table; the last row has no name. */
const struct block_form *block_table(void);

/* The i-th domain that a finding blocks: its registered domain (or its apex if there is none), for
 * a domain group each domain. NULL after the last. */
const char *block_domain(const struct node *finding, size_t i);

/* True if the only server queried for the finding's domain serves nothing else. */
bool block_own_server(const struct node *finding);

#endif
