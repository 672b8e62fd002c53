/*
 * Compares the compiled list of public suffixes with libpsl: every rule of the list, with labels
 * added, removed and changed, and names drawn from pieces of rules. The first argument is how many
 * to draw (`make fast-paths` draws a million).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <idn2.h>
#include <libpsl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../.ci/file_sha1.h"
#include "dns/suffix.h"

#define LONG_LABEL "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij"
#define RULE_MAX   256
#define RULES_MAX  32768

static size_t draws = 20000;

/* Left of a rule, or of a part of it. */
static const char *const before[] = {"", "x.", "www.", "b.a.", "a.b.c.", "*.", "_.", "xn--p1ai.",
    "com.", LONG_LABEL ".", "x." LONG_LABEL ".", LONG_LABEL "." LONG_LABEL ".", "a\\.b.", "\\000.",
    "4.3.2.1.in-addr.arpa."};
#define BEFORE (sizeof before / sizeof *before)

struct list {
	const struct suffix *suffix;
	char (*rules)[RULE_MAX];
	size_t count;
};

static void compare(const struct suffix *s, const char *text)
{
	struct dns_name name;

	if (dns_name_parse(text, &name) != 0)
		return;
	struct suffix_base base = suffix_find(s, &name), plain = suffix_find_by_libpsl(s, &name);
	if (base.labels != plain.labels || base.registered != plain.registered ||
	    base.reverse != plain.reverse)
		fail_msg("%s: %u labels, registered %d; libpsl: %u, %d", text, base.labels,
		    base.registered, plain.labels, plain.registered);
}

static void compare_below(const struct suffix *s, const char *rule)
{
	char text[2 * RULE_MAX];

	for (size_t i = 0; i < BEFORE; i++) {
		snprintf(text, sizeof text, "%s%s", before[i], rule);
		compare(s, text);
	}
}

/* The rule in the form names have, and its variants: labels less, another character, upper case. */
static void compare_rule(const struct suffix *s, const char *rule)
{
	char text[RULE_MAX];
	size_t len = strlen(rule);

	for (const char *part = rule; part; part = strchr(part, '.')) {
		part += part > rule || *part == '.';
		compare_below(s, part);
	}
	for (size_t i = 0; i < len; i++) {
		memcpy(text, rule, len + 1);
		text[i] = text[i] == '.' ? 'x' : text[i] == 'q' ? '.' : 'q';
		compare(s, text);
		text[i] = (char)(rule[i] & ~0x20);
		compare(s, text);
		memcpy(text + i, rule + i + 1, len - i);
		compare(s, text);
	}
}

static void read_rules(struct list *l, FILE *f)
{
	char line[4096];

	while (fgets(line, sizeof line, f)) {
		char *rule = line + strspn(line, "!"), *ascii;

		rule[strcspn(rule, " \t\r\n")] = '\0';
		if (rule[0] == '\0' || strncmp(rule, "//", 2) == 0)
			continue;
		rule += strncmp(rule, "*.", 2) == 0 ? 2 : 0;
		assert_int_equal(
		    idn2_lookup_u8((const uint8_t *)rule, (uint8_t **)&ascii, IDN2_NONTRANSITIONAL),
		    IDN2_OK);
		assert_true(strlen(ascii) < RULE_MAX);
		assert_true(l->count < RULES_MAX);
		strcpy(l->rules[l->count++], ascii);
		idn2_free(ascii);
	}
}

static void test_rules(void **state)
{
	const struct list *l = *state;

	for (size_t i = 0; i < l->count; i++)
		compare_rule(l->suffix, l->rules[i]);
}

static uint64_t next(uint64_t *random)
{
	*random = *random * UINT64_C(6364136223846793005) + 1442695040888963407;
	return *random >> 33;
}

/* Appends some labels of a rule. */
static void append_part(char *text, size_t cap, const char *rule, uint64_t from)
{
	size_t len = strlen(text);

	for (; from > 0 && strchr(rule, '.'); from--)
		rule = strchr(rule, '.') + 1;
	snprintf(text + len, cap - len, "%s%s", len > 0 ? "." : "", rule);
}

static void test_drawn(void **state)
{
	const struct list *l = *state;
	uint64_t random = 1;

	for (size_t i = 0; i < draws; i++) {
		char text[8 * RULE_MAX] = "";

		for (uint64_t k = next(&random) % 5; k > 0; k--)
			append_part(text, sizeof text,
			    next(&random) % 2 ? l->rules[next(&random) % l->count] : "x",
			    next(&random) % 3);
		append_part(text, sizeof text, l->rules[next(&random) % l->count],
		    next(&random) % 4 * (next(&random) % 2));
		if (next(&random) % 4 == 0)
			text[next(&random) % strlen(text)] = (char)('a' + next(&random) % 26);
		compare(l->suffix, text);
	}
}

/* Whether a file is the list that libpsl was built from. */
static bool is_builtin(FILE *f)
{
	char text[FILE_SHA1_MAX];

	file_sha1(f, text);
	return strcmp(text, psl_builtin_sha1sum()) == 0;
}

int main(int argc, char **argv)
{
	const char *path = psl_builtin_filename();
	FILE *f = path ? fopen(path, "r") : NULL;
	struct suffix *s = suffix_new();
	struct list list = {.suffix = s, .rules = calloc(RULES_MAX, RULE_MAX)};
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_prestate(test_rules, &list),
	    cmocka_unit_test_prestate(test_drawn, &list),
	};

	if (argc > 1)
		draws = strtoul(argv[1], NULL, 10);
	int failed = 1;
	if (list.rules && f && suffix_is_compiled(s)) {
		read_rules(&list, f);
		failed = cmocka_run_group_tests_name("suffix_list", tests, NULL, NULL);
	} else if (list.rules && f && !is_builtin(f)) {
		failed = 0;
		printf(
		    "ok - suffix_list # SKIP libpsl was built from another list than the one that "
		    "is installed (package publicsuffix), so libpsl itself is asked\n");
	} else {
		fprintf(
		    stderr, "libpsl's list is not installed as a file (package publicsuffix)\n");
	}
	if (f)
		fclose(f);
	free(list.rules);
	suffix_free(s);
	return failed;
}
