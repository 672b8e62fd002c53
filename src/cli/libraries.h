/*
 * The libraries this program runs with and their versions. The only place outside their layers that
 * asks them anything, and only this.
 */
#ifndef DNSFERRET_CLI_LIBRARIES_H
#define DNSFERRET_CLI_LIBRARIES_H

#include "report/report.h"

#define LIBRARIES_MAX 8

/* When memory is out, libcrypto and jansson end the program as memory.h does: they would crash, or
 * go on without what they could not have. Call before either is used. */
void libraries_init(void);

/* Fills `rows`, ended by a row without a name; the texts are constant. */
void libraries_list(struct report_library rows[LIBRARIES_MAX]);

#endif
