/*
 * The pages of docs/scorers as they were when the program was built: what `explain` prints.
 * Constant.
 */
#ifndef DNSFERRET_APP_PAGES_H
#define DNSFERRET_APP_PAGES_H

#include <stddef.h>

/* The page of a reason ("label-entropy"), Markdown; NULL when there is none. */
const char *page_find(const char *reason);

/* The name of the i-th page, NULL behind the last. */
const char *page_name(size_t i);

#endif
