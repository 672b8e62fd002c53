/*
 * What collectors write around the lines of a log: syslog headers (RFC 3164, RFC 5424), container
 * runtimes, journals, the file names of grep.
 */
#ifndef DNSFERRET_LOG_ENVELOPE_H
#define DNSFERRET_LOG_ENVELOPE_H

#include "format.h"

/* Takes one envelope off the front of the line and notes the time that it states. False if there is
 * none. */
bool envelope_peel(struct log_context *c, struct scan *line);

#endif
