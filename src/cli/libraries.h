/*
 * The libraries that this program runs with, and their versions. The only code outside their layers
 * that calls them.
 */
#ifndef DNSFERRET_CLI_LIBRARIES_H
#define DNSFERRET_CLI_LIBRARIES_H

#include "report/report.h"

#define LIBRARIES_MAX 9

/* Makes libcrypto and jansson end the program as memory.h does when memory runs out; otherwise they
 * would crash or return incomplete results. Call before either is used. */
void libraries_init(void);

/* Fills `rows`, terminated by a row without a name; the texts are constant. */
void libraries_list(struct report_library rows[LIBRARIES_MAX]);

#endif
