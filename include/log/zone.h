/*
 * The zone of times that state none: a fixed offset, or a zone of the system's database (TZif, RFC
 * 8536), read once before the sandbox. Owned by the caller (init/fini); zeroed = UTC.
 */
#ifndef DNSFERRET_LOG_ZONE_H
#define DNSFERRET_LOG_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ZONE_NAME_MAX 64

struct log_zone {
	bool given;
	char name[ZONE_NAME_MAX]; /* "+09:00", "Europe/Berlin" */
	int32_t first_offset;     /* seconds, local time minus UTC, before the first change */
	size_t change_count;
	int64_t *at;     /* UTC seconds of each change */
	int32_t *offset; /* from then on */
};

/* "UTC", "+09:00", "-0330" or a name such as "Europe/Berlin". Returns 0, or -1 if it is none of
 * these or its file cannot be read. */
int log_zone_init(struct log_zone *z, const char *text);
void log_zone_fini(struct log_zone *z);

/* Reads the bytes of a TZif file. Returns 0, or -1. */
int log_zone_read(struct log_zone *z, const uint8_t *bytes, size_t len);

/* UTC seconds of a local time. A time that occurs twice is the first one; one that is left out is
 * counted on from the change. */
int64_t log_zone_utc(const struct log_zone *z, int64_t local_seconds);

#endif
