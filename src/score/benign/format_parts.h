/*
 * The labels of a name while a name format is tried on it: which ones the format explains, and what
 * is left. Plain values on the caller's stack; borrows the labels.
 */
#ifndef DNSFERRET_SCORE_BENIGN_FORMAT_PARTS_H
#define DNSFERRET_SCORE_BENIGN_FORMAT_PARTS_H

#include "leftover.h"

struct format_parts {
	const struct labels *l;
	bool whole; /* the labels are the whole name, not only those left of a base */
	bool explained[DNS_LABELS_MAX];
	bool roomy; /* text that may be random stands where the format allows it */
	/* The address starts (bit 0), or read backwards starts (bit 1), with a byte that no host's
	 * address starts with. */
	uint8_t odd;
	uint32_t ending; /* hash of the top-level domain of a host name; 0 = none */
	struct leftover left;
};

/* Starts over with nothing explained. */
void format_parts_begin(struct format_parts *p, const struct labels *l);

/* Marks `count` labels as explained. */
void format_parts_explain(struct format_parts *p, unsigned from, unsigned count);

/* Marks the labels with this text; returns whether there is one. */
bool format_parts_explain_text(struct format_parts *p, const char *text);

/* The same for several texts. */
void format_parts_explain_texts(struct format_parts *p, const char *const *texts, size_t count);

/* Marks the labels of services that are short, common and no words: "_tcp", "_ldap". */
void format_parts_explain_services(struct format_parts *p);

/* The longest run of labels for which `is` is true, from *from; returns its length. */
unsigned format_parts_run(const struct labels *l, bool (*is)(struct label), unsigned *from);

/* Collects the labels that are not explained; false if they are too many or too long. */
bool format_parts_finish(struct format_parts *p);

#endif
