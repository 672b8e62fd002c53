/*
 * The verbs of the command line (verbs.def). Constant.
 */
#ifndef DNSFERRET_CLI_VERB_H
#define DNSFERRET_CLI_VERB_H

#include <stddef.h>

enum verb_id {
#define VERB(id, name, operands, what, example) VERB_ID_##id,
#include "verbs.def"
#undef VERB
	VERB_COUNT,
};

/* Sets of verbs, for options that only some of them accept. */
enum verb_set {
#define VERB(id, name, operands, what, example) VERB_##id = 1 << VERB_ID_##id,
#include "verbs.def"
#undef VERB
	VERB_ALL = (1 << VERB_COUNT) - 1,
	VERB_READING = VERB_SCAN | VERB_ROWS | VERB_PDNS | VERB_INFO | VERB_CHECK | VERB_BASELINE |
		       VERB_EXTRACT,
	VERB_JUDGING = VERB_SCAN | VERB_CHECK | VERB_BASELINE | VERB_MERGE,
	VERB_WRITING = VERB_SCAN | VERB_ROWS | VERB_INFO | VERB_RENDER | VERB_MERGE,
	VERB_REPORTING = VERB_SCAN | VERB_INFO | VERB_RENDER | VERB_MERGE,
};

struct verb {
	const char *name, *operands, *what, *example;
	enum verb_set set; /* of this one */
};

/* NULL when there is no verb of this name. */
const struct verb *verb_find(const char *name);

/* VERB_COUNT rows; the first is the default. */
const struct verb *verb_table(void);

#endif
