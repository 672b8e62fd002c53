/*
 * Internals of the lists of indicators: the forms of a list, and what they are added to.
 */
#ifndef DNSFERRET_ANALYSIS_INDICATOR_FILES_H
#define DNSFERRET_ANALYSIS_INDICATOR_FILES_H

#include "analysis/indicators.h"
#include "base/err.h"

/* Without a list yet. */
void indicators_begin(struct indicators *all, struct suffix *suffix);

/* Takes one entry as written: a name, an address, a URL, also defanged (hxxp, [.]). Returns false
 * if it is none of them. */
bool indicators_take(struct indicators *all, const char *text);

/* Counts an entry that nothing could be made of; `where` from 1. */
void indicators_broken(struct indicators *all, size_t where);

/* Lines: one entry each, a hosts file, or cells with commas, semicolons or tabs between them. */
void indicator_file_text(struct indicators *all, char *text, size_t len);

/* A MISP event or a STIX bundle, or lists of them. */
int indicator_file_json(struct indicators *all, const char *text, size_t len, struct err *err);

#endif
