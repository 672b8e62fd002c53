/*
 * A list of borrowed texts. The owner frees `items`; all zero is the empty list.
 */
#ifndef DNSFERRET_BASE_TEXTS_H
#define DNSFERRET_BASE_TEXTS_H

#include <stddef.h>

/* A growing list of borrowed texts; free(items). */
struct texts {
	const char **items;
	size_t count;
};

void texts_push(struct texts *texts, const char *text);

#endif
