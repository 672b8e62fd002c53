/*
 * Text files with one rule a line, as allowlists and expectations are: '#' begins a comment, empty
 * lines and blanks around a rule mean nothing.
 */
#ifndef DNSFERRET_ANALYSIS_RULE_FILE_H
#define DNSFERRET_ANALYSIS_RULE_FILE_H

#include "base/err.h"

#define RULE_FILE_BLANKS " \t\r\n"

/* Takes one rule, which it may change. 0, or -1 with the reason. */
typedef int rule_file_take(void *ctx, char *rule, struct err *err);

/* Hands on each rule of a file. 0, or -1 with a sentence: the file cannot be read, or file, line
 * and reason of the first rule that was not taken. */
int rule_file_read(const char *path, rule_file_take *take, void *ctx, struct err *err);

/* The next word of a rule, ended in place; NULL at the end. */
char *rule_file_word(char **rule);

#endif
