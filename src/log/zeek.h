/*
 * Zeek's dns.log as TSV with "#fields" and as JSON (https://docs.zeek.org, base/protocols/dns). A
 * row is a query, and a response as well if it has an rcode.
 */
#ifndef DNSFERRET_LOG_ZEEK_H
#define DNSFERRET_LOG_ZEEK_H

#include <stdbool.h>
#include <stddef.h>

#define ZEEK_COLUMNS_MAX 64
#define ZEEK_STATE_BYTES sizeof(struct zeek_columns)

/* What the header lines of a TSV log say. */
struct zeek_columns {
	char separator, set_separator;       /* 0 = not stated: tab, comma */
	char unset[16];                      /* "" = not stated: "-" */
	size_t count;                        /* columns; 0 = no #fields yet */
	signed char field[ZEEK_COLUMNS_MAX]; /* enum zeek_field of each column, -1 = of no use */
};

#endif
