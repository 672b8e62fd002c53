/*
 * Formats: one file and one row (writers.def) each. A writer sees only the document and escapes
 * only its own metacharacters; what it prints is a pure function of the document and the layout
 * options.
 */
#ifndef DNSFERRET_RENDER_WRITER_H
#define DNSFERRET_RENDER_WRITER_H

#include <stdbool.h>

#include "base/out.h"
#include "report/document.h"

struct layout {
	unsigned width; /* columns of the text report */
	bool color;
	bool utf8;        /* block characters may be used */
	unsigned top;     /* rows a table; 0 = all */
	unsigned verbose; /* 0: 2 evidence lines a finding, 1: 10, 2: all */
};

struct writer {
	const char *name, *extension, *what;
	void (*write)(struct out *out, const struct node *report, const struct layout *layout);
};

/* By format name, or by the longest extension a path ends in; NULL when there is none. */
const struct writer *writer_find(const char *name);
const struct writer *writer_for_path(const char *path);

/* The table, ended by a row without a name. */
const struct writer *writer_table(void);

#endif
