/*
 * Benign name formats, which explain a name without data in it: addresses, service labels, mail
 * policies, search suffixes and so on (name_formats.def). A format binds to record types and must
 * explain the whole payload: labels it does not cover must look like words, but for a few short
 * ones. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_BENIGN_NAME_FORMATS_H
#define DNSFERRET_SCORE_BENIGN_NAME_FORMATS_H

#include "leftover.h"
#include "stats/stats.h"

enum name_format {
#define STRUCTURE(id, name, types, names_max, what) NAME_FORMAT_##id,
#include "name_formats.def"
#undef STRUCTURE
	NAME_FORMAT_COUNT,
};

struct name_format_info {
	const char *name, *what;
	uint16_t types;     /* enum sample_type: the types such names are queried with */
	bool failing;       /* such names are not answered */
	unsigned names_max; /* how many unique names of one channel in an hour that use the
			       format's room it explains; 0 = any number */
};

/* What a format says about one name. */
struct name_reading {
	enum name_format format;
	bool roomy;      /* text that may be random stands where the format allows it */
	uint8_t odd;     /* format_parts.h */
	uint32_t ending; /* the same */
	struct leftover left;
};

/* The format of a payload, whatever the types. */
enum name_format name_format_of(const struct payload *p);

/* The format that explains a sampled name, with the types it was queried with and what came of it.
 * If the base is not a registered domain, the format may extend into it: "www.google.com.home",
 * "version.bind". The base is name->base_labels long, so that a pool may offer a part of it. */
enum name_format name_format_of_name(
    const struct sample_name *name, const struct domain *base, struct name_reading *reading);

const struct name_format_info *name_format_info(enum name_format s);

#endif
