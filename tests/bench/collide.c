/*
 * collide [known]: writes a pcap of 200,000 queries of one client under one domain to standard
 * output, with 20,000 unique names repeated. With `known`, the low 12 bits of hash_fixed are 0 for
 * all names: what an attacker would send to make a hash table with a known key degenerate into one
 * long chain.
 */
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "wire.h"

#define NAMES     20000
#define QUESTIONS 200000
#define LOW_BITS  0xfff

static void file_put32(uint32_t v)
{
	uint8_t bytes[4] = {(uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16), (uint8_t)(v >> 24)};

	fwrite(bytes, sizeof bytes, 1, stdout);
}

/* The name in wire form; returns its length. */
static size_t name_of(uint64_t number, uint8_t wire[64])
{
	int n = snprintf((char *)wire + 1, 40, "n%016llx", (unsigned long long)number);

	wire[0] = (uint8_t)n;
	memcpy(wire + 1 + n, "\7example\3com", 13);
	return (size_t)n + 14;
}

static void question_write(uint32_t number, const uint8_t *name, size_t len)
{
	struct wire w = {.len = 0};

	put(&w, "\x02\0\0\0\0\1\x02\0\0\0\0\2\x08\0", 14);
	size_t total = 20 + 8 + 12 + len + 4;
	put(&w, "\x45\0", 2);
	put16(&w, (unsigned)total);
	put(&w, "\0\0\0\0\x40\x11\0\0\x0a\x09\0\x14\x0a\x09\0\x35", 16);
	put16(&w, 1024 + number % 60000);
	put16(&w, 53);
	put16(&w, (unsigned)(total - 20));
	put16(&w, 0);
	put16(&w, number & 0xffff);
	put(&w, "\1\0\0\1\0\0\0\0\0\0", 10);
	put(&w, name, len);
	put(&w, "\0\1\0\1", 4);
	file_put32(1479074404 + number / 1000);
	file_put32(number % 1000 * 1000);
	file_put32((uint32_t)w.len);
	file_put32((uint32_t)w.len);
	fwrite(w.bytes, w.len, 1, stdout);
}

int main(int argc, char **argv)
{
	static uint64_t numbers[NAMES];
	uint8_t wire[64];
	int known = argc > 1 && strcmp(argv[1], "known") == 0;
	static const uint32_t header[] = {0xa1b2c3d4, 2 | 4 << 16, 0, 0, 65535, 1};

	for (size_t i = 0; i < sizeof header / sizeof *header; i++)
		file_put32(header[i]);
	uint64_t candidate = 0;
	for (size_t i = 0; i < NAMES; i++, candidate++) {
		while (known && (hash_fixed(wire, name_of(candidate, wire)) & LOW_BITS) != 0)
			candidate++;
		numbers[i] = candidate;
	}
	for (uint32_t q = 0; q < QUESTIONS; q++) {
		size_t len = name_of(numbers[q % NAMES], wire);

		question_write(q, wire, len);
	}
	return fflush(stdout) != 0;
}
