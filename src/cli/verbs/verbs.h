/*
 * The functions behind the rows of verbs.def; main.c calls that of the verb named. Each returns an
 * enum exit_code.
 */
#ifndef DNSFERRET_CLI_VERBS_VERBS_H
#define DNSFERRET_CLI_VERBS_VERBS_H

#include "../options.h"

#define VERB(id, name, operands, what, example) int name##_run(const struct options *options);
#include "../verbs.def"
#undef VERB

#endif
