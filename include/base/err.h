/*
 * A sentence about an error of the world (no such file, disk full) for the person at the terminal.
 * The caller owns it; printable ASCII only; said once, by the layer that knows the path.
 */
#ifndef DNSFERRET_BASE_ERR_H
#define DNSFERRET_BASE_ERR_H

#include "base/limits.h"

struct err {
	char text[ERR_TEXT_MAX];
};

/* Writes the sentence (non-printable bytes become \DDD) and returns -1, so that callers can
 * `return err_set(err, ...)`. err may be NULL. */
__attribute__((format(printf, 2, 3))) int err_set(struct err *err, const char *format, ...);

#endif
