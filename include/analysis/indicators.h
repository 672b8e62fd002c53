/*
 * Lists of what is known to be malicious (--intel FILE): domains, names and addresses. Read from
 * text or CSV, from MISP events and from STIX 2.1 bundles, told apart by content. A name stands for
 * itself and everything below it. init/fini; lookups are safe in several threads.
 */
#ifndef DNSFERRET_ANALYSIS_INDICATORS_H
#define DNSFERRET_ANALYSIS_INDICATORS_H

#include "base/address.h"
#include "base/err.h"
#include "base/table.h"
#include "base/texts.h"
#include "dns/suffix.h"

#define INDICATOR_NONE UINT32_MAX

struct indicator {
	uint32_t list;          /* index of its list */
	struct address address; /* family 0: a name */
	uint8_t *fold;          /* wire form in lower case, owned; NULL: an address */
	uint8_t len;
};

struct indicator_list {
	const char *path;    /* borrowed */
	const char *format;  /* "text", "CSV", "MISP" or "STIX" */
	size_t taken;        /* indicators that no list before it has */
	size_t broken;       /* entries that are neither a name nor an address */
	size_t first_broken; /* line, or number of the entry in JSON; 0 = none */
};

struct indicators {
	struct indicator *items;
	size_t count;
	struct indicator_list *lists;
	size_t list_count;
	struct table names, addresses; /* numbers of items */
	uint64_t secret;
	struct suffix *suffix; /* borrowed */
};

/* Reads the files. Returns 0, or -1 with one sentence: a file cannot be read, is UTF-16 or damaged
 * JSON, or has no indicator at all. */
int indicators_init(
    struct indicators *all, const struct texts *files, struct suffix *suffix, struct err *err);
void indicators_fini(struct indicators *all);

/* The indicator for a name or a domain above it, the longest first; or INDICATOR_NONE. */
uint32_t indicators_name(const struct indicators *all, const struct dns_name *name);
uint32_t indicators_address(const struct indicators *all, const struct address *address);

/* The indicator as in reports; buffer of DNS_NAME_TEXT_MAX bytes. */
const char *indicator_text(const struct indicator *one, char *out);

#endif
