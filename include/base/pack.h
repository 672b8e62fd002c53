/*
 * Numbers and octets in a file that is checked before it is believed: a mark, a version, then
 * blocks of at most PACK_BLOCK_MAX octets, each with the XXH3 of its number and content, and an
 * empty block at the end. Numbers are LEB128, signed ones zigzag. Errors are sticky: after one,
 * everything read is zero.
 */
#ifndef DNSFERRET_BASE_PACK_H
#define DNSFERRET_BASE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/address.h"
#include "base/frame.h"
#include "base/out.h"

#define PACK_MARK_LEN  8
#define PACK_BLOCK_MAX (64 * 1024)

struct packer {
	struct out *out; /* borrowed; keeps the error */
	uint64_t blocks;
	size_t len;
	uint8_t block[PACK_BLOCK_MAX];
};

void pack_begin(
    struct packer *p, struct out *out, const char mark[PACK_MARK_LEN], uint32_t version);
void pack_number(struct packer *p, uint64_t n);
void pack_signed(struct packer *p, int64_t n);
void pack_octets(struct packer *p, const void *octets, size_t len);
void pack_text(struct packer *p, const char *text); /* NULL stays NULL */
void pack_address(struct packer *p, const struct address *a);
void pack_ref(struct packer *p, struct frame_ref ref);
void pack_end(struct packer *p);

struct unpacker {
	FILE *file; /* borrowed */
	uint64_t blocks;
	size_t at, len;
	bool ended;          /* the empty block came */
	const char *trouble; /* what was wrong first; NULL = nothing so far */
	uint8_t block[PACK_BLOCK_MAX];
};

/* 0; -1: it is no such file (another mark, or none). The version is whatever it says. */
int unpack_begin(struct unpacker *u, FILE *file, const char mark[PACK_MARK_LEN], uint32_t *version);

uint64_t unpack_number(struct unpacker *u);
int64_t unpack_signed(struct unpacker *u);

/* How many there were of something: below 2^52, so that sums of a thousand do not overflow. */
uint64_t unpack_count(struct unpacker *u);

/* A number below `limit`, else trouble and 0. */
uint64_t unpack_below(struct unpacker *u, uint64_t limit);

/* Octets into `into`; returns how many, at most max, else trouble and 0. */
size_t unpack_octets(struct unpacker *u, void *into, size_t max);

/* Text of at most max - 1 octets, printable ASCII, with its NUL; false: it was NULL. */
bool unpack_text(struct unpacker *u, char *into, size_t max);

void unpack_address(struct unpacker *u, struct address *a);

/* A reference to a frame; its input is below `inputs`, unless it is none. */
struct frame_ref unpack_ref(struct unpacker *u, size_t inputs);

/* Says that what was read makes no sense. */
void unpack_fail(struct unpacker *u, const char *trouble);

/* A time of a frame; one that was stored as the difference from another. */
int64_t unpack_time(struct unpacker *u);
int64_t unpack_time_from(struct unpacker *u, int64_t from_ns);

/* True when all blocks were read and nothing follows. */
bool unpack_ended(struct unpacker *u);

/* The same from here to the end, content passed over: true when every block matches its checksum.
 */
bool unpack_check(struct unpacker *u);

#endif
