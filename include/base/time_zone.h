/*
 * The zone of times that state none, or in which times are shown: a fixed offset, or a zone of the
 * system's database (TZif, RFC 8536), read once before the sandbox. Owned by the caller
 * (init/fini); zeroed = UTC.
 */
#ifndef DNSFERRET_BASE_TIME_ZONE_H
#define DNSFERRET_BASE_TIME_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ZONE_NAME_MAX 64

struct time_zone {
	bool given;
	char name[ZONE_NAME_MAX]; /* "+09:00", "Europe/Berlin" */
	int32_t first_offset;     /* seconds, local time minus UTC, before the first change */
	size_t change_count;
	int64_t *at;     /* UTC seconds of each change */
	int32_t *offset; /* from then on */
};

/* "UTC", "+09:00", "-0330" or a name such as "Europe/Berlin". Returns 0, or -1 if it is none of
 * these or its file cannot be read. */
int time_zone_init(struct time_zone *z, const char *text);
/* The zone of this machine: that of TZ, or of /etc/localtime; UTC without both. */
int time_zone_local(struct time_zone *z);
void time_zone_fini(struct time_zone *z);

/* Reads the bytes of a TZif file. Returns 0, or -1. */
int time_zone_read(struct time_zone *z, const uint8_t *bytes, size_t len);

/* Seconds, local time minus UTC, at a time in UTC. */
int32_t time_zone_offset(const struct time_zone *z, int64_t utc_seconds);

/* UTC seconds of a local time. A time that occurs twice is the first one; one that is left out is
 * counted on from the change. */
int64_t time_zone_utc(const struct time_zone *z, int64_t local_seconds);

#endif
