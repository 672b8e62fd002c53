#include "../../../src/score/score_floors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/utc.h"

static const struct {
	const char *what;
	unsigned polls, names, encoded, code;
	int64_t pause_s;
	double regularity; /* below 0: not known */
	int before, score;
} rows[] = {
    {"twenty polls, eight orders", 20, 1, 8, 0, 30, 0.9, 4, 70},
    {"some of them scripts", 20, 1, 6, 2, 30, 0.9, 4, 70},
    {"few orders", 20, 1, 4, 0, 30, 0.9, 4, 55},
    {"fewer", 20, 1, 3, 0, 30, 0.9, 4, 4},
    {"plain responses", 500, 2, 0, 0, 30, 0.9, 4, 4},
    {"eight polls", 8, 12, 8, 0, 60, 0.6, 0, 70},
    {"seven polls", 7, 7, 7, 0, 60, 0.6, 0, 0},
    {"many names", 20, 13, 20, 0, 30, 0.9, 12, 12},
    {"no rhythm", 20, 1, 20, 0, 30, 0.4, 12, 12},
    {"so many polls that the rhythm is not known", 5000, 1, 900, 0, 20, -1, 12, 70},
    {"a transfer", 500, 1, 400, 0, 1, 0.9, 40, 40},
    {"more is known already", 20, 1, 8, 0, 30, 0.9, 85, 85},
};

static void floors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct channel channel = {.first_ns = NS_PER_SECOND,
		    .last_ns = NS_PER_SECOND * (1 + rows[i].pause_s * (rows[i].polls - 1))};
		bool known = rows[i].regularity >= 0;
		struct facts f = {.channel = &channel,
		    .names = rows[i].names,
		    .data_type_count = rows[i].polls,
		    .transactions = rows[i].polls,
		    .answers_encoded = rows[i].encoded,
		    .answers_code = rows[i].code,
		    .rhythm = {.polls = known ? rows[i].polls : 0,
			.regularity = known ? rows[i].regularity : 0}};
		struct verdict v = {.score = rows[i].before};

		print_message("%s\n", rows[i].what);
		floor_txt_polling(&v, &f);
		assert_int_equal(v.score, rows[i].score);
		assert_int_equal(v.reason_count, rows[i].score > rows[i].before);
		if (v.reason_count == 0)
			continue;
		assert_string_equal(v.reasons[0].code, "txt-polling");
		assert_int_equal(v.reasons[0].points, rows[i].score - rows[i].before);
	}
}

/* Without responses the pace and the types are all there is. */
static void in_vain(void **state)
{
	static const struct {
		const char *what;
		unsigned polls;
		uint16_t qtype;
		uint8_t outcomes;
		double regularity, structure;
		bool answered;
		int score;
	} cases[] = {
	    {"no response", 8, DNS_TYPE_TXT, 0, 0.9, 0, true, 35},
	    {"errors", 8, DNS_TYPE_TXT, SAMPLE_REFUSED, 0.9, 0, true, 35},
	    {"seven polls", 7, DNS_TYPE_TXT, 0, 0.9, 0, true, 3},
	    {"no rhythm", 8, DNS_TYPE_TXT, 0, 0.4, 0, true, 3},
	    {"answered", 8, DNS_TYPE_TXT, SAMPLE_ANSWERED, 0.9, 0, true, 3},
	    {"addresses alone are in vain", 8, DNS_TYPE_A, 0, 0.9, 0, true, 3},
	    {"a common format", 8, DNS_TYPE_TXT, 0, 0.9, 0.5, true, 3},
	    {"no response in the whole capture", 8, DNS_TYPE_TXT, 0, 0.9, 0, false, 3},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sample_name names[2] = {
		    {.qtype = cases[i].qtype, .outcomes = cases[i].outcomes},
		    {.qtype = DNS_TYPE_A, .outcomes = SAMPLE_ANSWERED}};
		struct channel channel = {.sample = {.names = names, .count = 2},
		    .first_ns = NS_PER_SECOND,
		    .last_ns = NS_PER_SECOND * (1 + 30 * (cases[i].polls - 1))};
		struct facts f = {.channel = &channel,
		    .names = 2,
		    .capture_answered = cases[i].answered,
		    .structure_share = cases[i].structure,
		    .data_type_count = cases[i].polls,
		    .transactions = cases[i].polls,
		    .rhythm = {.polls = cases[i].polls, .regularity = cases[i].regularity}};
		struct verdict v = {.score = 3};

		print_message("%s\n", cases[i].what);
		floor_txt_polling(&v, &f);
		assert_int_equal(v.score, cases[i].score);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(floors), cmocka_unit_test(in_vain)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
