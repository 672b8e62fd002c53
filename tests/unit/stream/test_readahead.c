#include "stream/readahead.h"

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define HELPERS 3

/* Bytes that tell where they stand, in pieces of odd sizes, and a trouble at the end. */
struct source {
	uint64_t given, total;
	uint64_t stored_bytes;
	enum input_status ends;
};

static uint8_t byte_at(uint64_t place)
{
	return (uint8_t)(place * UINT64_C(2654435761) >> 16);
}

static ssize_t source_fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct source *s = ctx;
	size_t n = 1 + s->given % 70001 * 3;

	if (n > room)
		n = room;
	if (n > s->total - s->given)
		n = (size_t)(s->total - s->given);
	for (size_t i = 0; i < n; i++)
		into[i] = byte_at(s->given + i);
	s->given += n;
	s->stored_bytes = s->given / 2;
	if (n > 0 || s->ends == INPUT_COMPLETE)
		return (ssize_t)n;
	return trouble_set(trouble, s->ends, "it ends");
}

struct helpers {
	struct readahead *readahead;
	pthread_t ids[HELPERS];
	atomic_bool stop;
	atomic_uint steps, asked, wakes;
};

static void *help(void *arg)
{
	struct helpers *h = arg;

	while (!h->stop)
		if (readahead_work(h->readahead))
			h->steps++;
		else
			sched_yield();
	return NULL;
}

static bool meanwhile(void *ctx)
{
	struct helpers *h = ctx;

	return h->asked++ % 2 == 0;
}

static void wake(void *ctx)
{
	struct helpers *h = ctx;

	h->wakes++;
}

/* The same bytes read by themselves. */
static void assert_hash(struct stream *hashed, uint64_t total)
{
	struct source source = {.total = total};
	struct stream plain = {.fill = source_fill, .ctx = &source};
	char wanted[SHA256_TEXT_MAX], got[SHA256_TEXT_MAX];

	stream_init(&plain);
	stream_hash(&plain);
	stream_skip(&plain, UINT64_MAX);
	stream_sha256(&plain, wanted);
	stream_sha256(hashed, got);
	assert_int_equal(strlen(got), SHA256_TEXT_MAX - 1);
	assert_string_equal(got, wanted);
	stream_fini(&plain);
}

static void read_all(uint64_t total, enum input_status ends, unsigned helper_count)
{
	struct source source = {.total = total, .ends = ends};
	struct stream below = {.fill = source_fill, .ctx = &source}, s;
	struct helpers h = {.stop = false};
	struct readahead_meanwhile how = {.work = meanwhile, .wake = wake, .ctx = &h};
	uint64_t place = 0;
	size_t len;

	stream_init(&below);
	stream_hash(&below);
	(void)stream_peek(&below, 1); /* hashed before the read-ahead began */
	h.readahead = readahead_open(&s, &below, &source.stored_bytes, &how);
	stream_init(&s);
	for (unsigned i = 0; i < helper_count; i++)
		assert_int_equal(pthread_create(&h.ids[i], NULL, help, &h), 0);
	for (const uint8_t *p; (p = stream_chunk(&s, &len)); place += len) {
		for (size_t i = 0; i < len; i++)
			if (p[i] != byte_at(place + i))
				fail_msg("byte %llu", (unsigned long long)(place + i));
		/* Never beyond what was read of the file, never behind what was given. */
		assert_true(2 * *readahead_stored_bytes(h.readahead) + 1 >= place + len);
		assert_true(*readahead_stored_bytes(h.readahead) <= total / 2);
		stream_take(&s, len);
	}
	assert_int_equal(place, total);
	assert_int_equal(s.trouble.status, ends);
	assert_string_equal(s.trouble.text, ends == INPUT_COMPLETE ? "" : "it ends");
	assert_int_equal(*readahead_stored_bytes(h.readahead), total / 2);
	assert_false(readahead_work(h.readahead));
	h.stop = true;
	for (unsigned i = 0; i < helper_count; i++)
		pthread_join(h.ids[i], NULL);
	assert_true(helper_count > 0 || h.steps == 0);
	assert_true(total == 0 || h.wakes > 0);
	if (ends == INPUT_COMPLETE)
		assert_hash(&below, total);
	stream_fini(&s);
	stream_fini(&below);
}

static void test_bytes(void **state)
{
	static const uint64_t totals[] = {0, 1, 262143, 262144, 262145, 5000000};

	(void)state;
	for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
		for (unsigned helpers = 0; helpers <= HELPERS; helpers++) {
			read_all(totals[i], INPUT_COMPLETE, helpers);
			read_all(totals[i], INPUT_DAMAGED, helpers);
		}
}

/* Somebody else may do all of the work, up to the blocks there are; each is read, then hashed. */
static void test_room(void **state)
{
	struct source source = {.total = 50000000};
	struct stream below = {.fill = source_fill, .ctx = &source}, s;
	unsigned steps = 0;

	(void)state;
	stream_init(&below);
	struct readahead *r = readahead_open(
	    &s, &below, &source.stored_bytes, &(struct readahead_meanwhile){.work = NULL});
	stream_init(&s);
	while (readahead_work(r))
		steps++;
	assert_int_equal(steps, 2 * READAHEAD_BLOCKS);
	assert_int_equal(*readahead_stored_bytes(r), 0);
	assert_int_equal(stream_peek(&s, 1)[0], byte_at(0));
	assert_true(readahead_work(r));
	stream_fini(&s);
	stream_fini(&below);
}

/* Stopped after any number of steps, it leaves the stream below as if there had been none. */
static void test_stop(void **state)
{
	const uint64_t total = 3000000;

	(void)state;
	for (unsigned steps = 0; steps <= 2 * READAHEAD_BLOCKS; steps++) {
		struct source source = {.total = total};
		struct stream below = {.fill = source_fill, .ctx = &source}, s;

		stream_init(&below);
		stream_hash(&below);
		struct readahead *r = readahead_open(
		    &s, &below, &source.stored_bytes, &(struct readahead_meanwhile){.work = NULL});
		stream_init(&s);
		for (unsigned i = 0; i < steps; i++)
			assert_true(readahead_work(r));
		readahead_stop(r);
		assert_false(readahead_work(r));
		stream_skip(&below, UINT64_MAX);
		assert_int_equal(below.total_bytes, total);
		assert_hash(&below, total);
		stream_fini(&s);
		stream_fini(&below);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_bytes),
	    cmocka_unit_test(test_room),
	    cmocka_unit_test(test_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
