/*
 * Numbers and bytes in a file that is checked before it is believed: a mark, a version, then
 * blocks of at most BLOCK_FILE_BLOCK_MAX bytes, each with the XXH3 of its number and content, and
 * an empty block at the end. Numbers are LEB128, signed ones zigzag. Errors are sticky: after one,
 * everything read is zero.
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
	struct out *out; /* borrowed; keeps the error */
	uint64_t blocks;
	size_t len;
	uint8_t block[BLOCK_FILE_BLOCK_MAX];
};

void block_file_begin(struct block_file_writer *p, struct out *out,
    const char mark[BLOCK_FILE_MAGIC_LEN], uint32_t version);
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
	bool ended;          /* the empty block came */
	const char *trouble; /* what was wrong first; NULL = nothing so far */
	uint8_t block[BLOCK_FILE_BLOCK_MAX];
};

/* 0; -1: it is no such file (another mark, or none). The version is whatever it says. */
int block_file_open(struct block_file_reader *u, FILE *file, const char mark[BLOCK_FILE_MAGIC_LEN],
    uint32_t *version);

uint64_t block_file_get_number(struct block_file_reader *u);
int64_t block_file_get_signed(struct block_file_reader *u);

/* How many there were of something: below 2^52, so that sums of a thousand do not overflow. */
uint64_t block_file_get_count(struct block_file_reader *u);

/* A number below `limit`, else trouble and 0. */
uint64_t block_file_get_below(struct block_file_reader *u, uint64_t limit);

/* Bytes into `into`; returns how many, at most max, else trouble and 0. */
size_t block_file_get_bytes(struct block_file_reader *u, void *into, size_t max);

/* Text of at most max - 1 bytes, printable ASCII, with its NUL; false: it was NULL. */
bool block_file_get_text(struct block_file_reader *u, char *into, size_t max);

void block_file_get_address(struct block_file_reader *u, struct address *a);

/* A reference to a frame; its input is below `inputs`, unless it is none. */
struct source_ref block_file_get_ref(struct block_file_reader *u, size_t inputs);

/* Says that what was read makes no sense. */
void block_file_fail(struct block_file_reader *u, const char *trouble);

/* A time of a frame; one that was stored as the difference from another. */
int64_t block_file_get_time(struct block_file_reader *u);
int64_t block_file_get_time_from(struct block_file_reader *u, int64_t from_ns);

/* True when all blocks were read and nothing follows. */
bool block_file_ended(struct block_file_reader *u);

/* The same from here to the end, content passed over: true when every block matches its checksum.
 */
bool block_file_check(struct block_file_reader *u);

#endif
