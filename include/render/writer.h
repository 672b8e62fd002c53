/*
 * Output formats: one file and one row of writers.def each. A writer sees only the document and
 * escapes its own metacharacters; its output is a pure function of the document and the layout
 * options.
 */
#ifndef DNSFERRET_RENDER_WRITER_H
#define DNSFERRET_RENDER_WRITER_H

#include <stdbool.h>

#include "base/out.h"
#include "base/time_zone.h"
#include "report/document.h"

struct layout {
	unsigned width; /* columns of the text report */
	bool color;
	bool utf8;               /* block characters may be used */
	unsigned top;            /* rows per table; 0 = all */
	unsigned findings;       /* rows of the table of findings; 0 = all */
	const char *report_path; /* the JSON report that this run writes or reads; NULL = none */
	const struct time_zone *zone; /* of times in text; NULL = UTC */
	bool html_script;             /* the page may search, sort and filter with a script */
	unsigned verbose;             /* 0: 2 evidence lines per finding, 1: 10, 2: all */
};

struct writer {
	const char *name, *extension, *what;
	void (*write)(struct out *out, const struct node *report, const struct layout *layout);
};

/* Finds a writer by format name or by the longest matching extension of a path; NULL if there is
 * none. */
const struct writer *writer_find(const char *name);
const struct writer *writer_for_path(const char *path);

/* The table; the last row has no name. */
const struct writer *writer_table(void);

#endif
