/*
 * Files of settings (--config FILE): KEY = VALUE a line, no sections; ';' or '#' begins a comment.
 */
#ifndef DNSFERRET_CLI_CONFIG_H
#define DNSFERRET_CLI_CONFIG_H

#include "base/err.h"

/* Takes one setting; both texts end with the call. 0, or -1 with the reason. */
typedef int config_take(void *ctx, const char *key, const char *value, struct err *err);

/* Hands on each setting of a file in order, up to the first that is not taken. 0, or -1 with a
 * sentence: the file cannot be read, or file, line and reason. */
int config_read(const char *path, config_take *take, void *ctx, struct err *err);

#endif
