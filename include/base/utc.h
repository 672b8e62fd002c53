/*
 * Converts nanoseconds since 1970-01-01T00:00:00Z to and from text in UTC, without the C library's
 * time zone code. Gregorian arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms".
 */
#ifndef DNSFERRET_BASE_UTC_H
#define DNSFERRET_BASE_UTC_H

#include <stdint.h>

#define NS_PER_SECOND INT64_C(1000000000)
#define NS_PER_DAY    (86400 * NS_PER_SECOND)
/* Buffer size for either form, including the NUL. */
#define UTC_TEXT_MAX 40

/* RFC 3339 with microseconds and Z: 2016-11-13T22:00:04.000000Z. Returns out. */
const char *utc_rfc3339(int64_t time_ns, char out[UTC_TEXT_MAX]);

/* Human-readable: 2016-11-13 22:00:04. Returns out. */
const char *utc_short(int64_t time_ns, char out[UTC_TEXT_MAX]);

/* Parses 2016-11-13, 2016-11-13T22:00[:04[.fff]][Z] (a space instead of T is accepted) or @SECONDS
 * as UTC. Returns 0, or -1 if the text has none of these forms. */
int utc_parse(const char *text, int64_t *time_ns);

/* The same; a time may also end in its offset from UTC: +02:00, -0330, +09 (RFC 3339 5.6 and ISO
 * 8601), of less than a day. */
int utc_parse_offset(const char *text, int64_t *time_ns);

#endif
