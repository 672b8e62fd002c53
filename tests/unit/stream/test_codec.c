#include "../../../src/stream/codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <lzma.h>
#include <zlib.h>

#include "base/limits.h"

#include "../../support/guard.h"

#define PLAIN_BYTES 3000

static uint8_t plain[PLAIN_BYTES];

struct packed {
	uint8_t bytes[8192];
	size_t len;
};

static void add_gzip(struct packed *p, size_t from, size_t len)
{
	z_stream z = {.next_in = plain + from, .avail_in = (uInt)len};

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
	z.next_out = p->bytes + p->len;
	z.avail_out = (uInt)(sizeof p->bytes - p->len);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	p->len = sizeof p->bytes - z.avail_out;
	deflateEnd(&z);
}

static void add_xz(struct packed *p, size_t from, size_t len)
{
	assert_int_equal(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, NULL, plain + from, len,
			     p->bytes, &p->len, sizeof p->bytes),
	    LZMA_OK);
}

static const struct codec {
	void (*add)(struct packed *p, size_t from, size_t len);
	int (*open)(struct stream *out, struct stream *from);
} codecs[] = {{add_gzip, codec_gzip_open}, {add_xz, codec_xz_open}};

/* How many bytes come out, that they are the right ones, and the trouble. */
static size_t unpack(
    const struct codec *codec, const uint8_t *bytes, size_t len, struct trouble *trouble)
{
	const uint8_t *copy = guard_copy(bytes, len);
	struct stream from = {.window = (uint8_t *)copy, .end = len, .ended = true}, out;
	size_t done = 0, n;
	const uint8_t *chunk;

	assert_int_equal(codec->open(&out, &from), 0);
	stream_init(&out);
	while ((chunk = stream_chunk(&out, &n))) {
		assert_true(n <= PLAIN_BYTES - done);
		assert_memory_equal(chunk, plain + done, n);
		done += n;
		stream_take(&out, n);
	}
	*trouble = out.trouble;
	stream_fini(&out);
	guard_free(copy, len);
	return done;
}

/* Two members as one; a cut anywhere keeps what was decoded before it. */
static void test_prefixes(void **state)
{
	(void)state;
	for (size_t c = 0; c < sizeof codecs / sizeof *codecs; c++) {
		struct packed p = {0};
		struct trouble trouble;
		size_t before = 0;

		codecs[c].add(&p, 0, 1000);
		size_t first = p.len;
		codecs[c].add(&p, 1000, PLAIN_BYTES - 1000);
		for (size_t len = 1; len <= p.len; len++) {
			size_t n = unpack(&codecs[c], p.bytes, len, &trouble);

			assert_true(n >= before);
			before = n;
			assert_int_equal(
			    trouble.status == INPUT_COMPLETE, len == first || len == p.len);
			if (len >= first)
				assert_true(n >= 1000);
		}
		assert_int_equal(before, PLAIN_BYTES);
	}
}

static void test_damage(void **state)
{
	(void)state;
	for (size_t c = 0; c < sizeof codecs / sizeof *codecs; c++) {
		struct packed p = {0};
		struct trouble trouble;

		codecs[c].add(&p, 0, PLAIN_BYTES);
		/* A check at the end: all is decoded, and the trouble is said. */
		for (size_t back = 1; back <= 8; back++) {
			p.bytes[p.len - back] ^= 0x10;
			assert_int_equal(unpack(&codecs[c], p.bytes, p.len, &trouble), PLAIN_BYTES);
			assert_int_equal(trouble.status, INPUT_DAMAGED);
			p.bytes[p.len - back] ^= 0x10;
		}
		/* Zero padding may follow, other bytes may not. */
		memset(p.bytes + p.len, 0, 64);
		assert_int_equal(unpack(&codecs[c], p.bytes, p.len + 64, &trouble), PLAIN_BYTES);
		assert_int_equal(trouble.status, INPUT_COMPLETE);
		memcpy(p.bytes + p.len, "something else after it", 24);
		assert_int_equal(unpack(&codecs[c], p.bytes, p.len + 24, &trouble), PLAIN_BYTES);
		assert_int_equal(trouble.status, INPUT_DAMAGED);
	}
}

static ssize_t fill_zeros(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	(void)ctx;
	(void)trouble;
	memset(into, 0, room);
	return (ssize_t)room;
}

/* An endless stream made of next to nothing stops at the stated limit. */
static void test_meter(void **state)
{
	(void)state;
	uint64_t stored_bytes = 100;
	struct meter meter = {.stored_bytes = &stored_bytes};
	struct stream s = {.fill = fill_zeros, .meter = &meter};

	stream_init(&s);
	uint64_t n = stream_skip(&s, UINT64_MAX);
	assert_in_range(n, EXPANDED_BYTES_FREE, EXPANDED_BYTES_FREE + STREAM_READ_BYTES);
	assert_int_equal(s.trouble.status, INPUT_TRUNCATED);
	assert_non_null(strstr(s.trouble.text, "limit"));
	stream_fini(&s);

	/* Twice the free amount is fine for a file that is large itself. */
	stored_bytes = EXPANDED_BYTES_FREE;
	s = (struct stream){.fill = fill_zeros, .meter = &meter};
	stream_init(&s);
	assert_int_equal(stream_skip(&s, 2 * EXPANDED_BYTES_FREE), 2 * EXPANDED_BYTES_FREE);
	stream_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_prefixes),
	    cmocka_unit_test(test_damage),
	    cmocka_unit_test(test_meter),
	};

	for (size_t i = 0; i < PLAIN_BYTES; i++)
		plain[i] = (uint8_t)(i * i >> 3);
	return cmocka_run_group_tests_name("codec", tests, NULL, NULL);
}
