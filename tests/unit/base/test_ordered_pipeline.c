#include "base/ordered_pipeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include <sched.h>
#include <time.h>

#define BATCHES    5000
#define THREADS    8
#define PLACES_MAX 64

struct batch {
	unsigned number, doubled;
	int prepared, handled;
};

struct run {
	unsigned threads, expected;
	atomic_uint in_sink, bad, spared, by_thread[THREADS];
};

/* Some batches take far longer than others, so that they are overtaken. */
static void prepare(void *ctx, unsigned thread, void *item)
{
	struct run *r = ctx;
	struct batch *b = item;

	if (thread >= r->threads) {
		atomic_fetch_add(&r->bad, 1);
		return;
	}
	atomic_fetch_add(&r->by_thread[thread], 1);
	for (unsigned i = 0; i < b->number % 7 * 3; i++)
		sched_yield();
	b->doubled = 2 * b->number;
	b->prepared++;
}

static void sink(void *ctx, void *item)
{
	struct run *r = ctx;
	struct batch *b = item;

	if (atomic_fetch_add(&r->in_sink, 1) != 0 || b->number != r->expected ||
	    b->doubled != 2 * b->number || b->prepared != 1)
		atomic_fetch_add(&r->bad, 1);
	for (unsigned i = 0; i < b->number % 11; i++)
		sched_yield();
	r->expected++;
	b->handled++;
	atomic_fetch_sub(&r->in_sink, 1);
}

static bool spare(void *ctx)
{
	struct run *r = ctx;

	return atomic_fetch_add(&r->spared, 1) % 3 == 0;
}

static void run(unsigned threads, unsigned count)
{
	struct run r = {.threads = threads};
	struct ordered_pipeline_steps steps = {prepare, sink, spare, &r};
	size_t places = ordered_pipeline_batches(threads);
	struct batch batches[PLACES_MAX] = {{0}};
	unsigned prepared = 0;

	assert_true(places > 0 && places <= PLACES_MAX);
	struct ordered_pipeline *c =
	    ordered_pipeline_new(threads, batches, sizeof *batches, &steps);
	for (unsigned i = 0; i < count; i++) {
		struct batch *b = ordered_pipeline_batch(c);

		/* It is the caller's again only when it was through. */
		assert_int_equal(b->prepared, b->handled);
		*b = (struct batch){.number = i};
		ordered_pipeline_push(c);
		if (i % 5 == 0)
			ordered_pipeline_help(c);
	}
	ordered_pipeline_finish(c);
	for (unsigned i = 0; i < threads; i++)
		prepared += r.by_thread[i];
	assert_int_equal(r.bad, 0);
	assert_int_equal(prepared, count);
	assert_int_equal(r.expected, count);
}

static void test_order(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads <= THREADS; threads++)
		run(threads, BATCHES);
}

static void test_few(void **state)
{
	(void)state;
	for (unsigned threads = 1; threads <= THREADS; threads += 3)
		for (unsigned count = 0; count < 4; count++)
			run(threads, count);
}

static bool nothing_to_spare(void *ctx)
{
	struct run *r = ctx;

	atomic_fetch_add(&r->spared, 1);
	return false;
}

static void wait_a_little(void)
{
	nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
}

/* A thread that found nothing to do looks again when it is woken, and not before. */
static void test_wake(void **state)
{
	struct run r = {.threads = 2};
	struct ordered_pipeline_steps steps = {prepare, sink, nothing_to_spare, &r};
	struct batch batches[PLACES_MAX] = {{0}};

	(void)state;
	struct ordered_pipeline *c = ordered_pipeline_new(2, batches, sizeof *batches, &steps);
	for (int i = 0; i < 1000 && r.spared == 0; i++)
		wait_a_little();
	for (int turn = 0; turn < 3; turn++) {
		wait_a_little();
		unsigned before = r.spared;

		wait_a_little();
		assert_int_equal(r.spared, before);
		/* On a busy machine it may not have been asleep yet. */
		for (int i = 0; i < 1000 && r.spared == before; i++) {
			ordered_pipeline_wake(c);
			wait_a_little();
		}
		assert_true(r.spared > before);
	}
	ordered_pipeline_finish(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_few),
	    cmocka_unit_test(test_wake),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
