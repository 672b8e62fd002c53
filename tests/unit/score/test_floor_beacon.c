#include "../../../src/score/score_floors.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../../src/score/benign/name_formats.h"
#include "../../../src/score/rhythm.h"
#include "../../support/named.h"
#include "base/utc.h"

static void random_name(unsigned i, char *out, size_t cap)
{
	(void)i;
	snprintf(out, cap, "k3x9q7zw0j" NAMED_BASE);
}

static void word(unsigned i, char *out, size_t cap)
{
	(void)i;
	snprintf(out, cap, "update" NAMED_BASE);
}

static void numbered(unsigned i, char *out, size_t cap)
{
	snprintf(out, cap, "silver-bridge-%04u" NAMED_BASE, i * 37 % 10000);
}

static void different(unsigned i, char *out, size_t cap)
{
	unsigned long long x = (i + 1) * 0x9e3779b97f4a7c15ULL;

	snprintf(out, cap, "%010llx" NAMED_BASE, x >> 24);
}

struct row {
	const char *what;
	void (*name)(unsigned i, char *out, size_t cap);
	unsigned names, attempts, pause_s;
	unsigned repeats; /* of each attempt, under new ids, 1, 3, 6 s after it */
	bool data, alive, well, one_sided;
	unsigned structure;
	int before, score;
	const char *code;
};

#define CONSTANT "constant-beacon"
#define TEMPLATE "template-beacon"
#define DEAD     "dead-beacon"

static const struct row rows[] = {
    {"ten polls in vain", word, 1, 10, 60, 0, 0, 0, 0, 0, 0, 2, 35, CONSTANT},
    {"asked again under new ids", word, 1, 10, 60, 2, 0, 0, 0, 0, 0, 2, 35, CONSTANT},
    {"ten polls for data", word, 1, 10, 60, 0, 1, 1, 0, 0, 0, 2, 35, CONSTANT},
    {"ten polls with success", word, 1, 10, 60, 0, 0, 1, 0, 0, 0, 2, 2, NULL},
    {"nine polls", word, 1, 9, 60, 0, 0, 0, 0, 0, 0, 2, 2, NULL},
    {"an ordinary format", word, 1, 10, 60, 0, 0, 0, 0, 0, NAME_FORMAT_SERVICE, 2, 2, NULL},
    {"a number, in vain", numbered, 20, 20, 60, 0, 0, 0, 0, 0, 0, 2, 35, TEMPLATE},
    {"a number, for data", numbered, 20, 20, 60, 0, 1, 1, 0, 0, 0, 2, 35, TEMPLATE},
    {"a number, with success", numbered, 20, 20, 60, 0, 0, 1, 0, 0, 0, 2, 2, NULL},
    {"names that differ", different, 20, 20, 60, 0, 0, 0, 0, 0, 0, 2, 2, NULL},
    {"four attempts", random_name, 1, 4, 240, 3, 0, 0, 0, 0, 0, 2, 35, DEAD},
    {"four attempts, a network that works", random_name, 1, 4, 240, 3, 0, 0, 1, 0, 0, 2, 45, DEAD},
    {"three attempts", random_name, 1, 3, 400, 3, 0, 0, 0, 0, 0, 2, 2, NULL},
    {"within ten minutes", random_name, 1, 4, 100, 0, 0, 0, 0, 0, 0, 2, 2, NULL},
    {"a word", word, 1, 6, 240, 3, 0, 0, 1, 0, 0, 2, 2, NULL},
    {"a host that lives", random_name, 1, 6, 240, 0, 0, 1, 1, 0, 0, 2, 2, NULL},
    {"no response in the whole capture", random_name, 1, 6, 240, 0, 0, 0, 0, 1, 0, 2, 2, NULL},
    {"letters like a browser's", random_name, 1, 4, 240, 3, 0, 0, 0, 0, NAME_FORMAT_BROWSER_PROBE,
	2, 35, DEAD},
    {"more is known already", random_name, 1, 4, 240, 3, 0, 0, 1, 0, 0, 60, 60, NULL},
};

/* The same question for all, as channel_question_tag sees it. */
static void ask(struct channel *c, const struct row *r)
{
	static const unsigned again_s[] = {0, 1, 3, 6};
	uint64_t hash = 1;

	sketch_init(&c->asked, SKETCH_TRANSACTIONS_MAX);
	for (unsigned i = 0; i < r->attempts; i++)
		for (unsigned k = 0; k <= r->repeats; k++) {
			int64_t time = (1000 + r->pause_s * i + again_s[k]) * NS_PER_SECOND;
			struct sketch_entry e =
			    sketch_sighting(hash++ << 20, time, (uint8_t)(r->names > 1 ? i : 7), 0);

			sketch_add(&c->asked, &e);
		}
	sketch_finalize(&c->asked);
	c->first_ns = 1000 * NS_PER_SECOND;
	c->last_ns = c->first_ns + (r->attempts - 1) * r->pause_s * NS_PER_SECOND;
}

static void check(const struct row *r)
{
	struct named n;
	struct verdict v = {.score = r->before};
	size_t count;

	named_init(&n, r->names, r->name);
	for (unsigned i = 0; i < r->names; i++)
		named_set(&n, i, DNS_TYPE_A, r->alive ? SAMPLE_ANSWERED : 0);
	ask(&n.made.channel, r);
	n.client.asked.of[COUNT_RESPONSES] = r->well ? 100 : 0;
	struct sketch_entry *e = rhythm_transactions(&n.made.channel, &count);
	struct facts f = {.channel = &n.made.channel,
	    .names = r->names,
	    .transactions = r->attempts,
	    .unanswered_share = r->alive ? 0 : 1,
	    .data_type_share = r->data,
	    .structure = r->structure,
	    .structure_share = r->structure ? 1 : 0,
	    .capture_answered = !r->one_sided,
	    .client_bases = 20,
	    .rhythm = rhythm_of(e, count)};

	free(e);
	print_message("%s\n", r->what);
	floor_beacon(&v, &f);
	assert_int_equal(v.score, r->score);
	assert_int_equal(v.reason_count, r->code != NULL);
	if (r->code)
		assert_string_equal(v.reasons[0].code, r->code);
	sketch_fini(&n.made.channel.asked);
	named_fini(&n);
}

static void floors(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		check(&rows[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(floors)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
