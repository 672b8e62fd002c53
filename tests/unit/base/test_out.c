#include "base/out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* Each test runs in an empty folder of its own. */
static int enter_folder(void **state)
{
	static char folder[] = "/tmp/dnsferret-out-XXXXXX";

	memcpy(strrchr(folder, '-') + 1, "XXXXXX", 6);
	*state = mkdtemp(folder);
	return *state ? chdir(folder) : -1;
}

static int leave_folder(void **state)
{
	unlink("report.json");
	rmdir("folder");
	return chdir("/") != 0 || rmdir(*state) != 0;
}

static unsigned files_here(void)
{
	DIR *folder = opendir(".");
	unsigned count = 0;

	for (struct dirent *entry; (entry = readdir(folder));)
		count += entry->d_name[0] != '.';
	closedir(folder);
	return count;
}

static void assert_holds(const char *path, const char *text)
{
	char held[64] = "";
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	held[fread(held, 1, sizeof held - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(held, text);
}

static void test_appears_when_closed(void **state)
{
	(void)state;
	struct err err;
	struct stat st;
	struct out *o = out_open("report.json", false, &err);

	assert_non_null(o);
	out_print(o, "%d ", 1);
	out_put(o, "two");
	out_write(o, " three!", 6);
	assert_int_not_equal(access("report.json", F_OK), 0);
	assert_false(out_failed(o));
	mode_t mask = umask(0);
	umask(mask);
	assert_int_equal(out_close(o, &err), 0);
	assert_holds("report.json", "1 two three");
	assert_int_equal(stat("report.json", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0666 & ~mask);
	assert_int_equal(files_here(), 1);
}

static void test_discard_leaves_nothing(void **state)
{
	(void)state;
	struct err err;
	struct out *o = out_open("report.json", false, &err);

	assert_non_null(o);
	out_put(o, "half a report");
	out_discard(o);
	assert_int_equal(files_here(), 0);
}

static void test_no_overwriting_without_force(void **state)
{
	(void)state;
	struct err err;
	struct out *o = out_open("report.json", false, &err);

	out_put(o, "old");
	assert_int_equal(out_close(o, &err), 0);
	assert_null(out_open("report.json", false, &err));
	assert_non_null(strstr(err.text, "report.json: exists"));
	o = out_open("report.json", true, &err);
	out_put(o, "new");
	assert_holds("report.json", "old");
	assert_int_equal(out_close(o, &err), 0);
	assert_holds("report.json", "new");
	assert_int_equal(files_here(), 1);
}

static void test_places_that_cannot_be_written(void **state)
{
	(void)state;
	struct err err;

	assert_int_equal(mkdir("folder", 0777), 0);
	assert_null(out_open("folder", true, &err));
	assert_non_null(strstr(err.text, "directory"));
	assert_null(out_open("missing/report.json", false, &err));
	assert_non_null(strstr(err.text, "missing/report.json: No such file"));
}

/* A device is written in place; the first failure sticks. */
static void test_full_disk(void **state)
{
	(void)state;
	struct err err;
	char page[8192];
	struct out *o = out_open("/dev/full", false, &err);

	assert_non_null(o);
	memset(page, 'x', sizeof page);
	for (int i = 0; i < 4; i++)
		out_write(o, page, sizeof page);
	assert_true(out_failed(o));
	assert_false(out_pipe_closed(o));
	assert_int_equal(out_close(o, &err), -1);
	assert_string_equal(err.text, "/dev/full: No space left on device");
}

static void test_failure_at_the_last_moment(void **state)
{
	(void)state;
	struct err err;
	struct out *o = out_open("/dev/full", false, &err);

	out_put(o, "short enough to stay in the buffer");
	assert_false(out_failed(o));
	assert_int_equal(out_close(o, &err), -1);
}

/* A file that reaches a limit half-way leaves neither itself nor its temporary. */
static void test_failed_file_leaves_nothing(void **state)
{
	(void)state;
	static const char page[8192];
	struct rlimit before, small;
	struct err err;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = sizeof page;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	struct out *o = out_open("report.json", false, &err);
	for (int i = 0; i < 3; i++)
		out_write(o, page, sizeof page);
	assert_int_equal(out_close(o, &err), -1);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_string_equal(err.text, "report.json: File too large");
	assert_int_equal(files_here(), 0);
}

static void test_memory(void **state)
{
	(void)state;
	struct out *o = out_memory();
	size_t len = 99;

	assert_string_equal(out_text(o, &len), "");
	assert_int_equal(len, 0);
	out_write(o, "a\0b", 3);
	out_print(o, "%s", "c");
	assert_memory_equal(out_text(o, &len), "a\0bc", 5);
	assert_int_equal(len, 4);
	assert_int_equal(out_close(o, NULL), 0);
}

int main(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)
	const struct CMUnitTest tests[] = {
	    IN_FOLDER(test_appears_when_closed),
	    IN_FOLDER(test_discard_leaves_nothing),
	    IN_FOLDER(test_no_overwriting_without_force),
	    IN_FOLDER(test_places_that_cannot_be_written),
	    IN_FOLDER(test_full_disk),
	    IN_FOLDER(test_failed_file_leaves_nothing),
	    cmocka_unit_test(test_failure_at_the_last_moment),
	    cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests_name("out", tests, NULL, NULL);
}
