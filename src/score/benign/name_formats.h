/*
 * Benign name formats, which explain a name without data in it: addresses, service labels, mail
 * policies, search suffixes and so on (name_formats.def). A format must explain the whole payload:
 * labels it does not cover must be short or look like words. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_BENIGN_NAME_FORMATS_H
#define DNSFERRET_SCORE_BENIGN_NAME_FORMATS_H

#include "../payload.h"
#include "stats/stats.h"

enum name_format {
#define STRUCTURE(id, name, names_max, what) NAME_FORMAT_##id,
#include "name_formats.def"
#undef STRUCTURE
	NAME_FORMAT_COUNT,
};

struct name_format_info {
	const char *name, *what;
	unsigned names_max; /* maximum number of unique names of one channel it can explain; 0 = any
			       number */
};

enum name_format name_format_of(const struct payload *p);

/* The same for a sampled name. If the base is not a registered domain, the format may extend into
 * it: "www.google.com.home", "version.bind". */
enum name_format name_format_of_name(const struct sample_name *name, const struct domain *base);

const struct name_format_info *name_format_info(enum name_format s);

#endif
