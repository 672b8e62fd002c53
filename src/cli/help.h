/*
 * Help and version texts, generated from options.def and verbs.def.
 */
#ifndef DNSFERRET_CLI_HELP_H
#define DNSFERRET_CLI_HELP_H

#include "base/out.h"
#include "verb.h"

/* The help of a verb. If it does not fit a page of 80 x 50, only its common options, unless `all`.
 */
void help_print(struct out *out, const struct verb *verb, bool all);

/* The versions of the program and of the libraries it runs with. */
void help_version(struct out *out);

#endif
