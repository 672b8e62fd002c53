/*
 * Arbitrary bytes as the content of a partial result, with correct checksums: it is either rejected
 * with an error message, or can be scored, and written and loaded again without a difference.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/partial.h"
#include "../support/through.h"
#include "base/hash.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void put_le(struct out *o, uint64_t n, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		out_write(o, (const char[]){(char)(n >> 8 * i)}, 1);
}

static void put_block(struct out *o, const uint8_t *bytes, size_t len, uint64_t number)
{
	uint64_t parts[2] = {hash_fixed(bytes, len), number};

	put_le(o, len, 4);
	put_le(o, hash_fixed(parts, sizeof parts), 8);
	out_write(o, (const char *)bytes, len);
}

/* Wraps the content in one or more blocks. */
static struct out *wrap(const uint8_t *bytes, size_t len)
{
	struct out *o = out_memory();
	uint64_t number = 0;

	out_write(o, "DNSfpart", 8);
	put_le(o, PARTIAL_VERSION, 4);
	for (size_t at = 0; at < len; at += BLOCK_FILE_BLOCK_MAX)
		put_block(o, bytes + at,
		    len - at < BLOCK_FILE_BLOCK_MAX ? len - at : BLOCK_FILE_BLOCK_MAX, number++);
	put_block(o, bytes, 0, number);
	return o;
}

/* Loads a file; if it is valid, saves it again into `again`. */
static bool read_it(struct out *file, struct out *again, bool judge)
{
	struct partial *p = calloc(1, sizeof *p);
	struct stats *stats = stats_new(TEST_SECRET);
	struct err err = {""};
	size_t len;
	char *bytes = (char *)(uintptr_t)out_text(file, &len);

	bool fine = partial_take(p, fmemopen(bytes, len, "r"), "x", &err) == PARTIAL_FINE;
	if (fine) {
		uint32_t *inputs = calloc(p->provenance.input_count + 1, sizeof *inputs);

		for (size_t i = 0; i < p->provenance.input_count; i++)
			inputs[i] = (uint32_t)i;
		fine = partial_load(p, stats, inputs, &err) == PARTIAL_FINE;
		free(inputs);
	}
	assert(fine == (err.text[0] == '\0'));
	if (fine) {
		stats_finalize(stats);
		partial_write(again, p->reading, &p->provenance, stats);
		if (judge)
			free(through_report(stats, &p->provenance, LEVEL_LOW, &len));
	}
	stats_free(stats);
	partial_fini(p);
	free(p);
	return fine;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct out *file = wrap(bytes, len), *first = out_memory(), *second = out_memory();
	struct err err;

	if (read_it(file, first, true)) {
		size_t first_len, second_len;

		assert(read_it(first, second, false));
		const char *one = out_text(first, &first_len), *two = out_text(second, &second_len);
		assert(first_len == second_len && memcmp(one, two, first_len) == 0);
	}
	out_close(file, &err);
	out_close(first, &err);
	out_close(second, &err);
	return 0;
}
