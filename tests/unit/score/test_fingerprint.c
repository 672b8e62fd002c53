#include "score/fingerprint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../support/channel.h"
#include "base/escape.h"

#define NAMES_MAX 24

enum { SHAPE, EXACT };

static const struct {
	const char *tool;
	bool exact;
	enum counter q_row;
	const char *names[NAMES_MAX];
} marks[] = {
#define MARK(tool, exact, q_row, ...) {tool, exact, q_row, {__VA_ARGS__}},
#define ORDINARY(near, q_row, ...)
#include "fingerprint_names.def"
#undef MARK
#undef ORDINARY
};

static const struct {
	const char *near;
	enum counter q_row;
	const char *names[NAMES_MAX];
} ordinary[] = {
#define MARK(tool, exact, q_row, ...)
#define ORDINARY(near, q_row, ...) {near, q_row, {__VA_ARGS__}},
#include "fingerprint_names.def"
#undef MARK
#undef ORDINARY
};

/* What every row of the table says. */
static const char *const rows[] = {
#define PATTERN(tool, kind, types, names, percent, same, pattern, what) what,
#define CHECK(tool, kind, check, what)                                  what,
#include "../../../src/score/signatures/fingerprints.def"
#undef PATTERN
#undef CHECK
};

#define ROW_COUNT (sizeof rows / sizeof *rows)

static bool match(enum counter q_row, const char *const *names, struct fingerprint_hit *hit)
{
	struct made_channel made;

	made_channel_init(&made, 2, q_row, names, NAMES_MAX);
	bool found = fingerprint_match(&made.channel, hit);
	made_channel_fini(&made);
	return found;
}

static void tool_checks_are_named(void **state)
{
	bool shown[ROW_COUNT] = {false};

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct fingerprint_hit hit = {.tool = "nothing"};

		match(marks[i].q_row, marks[i].names, &hit);
		if (strcmp(hit.tool, marks[i].tool) != 0)
			print_message("%s\n", marks[i].names[0]);
		assert_string_equal(hit.tool, marks[i].tool);
		assert_int_equal(hit.exact, marks[i].exact);
		for (size_t r = 0; r < ROW_COUNT; r++)
			shown[r] |= strstr(hit.why, rows[r]) != NULL;
	}
	for (size_t r = 0; r < ROW_COUNT; r++) {
		if (!shown[r])
			print_message("no names for the row: %s\n", rows[r]);
		assert_true(shown[r]);
	}
}

static void ordinary_names_have_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++) {
		struct fingerprint_hit hit = {.tool = "nothing"};

		if (match(ordinary[i].q_row, ordinary[i].names, &hit))
			print_message("%s: %s, %s\n", ordinary[i].near, hit.tool, hit.why);
		assert_string_equal(hit.tool, "nothing");
	}
}

static void every_reason_fits(void **state)
{
	(void)state;
	for (size_t r = 0; r < ROW_COUNT; r++)
		assert_true(
		    strlen("64 of 64 sampled names: ") + strlen(rows[r]) < FINGERPRINT_WHY_MAX);
}

/* Data in another type than the tool's is another thing. */
static void types_count(void **state)
{
	struct fingerprint_hit hit;

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strcmp(marks[i].tool, "chashell") == 0)
			assert_false(match(COUNT_Q_AAAA, marks[i].names, &hit));
}

/* One stray name in twelve does not hide a tool, one tool-like name in twelve makes none. */
static void shares_count(void **state)
{
	const char *names[12];
	struct fingerprint_hit hit;

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (strcmp(marks[i].tool, "dnscat2") != 0 || !marks[i].names[1])
			continue;
		for (size_t n = 0; n < 6; n++)
			names[n] = marks[i].names[n];
		names[6] = "www.example.net";
		names[7] = NULL;
		assert_true(match(marks[i].q_row, names, &hit));
		names[0] = marks[i].names[0];
		for (size_t n = 1; n < 7; n++)
			names[n] = ordinary[0].names[n];
		assert_false(match(marks[i].q_row, names, &hit));
	}
}

static uint64_t state_of_draws = 88172645463325252;

/* Xorshift64 (Marsaglia 2003). */
static uint64_t draw(uint64_t below)
{
	state_of_draws ^= state_of_draws << 13;
	state_of_draws ^= state_of_draws >> 7;
	state_of_draws ^= state_of_draws << 17;
	return state_of_draws % below;
}

/* A label of any bytes, or of letters, below net. */
static void draw_name(char *text, bool letters)
{
	uint8_t wire[1 + DNS_LABEL_MAX + 5] = {(uint8_t)(1 + draw(DNS_LABEL_MAX))};

	for (unsigned i = 1; i <= wire[0]; i++)
		wire[i] = (uint8_t)(letters ? 'a' + draw(26) : draw(256));
	memcpy(wire + 1 + wire[0], "\3net", 5);
	escape_name(text, DNS_NAME_TEXT_MAX, wire, 6u + wire[0]);
}

/* Names end at an unreadable page; what is said about them is printable. */
static void any_bytes_are_safe(void **state)
{
	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		char texts[NAMES_MAX][DNS_NAME_TEXT_MAX], line[200];
		const char *names[NAMES_MAX];
		struct fingerprint_hit hit;
		struct made_channel made;

		for (size_t n = 0; n < NAMES_MAX; n++) {
			draw_name(texts[n], round % 2);
			names[n] = texts[n];
		}
		made_channel_init(&made, 1, COUNT_Q_TXT, names, NAMES_MAX);
		fingerprint_match(&made.channel, &hit);
		if (fingerprint_encoding(&made.channel, line, sizeof line))
			for (const char *c = line; *c; c++)
				assert_true(*c >= ' ' && *c < 0x7f);
		made_channel_fini(&made);
	}
}

static void nothing_sampled_is_nothing(void **state)
{
	const char *none[NAMES_MAX] = {NULL}, *root[NAMES_MAX] = {"."};
	struct fingerprint_hit hit;

	(void)state;
	assert_false(match(COUNT_Q_TXT, none, &hit));
	assert_false(match(COUNT_Q_TXT, root, &hit));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tool_checks_are_named),
	    cmocka_unit_test(ordinary_names_have_none),
	    cmocka_unit_test(every_reason_fits),
	    cmocka_unit_test(types_count),
	    cmocka_unit_test(shares_count),
	    cmocka_unit_test(any_bytes_are_safe),
	    cmocka_unit_test(nothing_sampled_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
