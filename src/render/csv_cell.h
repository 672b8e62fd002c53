/*
 * A cell of CSV (RFC 4180).
 */
#ifndef DNSFERRET_RENDER_CSV_CELL_H
#define DNSFERRET_RENDER_CSV_CELL_H

#include "base/out.h"

/* A text a spreadsheet would take for a formula gets an apostrophe in front, and so does one that
 * begins with an apostrophe: taking one away gives back what there was. */
void csv_cell(struct out *out, const char *text);

#endif
