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

/* The i-th domain and server that a finding blocks (its member `block`); NULL after the last. Names
 * that are used once have no domain to block. */
const char *block_domain(const struct node *finding, size_t i);
const char *block_server(const struct node *finding, size_t i);

/* The i-th domain whose messages a finding counts: its registered domain, for a domain group each
 * domain. NULL after the last. */
const char *block_counted_domain(const struct node *finding, size_t i);

/* The next client that shows the finding, the first after NULL; NULL after the last. */
const struct node *block_client(const struct node *finding, const struct node *after);

#endif
