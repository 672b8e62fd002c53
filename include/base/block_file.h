/*
 * Checksummed serialisation format: a magic, a version, then blocks of at most BLOCK_FILE_BLOCK_MAX
 * bytes, each with an XXH3 hash over its sequence number and content, and an empty block at the
 * end. Numbers are LEB128, signed ones zigzag. Errors are sticky: after the first one every read
 * returns zero. The caller owns the structs; not thread-safe.
 */
#ifndef DNSFERRET_BASE_BLOCK_FILE_H
#define DNSFERRET_BASE_BLOCK_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/address.h"
#include "base/frame.h"
#include "base/out.h"

#define BLOCK_FILE_MAGIC_LEN 8
#define BLOCK_FILE_BLOCK_MAX (64 * 1024)

struct block_file_writer {
	struct out *out; /* borrowed; holds the sticky error */
	uint64_t blocks;
	size_t len;
	uint8_t block[BLOCK_FILE_BLOCK_MAX];
};

void block_file_begin(struct block_file_writer *p, struct out *out,
    const char magic[BLOCK_FILE_MAGIC_LEN], uint32_t version);
void block_file_put_number(struct block_file_writer *p, uint64_t n);
void block_file_put_signed(struct block_file_writer *p, int64_t n);
void block_file_put_bytes(struct block_file_writer *p, const void *bytes, size_t len);
void block_file_put_text(struct block_file_writer *p, const char *text); /* NULL stays NULL */
void block_file_put_address(struct block_file_writer *p, const struct address *a);
void block_file_put_ref(struct block_file_writer *p, struct source_ref ref);
void block_file_end(struct block_file_writer *p);

struct block_file_reader {
	FILE *file; /* borrowed */
	uint64_t blocks;
	size_t at, len;
	bool ended;        /* the final empty block was read */
	const char *error; /* the first error; NULL = none so far */
	uint8_t block[BLOCK_FILE_BLOCK_MAX];
};

/* Returns 0, or -1 if the file does not start with this magic or is too short. Any version is
 * accepted and stored in *version. */
int block_file_open(struct block_file_reader *u, FILE *file, const char magic[BLOCK_FILE_MAGIC_LEN],
    uint32_t *version);

uint64_t block_file_get_number(struct block_file_reader *u);
int64_t block_file_get_signed(struct block_file_reader *u);

/* A count: below 2^52, so that the sum of a thousand counts cannot overflow. */
uint64_t block_file_get_count(struct block_file_reader *u);

/* A number below `limit`; otherwise sets the error and returns 0. */
uint64_t block_file_get_below(struct block_file_reader *u, uint64_t limit);

/* Reads bytes into `into` and returns their number, at most max; otherwise sets the error and
 * returns 0. */
size_t block_file_get_bytes(struct block_file_reader *u, void *into, size_t max);

/* Text of at most max - 1 bytes of printable ASCII, NUL-terminated. Returns false if it was
 * NULL. */
bool block_file_get_text(struct block_file_reader *u, char *into, size_t max);

void block_file_get_address(struct block_file_reader *u, struct address *a);

/* A reference to a frame. Its input must be below `inputs`, unless it refers to no frame. */
struct source_ref block_file_get_ref(struct block_file_reader *u, size_t inputs);

/* Sets the error: the values read so far make no sense. An earlier error is kept. */
void block_file_fail(struct block_file_reader *u, const char *error);

/* The time of a frame, stored as it is or as the difference to `from_ns`. */
int64_t block_file_get_time(struct block_file_reader *u);
int64_t block_file_get_time_from(struct block_file_reader *u, int64_t from_ns);

/* True if all blocks were read without error and nothing follows them. */
bool block_file_ended(struct block_file_reader *u);

/* Skips to the end of the file and returns true if every remaining block matches its checksum and
 * nothing follows. */
bool block_file_check(struct block_file_reader *u);

#endif
