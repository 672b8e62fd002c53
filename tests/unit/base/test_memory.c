#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The sanitizer's allocator would end the program itself. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void test_zeroed_then_kept(void **state)
{
	(void)state;
	uint32_t *numbers = memory_new(100, sizeof *numbers);

	for (uint32_t i = 0; i < 100; i++) {
		assert_int_equal(numbers[i], 0);
		numbers[i] = i;
	}
	numbers = memory_resize(numbers, 100000, sizeof *numbers);
	for (uint32_t i = 0; i < 100; i++)
		assert_int_equal(numbers[i], i);
	free(numbers);
}

static void ask_for_all(void)
{
	volatile size_t count = SIZE_MAX / 8;

	free(memory_new(count, 8));
}

static void ask_for_more_than_all(void)
{
	volatile size_t count = SIZE_MAX / 4;

	free(memory_resize(NULL, count, 8)); /* the product wraps */
}

static void (*const demands[])(void) = {ask_for_all, ask_for_more_than_all};

/* What a demand that cannot be met says on standard error, and the status it ends with. */
static int run_demand(void (*demand)(void), char *said, size_t cap)
{
	int ends[2], status;

	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		demand();
		_exit(0);
	}
	close(ends[1]);
	size_t len = 0;
	for (ssize_t n; (n = read(ends[0], said + len, cap - 1 - len)) > 0;)
		len += (size_t)n;
	said[len] = '\0';
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_one_sentence_and_an_exit_code(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof demands / sizeof *demands; i++) {
		char said[8192];

		assert_int_equal(run_demand(demands[i], said, sizeof said), 5);
		assert_non_null(strstr(said, "dnsferret: out of memory\n"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_zeroed_then_kept),
	    cmocka_unit_test(test_one_sentence_and_an_exit_code),
	};
	return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
