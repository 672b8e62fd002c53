#include "../../../src/cli/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What was handed on, "key=value|" each. A key "bad" is not taken. */
static int take(void *ctx, const char *key, const char *value, struct err *err)
{
	char *seen = ctx;

	if (strcmp(key, "bad") == 0)
		return err_set(err, "'%s' is bad", key);
	sprintf(seen + strlen(seen), "%s=%s|", key, value);
	return 0;
}

static const struct {
	const char *text, *seen, *refused; /* refused: what follows the path, NULL = taken whole */
} cases[] = {
    {"", "", NULL},
    {"a = 1\nb=2\r\nc: 3", "a=1|b=2|c=3|", NULL},
    {"# note\n; note\n\n \t\na = 1 ; note\n", "a=1|", NULL},
    {"a = 1\n  b = 2\n", "a=1|b=2|", NULL}, /* no line goes on in the next */
    {"a = 1\na = 2\n", "a=1|a=2|", NULL},
    {"a =\n", "a=|", NULL},
    {"a = 1\nbad = 2\nc = 3\n", "a=1|", ":2: 'bad' is bad"},
    {"a\nbad = 2\n", "", ":1: not NAME = VALUE"}, /* the first is named */
    {"bad = 2\na\n", "", ":1: 'bad' is bad"},
    {"\n[part]\na = 1\n", "", ":3: sections are not supported"},
};

static void test_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char path[] = "/tmp/dnsferret-config-XXXXXX", seen[200] = "";
		int fd = mkstemp(path);
		struct err err = {.text = ""};

		assert_true(fd >= 0);
		assert_int_equal(
		    write(fd, cases[i].text, strlen(cases[i].text)), (long)strlen(cases[i].text));
		close(fd);
		int status = config_read(path, take, seen, &err);
		unlink(path);
		assert_string_equal(seen, cases[i].seen);
		assert_int_equal(status, cases[i].refused ? -1 : 0);
		if (cases[i].refused) {
			assert_memory_equal(err.text, path, strlen(path));
			assert_string_equal(err.text + strlen(path), cases[i].refused);
		}
	}
}

static void test_no_file(void **state)
{
	(void)state;
	struct err err;

	assert_int_equal(config_read("/nowhere/lab.ini", take, NULL, &err), -1);
	assert_string_equal(err.text, "/nowhere/lab.ini: No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_no_file),
	};
	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
