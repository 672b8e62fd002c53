#include "score/scorer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"

/* Every module, on drawn facts: the strength lies in 0..1 and is the same twice; where it is above
 * 0 there is a printable line and at least one figure. */

#define DRAWS 20000

static uint64_t state = 2016;

/* Xorshift64* (Vigna 2016). */
static double draw(double below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (double)((state * UINT64_C(2685821657736338717)) >> 33) / 2147483648.0 * below;
}

static void draw_facts(struct facts *f, struct channel *channel)
{
	*channel = (struct channel){0};
	channel->count.of[COUNT_QUERIES] = (uint64_t)draw(500);
	channel->count.of[COUNT_RESPONSES] = (uint64_t)draw(500);
	*f = (struct facts){
	    .channel = channel,
	    .asked = (uint64_t)draw(1000),
	    .transactions = (uint64_t)draw(1000),
	    .names = (uint64_t)draw(1000),
	    .payload_sampled = (unsigned)draw(64),
	    .length_median = (unsigned)draw(120),
	    .length_max = (unsigned)draw(250),
	    .long_share = draw(1),
	    .entropy_bits = draw(6),
	    .alphabet = (unsigned)draw(60) + 2,
	    .entropy_ratio = draw(1),
	    .surprise_bits = draw(9),
	    .surprising_share = draw(1),
	    .up_bytes = (uint64_t)draw(100000),
	    .down_bytes = (uint64_t)draw(100000),
	    .down_info_bytes = (uint64_t)draw(100000),
	    .data_type_share = draw(1),
	    .data_type_lower = draw(1),
	    .burst = {.names = (unsigned)draw(300), .start_ns = (int64_t)draw(1e18)},
	    .unique_share = draw(1),
	    .failed_share = draw(1),
	    .unanswered_share = draw(1),
	    .capture_answered = draw(2) < 1,
	    .server_bases = (size_t)draw(3),
	    .usual_bases = (size_t)draw(40),
	    .client_bases = (size_t)draw(60),
	    .tool_starts = (uint64_t)draw(40),
	    .tool_ports = (unsigned)draw(64),
	    .tool_id_share = draw(1),
	    .counting = {.names = (unsigned)draw(64), .share = draw(1), .surprise_bits = draw(9)},
	    .rhythm = {.polls = (unsigned)draw(100),
		.span_ns = (int64_t)draw(1e12),
		.interval_ns = (int64_t)draw(1e11) + 1,
		.regularity = draw(1)},
	};
}

static void assert_printable(const char *text)
{
	assert_true(text[0] != '\0');
	for (; *text; text++)
		assert_true(*text >= ' ' && *text < 0x7f);
}

static void check(const struct scorer *s, const struct facts *f, const struct baseline *rest,
    const struct score_options *o, unsigned *fired)
{
	double strength = s->strength(f, o);

	assert_true(strength >= 0 && strength <= 1);
	assert_true(strength == s->strength(f, o));
	if (strength <= 0)
		return;
	struct signal one = {.measure_count = 0}, two = {.measure_count = 0};
	s->explain(f, rest, o, &one);
	s->explain(f, rest, o, &two);
	assert_string_equal(one.text, two.text);
	assert_printable(one.text);
	assert_true(one.measure_count >= 1 && one.measure_count <= MEASURES_MAX);
	assert_true(isfinite(one.measures[0].value));
	(*fired)++;
}

static void test_every_module(void **context)
{
	(void)context;
	struct score_options options;
	struct facts f;
	struct channel channel;
	size_t count;
	const struct scorer *const *table = scorer_table(&count);
	struct baseline rest = {.asked = 0};

	score_options_default(&options);
	for (int i = 0; i < 50; i++) {
		draw_facts(&f, &channel);
		baseline_push(&rest, &f);
	}
	baseline_finalize(&rest);
	for (size_t i = 0; i < count; i++) {
		unsigned fired = 0;

		assert_non_null(table[i]->name);
		assert_non_null(table[i]->what);
		assert_true(table[i]->group < GROUP_COUNT);
		for (int k = 0; k < DRAWS; k++) {
			draw_facts(&f, &channel);
			check(table[i], &f, &rest, &options, &fired);
		}
		if (fired == 0)
			fail_msg("%s never fires", table[i]->name);
	}
	baseline_fini(&rest);
}

static void test_ramps(void **context)
{
	(void)context;
	assert_true(scorer_ramp(5, 0, 10) == 0.5);
	assert_true(scorer_ramp(-1, 0, 10) == 0);
	assert_true(scorer_ramp(11, 0, 10) == 1);
	assert_true(scorer_ramp(NAN, 0, 10) == 0);
	assert_true(scorer_log_ramp(5, 5, 80) == 0);
	assert_true(scorer_log_ramp(80, 5, 80) == 1);
	assert_true(fabs(scorer_log_ramp(20, 5, 80) - 0.5) < 1e-12);
	assert_true(scorer_log_ramp(0, 5, 80) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_every_module),
	    cmocka_unit_test(test_ramps),
	};
	return cmocka_run_group_tests_name("scorers", tests, NULL, NULL);
}
