/*
 * Ordinary structures that explain a name without data in it: addresses, service labels, mail
 * policies, search suffixes and the like (structure.def). A structure explains the whole payload:
 * labels it says nothing about must be short or look like words. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_STRUCTURE_H
#define DNSFERRET_SCORE_STRUCTURE_H

#include "payload.h"
#include "stats/stats.h"

enum structure {
#define STRUCTURE(id, name, names_max, what) STRUCTURE_##id,
#include "structure.def"
#undef STRUCTURE
	STRUCTURE_COUNT,
};

struct structure_info {
	const char *name, *what;
	unsigned names_max; /* different names of one channel it can explain; 0 = any number */
};

enum structure structure_of(const struct payload *p);

/* The same of a sampled name under its base. Where the base is no registered domain, the structure
 * may reach into it: "www.google.com.home", "version.bind". */
enum structure structure_of_name(const struct sample_name *name, const struct domain *base);

const struct structure_info *structure_info(enum structure s);

#endif
