/*
 * Text files with one rule a line, as allowlists and expectations are: '#' begins a comment, empty
 * lines and blanks around a rule mean nothing.
 */
#ifndef DNSFERRET_APP_RULES_H
#define DNSFERRET_APP_RULES_H

#include "base/err.h"

#define RULES_BLANKS " \t\r\n"

/* Takes one rule, which it may change. 0, or -1 with the reason. */
typedef int rules_take(void *ctx, char *rule, struct err *err);

/* Hands on each rule of a file. 0, or -1 with a sentence: the file cannot be read, or file, line
 * and reason of the first rule that was not taken. */
int rules_read(const char *path, rules_take *take, void *ctx, struct err *err);

/* The next word of a rule, ended in place; NULL at the end. */
char *rules_word(char **rule);

#endif
