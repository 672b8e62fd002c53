/*
 * The one parser of times in logs. A time without a zone is local to the zone of --log-tz, by
 * default UTC; one without a year is of --log-year, or of the year in the name of the file, or told
 * by the time of the last change that the header of gzip or an archive states. All functions take
 * what they parse and take nothing when they return false.
 */
#ifndef DNSFERRET_LOG_TIMES_H
#define DNSFERRET_LOG_TIMES_H

#include "log/log_reader.h"
#include "scan.h"

/* A leap year, so that 29 February exists: stands for a year that is not known. */
#define TIMES_YEAR_NONE 1972

/* How times of an input were told; a plain value. */
struct times {
	const struct time_zone *zone;
	int year;           /* the current one, for dates without a year */
	int last_month;     /* of the last such date; 0 = none yet */
	int64_t modified_s; /* when the file was last changed; 0 = not known */
	bool year_stored;   /* the year was told by that */
	enum log_date order;
	bool zone_stated, zone_missing; /* a time with, without a zone occurred */
	bool epoch;                     /* a time in seconds since 1970 occurred */
	bool year_missing;              /* a date without a year occurred */
	bool order_open;                /* a date occurred whose order is not decided */
};

/* `modified_s`: when the file was last changed, in seconds since 1970; 0 = not known. */
void times_init(
    struct times *t, const struct log_options *options, const char *name, int64_t modified_s);

/* 2025-03-04T05:06:07[.fff|,fff][Z|+hh:mm|+hhmm], or a blank instead of T, "/" instead of "-". */
bool times_iso(struct times *t, struct scan *s, int64_t *time_ns);

/* Seconds since 1970 with fraction; milliseconds or microseconds if there are that many digits. */
bool times_epoch(struct times *t, struct scan *s, int64_t *time_ns);

/* "Mar  4 05:06:07[.fff]", as in syslog (RFC 3164 4.1.2). */
bool times_syslog(struct times *t, struct scan *s, int64_t *time_ns);

/* "17-Feb-2018 23:06:56.326" of BIND. */
bool times_bind(struct times *t, struct scan *s, int64_t *time_ns);

/* "3/4/2025 5:06:07 PM" of Windows, in any order and with any of "/", "-" and "." between. */
bool times_windows(struct times *t, struct scan *s, int64_t *time_ns);

/* True for what has the form of "17-Feb-2018 " or "2018-02-17", whether or not there is such a day.
 */
bool times_is_date(struct scan s);

/* Learns the order of day and month from a date in which one is above 12. */
void times_windows_learn(struct times *t, struct scan s);

#endif
