/*
 * The pages of docs/scorers at build time, as `explain` prints them. Constant.
 */
#ifndef DNSFERRET_CLI_EXPLAIN_PAGES_H
#define DNSFERRET_CLI_EXPLAIN_PAGES_H

#include <stddef.h>

/* The page of a reason ("label-entropy"), Markdown; NULL when there is none. */
const char *explain_pages_find(const char *reason);

/* The name of the i-th page; NULL after the last one. */
const char *explain_pages_name(size_t i);

#endif
