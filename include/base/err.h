/*
 * A one-sentence error message about the environment (no such file, disk full) for the user. Owned
 * by the caller; printable ASCII only; set once, by the layer that knows the path.
 */
#ifndef DNSFERRET_BASE_ERR_H
#define DNSFERRET_BASE_ERR_H

#include "base/limits.h"

struct err {
	char text[ERR_TEXT_MAX];
};

/* Formats the message (non-printable bytes become \DDD) and returns -1, so that callers can `return
 * err_set(err, ...)`. err may be NULL. */
__attribute__((format(printf, 2, 3))) int err_set(struct err *err, const char *format, ...);

#endif
