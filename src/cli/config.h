/*
 * Settings files (--config FILE): one NAME = VALUE per line, no sections; ';' or '#' starts a
 * comment.
 */
#ifndef DNSFERRET_CLI_CONFIG_H
#define DNSFERRET_CLI_CONFIG_H

#include "base/err.h"

/* Takes one setting; both texts are valid only during the call. Returns 0, or -1 with the reason.
 */
typedef int config_take(void *ctx, const char *key, const char *value, struct err *err);

/* Passes each setting of a file to `take` in order, up to the first that it rejects. Returns 0, or
 * -1 with an error text: the file cannot be read, or file, line and reason. */
int config_read(const char *path, config_take *take, void *ctx, struct err *err);

#endif
