/*
 * Text files with one rule per line (allowlists, expectations): '#' starts a comment; empty lines
 * and surrounding blanks are ignored.
 */
#ifndef DNSFERRET_ANALYSIS_RULE_FILE_H
#define DNSFERRET_ANALYSIS_RULE_FILE_H

#include "base/err.h"

#define RULE_FILE_BLANKS " \t\r\n"

/* Handles one rule, whose text it may change. Returns 0, or -1 with the reason. */
typedef int rule_file_take(void *ctx, char *rule, struct err *err);

/* Calls back for each rule of a file. Returns 0, or -1 with err set: the file cannot be read, or
 * file, line and reason of the first rejected rule. */
int rule_file_read(const char *path, rule_file_take *take, void *ctx, struct err *err);

/* The next word of a rule, NUL-terminated in place; NULL at the end. */
char *rule_file_word(char **rule);

#endif
