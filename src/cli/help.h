/*
 * Help and version texts, generated from options.def and verbs.def.
 */
#ifndef DNSFERRET_CLI_HELP_H
#define DNSFERRET_CLI_HELP_H

#include "base/out.h"
#include "verb.h"

void help_print(struct out *out, const struct verb *verb);

/* The versions of the program and of the libraries it runs with. */
void help_version(struct out *out);

#endif
