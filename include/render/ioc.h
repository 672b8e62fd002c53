/*
 * Findings of a report as indicators that other systems read. The forms are a table (iocs.def).
 * Ids are UUIDs of the kind that are made of a name (RFC 9562 5.5) and times are those of the
 * captures, so that the same report gives the same bytes. Machine fields hold names as reports have
 * them; sentences for people have them defanged. Clients are in the forms for one's own systems
 * alone (csv, timesketch, ecs), not in those that are given to others.
 */
#ifndef DNSFERRET_RENDER_IOC_H
#define DNSFERRET_RENDER_IOC_H

#include "render/block.h"

struct ioc_form {
	const char *name, *what;
	void (*write)(struct out *out, const struct block *findings);
};

/* The form of a name, or NULL. */
const struct ioc_form *ioc_find(const char *name);

/* All of them; the last has no name. */
const struct ioc_form *ioc_table(void);

#endif
