/*
 * Fields of one line of comma-separated values (RFC 4180), with blanks allowed after commas. Quoted
 * fields are decoded into `room` if quotes are doubled in them.
 */
#ifndef DNSFERRET_LOG_CSV_H
#define DNSFERRET_LOG_CSV_H

#include "json.h"
#include "scan.h"

/* The next field; false at the end of the line, and for a quote that is not closed. */
bool csv_next(struct scan *line, struct scan *field, struct scan_room *room);

#endif
