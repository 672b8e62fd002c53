/*
 * Statistics and a ranking from queries given one by one, for tests of what depends on several
 * channels. asking_fini frees it.
 */
#ifndef DNSFERRET_TESTS_ASKING_H
#define DNSFERRET_TESTS_ASKING_H

#include "score/score.h"

/* Rcode of a query that nobody answers. */
#define ASKING_SILENT 0xffff

struct asking {
	struct arena arena;
	struct preparser *preparser;
	struct stats *stats;
	struct ranking *ranking;
	uint64_t frames, random;
	int64_t time_ns;
};

void asking_init(struct asking *a);
void asking_fini(struct asking *a);

/* Adds a query of 10.1.0.<client> and its response, `seconds` after the last one. The response has
 * no records. */
void asking_query(struct asking *a, uint8_t client, const char *name, uint16_t qtype,
    uint16_t rcode, double seconds);

/* `len` characters of an alphabet, at random but the same in every run. */
const char *asking_text(struct asking *a, const char *alphabet, unsigned len, char *text);

/* Scores; no more queries may be added. */
const struct ranking *asking_score(struct asking *a);

/* The highest score of any finding; 0 if there is none. */
int asking_best(struct asking *a);

#endif
