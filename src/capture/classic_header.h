/*
 * The file header of classic pcap: which magics and versions there are. Owned by classic.c.
 */
#ifndef DNSFERRET_CAPTURE_CLASSIC_HEADER_H
#define DNSFERRET_CAPTURE_CLASSIC_HEADER_H

#include "reader.h"

/* Versions before 2.3 store the two lengths of a record in reverse order; 2.3 occurs with
 * either. */
enum length_order { CAPTURED_FIRST, WIRE_FIRST, SMALLER_IS_CAPTURED };

/* The header of a record: time and lengths in 16 bytes, then what a patch added. */
enum {
	RECORD_PLAIN = 16,
	RECORD_NOKIA = 20,  /* four bytes, meaning unknown */
	RECORD_LINUX = 24,  /* interface, protocol, packet type (ss990417, ss991029) */
	RECORD_LINUX2 = 28, /* two more for processors, padding (ss990915, SuSE 6.3) */
};

struct classic_magic {
	uint32_t value; /* in the file's byte order */
	const char *format;
	size_t file_header_bytes;
	uint32_t fraction_ns;
	size_t records[3]; /* lengths of a record header, the usual one first */
};

struct classic_version {
	uint16_t major, minor;
	enum length_order lengths;
};

/* The row of the magic at p (4 bytes), or NULL; sets the byte order of the reader. */
const struct classic_magic *classic_find_magic(struct reader *r, const uint8_t *p);

/* The row of the version at p (4 bytes), or NULL. */
const struct classic_version *classic_find_version(const struct reader *r, const uint8_t *p);

#endif
