#include "../../../src/cli/sandbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* A hole in a parser, played: what the code of an attacker would try, and how it ends: 0, an errno,
 * or a signal as -N. */
static int opened(const char *path, int flags)
{
	int fd = open(path, flags, 0600);

	return fd >= 0 ? 0 : errno;
}

static int reads_input(void)
{
	return opened("input", O_RDONLY);
}

static int reads_other(void)
{
	return opened("other", O_RDONLY);
}

static int reads_passwords(void)
{
	return opened("/etc/passwd", O_RDONLY);
}

static int writes_input(void)
{
	return opened("input", O_WRONLY);
}

static int truncates_input(void)
{
	return truncate("input", 0) == 0 ? 0 : errno;
}

static int creates(void)
{
	return opened("new", O_CREAT | O_WRONLY);
}

static int renames_output(void)
{
	return rename("out.tmp", "out") == 0 ? 0 : errno;
}

static int removes_other(void)
{
	return unlink("../dnsferret-sandbox-other") == 0 ? 0 : errno;
}

static int lists_folder(void)
{
	return opened("/", O_RDONLY | O_DIRECTORY);
}

static int opens_socket(void)
{
	return socket(AF_INET, SOCK_DGRAM, 0) >= 0 ? 0 : errno;
}

static int runs_program(void)
{
	return execl("/bin/true", "true", (char *)NULL) == 0 ? 0 : errno;
}

static int forks(void)
{
	pid_t child = (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);

	if (child == 0)
		_exit(0);
	return child > 0 ? 0 : errno;
}

static int traces(void)
{
	return ptrace(PTRACE_ATTACH, getppid(), 0, 0) == 0 ? 0 : errno;
}

static int makes_code(void)
{
	void *page = mmap(
	    NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return page != MAP_FAILED ? 0 : errno;
}

static int kills(void)
{
	return kill(getppid(), SIGTERM) == 0 ? 0 : errno;
}

static void *nothing(void *arg)
{
	return arg;
}

static int starts_thread(void)
{
	pthread_t thread;
	int status = pthread_create(&thread, NULL, nothing, NULL);

	return status ? status : pthread_join(thread, NULL);
}

static int allocates(void)
{
	char *big = malloc(64 << 20);

	if (!big)
		return ENOMEM;
	memset(big, 1, 64 << 20);
	free(big);
	return 0;
}

static const struct {
	const char *what;
	int (*act)(void);
	bool needs_landlock;
	int end;
} rows[] = {
    {"read an input", reads_input, false, 0},
    {"rename a finished output", renames_output, false, 0},
    {"start a thread", starts_thread, false, 0},
    {"allocate", allocates, false, 0},
    {"read another file", reads_other, true, EACCES},
    {"read /etc/passwd", reads_passwords, true, EACCES},
    {"list a folder", lists_folder, true, EACCES},
    {"remove a file elsewhere", removes_other, true, EACCES},
    {"open an input for writing", writes_input, false, EPERM},
    {"truncate an input", truncates_input, false, EPERM},
    {"create a file", creates, false, EPERM},
    {"open a socket", opens_socket, false, -SIGSYS},
    {"start a program", runs_program, false, -SIGSYS},
    {"fork", forks, false, EPERM},
    {"trace", traces, false, -SIGSYS},
    {"map memory to be run", makes_code, false, EPERM},
    {"send a signal", kills, false, EPERM},
};

static void put_file(const char *name)
{
	FILE *f = fopen(name, "w");

	assert_non_null(f);
	fputs("some bytes", f);
	fclose(f);
}

static int in_child(int (*act)(void), bool *files)
{
	struct path path = {(char *)(uintptr_t) "input", false};
	struct paths inputs = {&path, 1};
	const char *name = "out";
	struct texts outputs = {&name, 1};
	int status, answer[2] = {0, 0}, ends[2];

	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		answer[1] = sandbox_files(&inputs, &outputs) == 0;
		if (sandbox_calls() != 0)
			_exit(99);
		answer[0] = act();
		if (write(ends[1], answer, sizeof answer) != sizeof answer)
			_exit(98);
		_exit(0);
	}
	close(ends[1]);
	ssize_t got = read(ends[0], answer, sizeof answer);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	*files = answer[1];
	if (WIFSIGNALED(status))
		return -WTERMSIG(status);
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(got, sizeof answer);
	return answer[0];
}

static void closes_in(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool files;

		put_file("input");
		put_file("other");
		put_file("out.tmp");
		int end = in_child(rows[i].act, &files);
		if (rows[i].needs_landlock && !files) {
			print_message("%s: no Landlock in this kernel\n", rows[i].what);
			continue;
		}
		if (end != rows[i].end)
			fail_msg("%s: %d instead of %d", rows[i].what, end, rows[i].end);
	}
}

static void modes(void **state)
{
	struct sandbox s = {true, true};
	struct paths none = {0};
	struct texts nothing_written = {0};
	struct err err;

	(void)state;
	assert_int_equal(sandbox_enter(&s, SANDBOX_OFF, &none, &nothing_written, &err), 0);
	assert_string_equal(sandbox_state(&s), "off");
	assert_string_equal(sandbox_state(&(struct sandbox){true, true}), "on");
	assert_string_equal(sandbox_state(&(struct sandbox){false, true}), "system calls only");
	assert_string_equal(sandbox_state(&(struct sandbox){true, false}), "files only");
#ifdef DNSFERRET_INSTRUMENTED
	assert_int_equal(sandbox_enter(&s, SANDBOX_AUTO, &none, &nothing_written, &err), 0);
	assert_string_equal(sandbox_state(&s), "off");
	assert_int_equal(sandbox_enter(&s, SANDBOX_REQUIRE, &none, &nothing_written, &err), -1);
	assert_string_equal(err.text, "--sandbox require: this kernel provides only 'off'");
#endif
}

static int enter_folder(void **state)
{
	static char folder[] = "/tmp/dnsferret-sandbox-XXXXXX";

	memcpy(strrchr(folder, '-') + 1, "XXXXXX", 6);
	*state = mkdtemp(folder);
	if (!*state || chdir(folder) != 0)
		return -1;
	put_file("../dnsferret-sandbox-other");
	return 0;
}

static int leave_folder(void **state)
{
	static const char *const files[] = {
	    "input", "other", "out", "out.tmp", "new", "../dnsferret-sandbox-other"};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		unlink(files[i]);
	return chdir("/") != 0 || rmdir(*state) != 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(closes_in, enter_folder, leave_folder),
	    cmocka_unit_test(modes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
