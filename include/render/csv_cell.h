/*
 * Writes a CSV cell (RFC 4180).
 */
#ifndef DNSFERRET_RENDER_CSV_CELL_H
#define DNSFERRET_RENDER_CSV_CELL_H

#include "base/out.h"

/* Text that a spreadsheet would read as a formula is prefixed with an apostrophe, and so is text
 * that starts with one: removing one apostrophe restores the original. */
void csv_cell(struct out *out, const char *text);

#endif
