/*
 * Renders the findings of a report as indicators for other systems. The formats are a table
 * (iocs.def). Ids are name-based UUIDs (RFC 9562 5.5) and times are those of the captures, so the
 * same report gives the same bytes. Machine-readable fields hold names as in the report; prose has
 * them defanged. Client addresses are only in formats for internal use (csv, timesketch, ecs), not
 * in those that are shared.
 */
#ifndef DNSFERRET_RENDER_IOC_H
#define DNSFERRET_RENDER_IOC_H

#include "render/block.h"

struct ioc_form {
	const char *name, *what;
	void (*write)(struct out *out, const struct block *findings);
};

/* The format with that name, or NULL. */
const struct ioc_form *ioc_find(const char *name);

/* The table; the last row has no name. */
const struct ioc_form *ioc_table(void);

#endif
