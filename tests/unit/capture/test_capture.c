#include "capture/capture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

#include "../../support/make_capture.h"

#define PACKETS 20

/* A folder of its own, emptied at the end. */
static char folder[] = "/tmp/dnsferret-test-XXXXXX";
static char path[128];

static const char *at(const char *name)
{
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void store(const char *name, const void *bytes, size_t len)
{
	FILE *f = fopen(at(name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static struct making capture_file(void)
{
	struct making m = {0};

	make_file_header(&m, 0xa1b2c3d4, 2, 4, 65535, 1);
	for (uint32_t i = 0; i < PACKETS; i++)
		make_record(&m, 1000 - i, 0, 60, 60);
	return m;
}

static uint64_t count_frames(struct capture *c)
{
	struct frame f;
	uint64_t n = 0;

	while (capture_next(c, &f)) {
		n++;
		assert_int_equal(f.ref.record, n);
	}
	return n;
}

/* What opening and reading one input gives. */
static void expect(const char *name, enum input_status status, uint64_t packets, const char *says)
{
	struct capture *c = capture_open(at(name), 0, NULL);

	assert_int_equal(count_frames(c), packets);
	const struct input *in = capture_input(c);
	assert_int_equal(in->status, status);
	assert_int_equal(in->packets, packets);
	if (!strstr(in->error.text, says))
		fail_msg("%s: \"%s\" does not say \"%s\"", name, in->error.text, says);
	assert_int_equal(in->error.text[0] == '\0', status == INPUT_COMPLETE);
	if (status != INPUT_COMPLETE)
		assert_non_null(strstr(in->error.text, name));
	assert_int_equal(capture_next_file(c), 0);
	capture_close(c);
}

static void test_statuses(void **state)
{
	(void)state;
	struct making m = capture_file();

	store("whole", m.bytes, m.len);
	store("cut", m.bytes, m.len - 1);
	store("short", m.bytes, 20);
	store("tiny", m.bytes, 3);
	store("empty", "", 0);
	store("text", "this is no capture", 18);
	store("7z", "7z\xbc\xaf\x27\x1c__", 8);
	assert_int_equal(mkdir(at("sub"), 0700), 0);
	assert_int_equal(symlink("loop", at("loop")), 0);
	expect("whole", INPUT_COMPLETE, PACKETS, "");
	expect("cut", INPUT_TRUNCATED, PACKETS - 1, "after packet 19");
	expect("short", INPUT_UNREADABLE, 0, "truncated");
	expect("tiny", INPUT_UNREADABLE, 0, "shorter than any capture header");
	expect("empty", INPUT_UNREADABLE, 0, "empty");
	expect("text", INPUT_UNREADABLE, 0, "neither a capture");
	expect("7z", INPUT_UNREADABLE, 0, "7z archive");
	expect("sub", INPUT_UNREADABLE, 0, "is a directory");
	expect("loop", INPUT_UNREADABLE, 0, "symbolic links");
	expect("missing", INPUT_UNREADABLE, 0, "No such file");
}

/* SHA-256 of the stored file, known from sha256sum. */
static void test_facts(void **state)
{
	(void)state;
	struct making m = {0};

	make_file_header(&m, 0xa1b2c3d4, 2, 4, 65535, 1);
	store("facts", m.bytes, m.len);
	struct capture *c = capture_open(at("facts"), 7, NULL);
	assert_int_equal(count_frames(c), 0);
	const struct input *in = capture_input(c);
	assert_int_equal(in->size_bytes, 24);
	assert_string_equal(
	    in->sha256, "acc530668c8bc60b2d229281130b1899bfc81d70fdada5c34b3236c628f739c8");
	assert_string_equal(in->expanded_sha256, "");
	assert_string_equal(in->path, at("facts"));
	capture_close(c);

	m = capture_file();
	store("facts", m.bytes, m.len);
	c = capture_open(at("facts"), 7, &(struct capture_options){.skip_hashes = true});
	struct frame f;
	while (capture_next(c, &f))
		assert_int_equal(f.ref.input, 7);
	in = capture_input(c);
	assert_int_equal(in->first_ns, INT64_C(981000000000));
	assert_int_equal(in->last_ns, INT64_C(1000000000000));
	assert_string_equal(in->sha256, "");
	capture_close(c);
}

static void test_odd_names(void **state)
{
	(void)state;
	struct making m = capture_file();
	char name[256];

	store("\x1b[31m\n%s%n", m.bytes, 20);
	struct capture *c = capture_open(at("\x1b[31m\n%s%n"), 0, NULL);
	const struct input *in = capture_input(c);
	assert_non_null(strstr(in->path, "\\027[31m\\010%s%n"));
	assert_non_null(strstr(in->error.text, "\\027[31m\\010%s%n: truncated"));
	capture_close(c);

	/* The reason is never crowded out by the path. */
	memset(name, 0xff, sizeof name);
	name[sizeof name - 1] = '\0';
	c = capture_open(name, 0, NULL);
	assert_non_null(strstr(capture_input(c)->error.text, "No such file"));
	capture_close(c);
}

static void *write_fifo(void *arg)
{
	struct making *m = arg;
	int fd = open(at("fifo"), O_WRONLY);

	for (size_t i = 0; i < m->len; i += 7)
		if (write(fd, m->bytes + i, m->len - i < 7 ? m->len - i : 7) < 0)
			break;
	close(fd);
	return NULL;
}

static void test_fifo(void **state)
{
	(void)state;
	struct making m = capture_file();
	pthread_t writer;

	assert_int_equal(mkfifo(at("fifo"), 0600), 0);
	assert_int_equal(pthread_create(&writer, NULL, write_fifo, &m), 0);
	expect("fifo", INPUT_COMPLETE, PACKETS, "");
	pthread_join(writer, NULL);
}

/* A device without end must not be read to its end. */
static void test_endless(void **state)
{
	(void)state;
	struct capture *c = capture_open("/dev/zero", 0, NULL);

	assert_int_equal(capture_input(c)->status, INPUT_UNREADABLE);
	assert_int_equal(count_frames(c), 0);
	capture_close(c);
}

/* The file loses its second half after the first frame. */
static void test_shrinking(void **state)
{
	(void)state;
	size_t len = 24 + (size_t)76 * 20000;
	uint8_t *bytes = calloc(1, len);
	struct making m = capture_file();
	struct frame f;

	for (size_t i = 24; i + 76 <= len; i += 76)
		memcpy(bytes + i, m.bytes + 24, 76);
	memcpy(bytes, m.bytes, 24);
	store("shrinking", bytes, len);
	free(bytes);
	struct capture *c = capture_open(at("shrinking"), 0, NULL);
	assert_int_equal(capture_next(c, &f), 1);
	assert_int_equal(truncate(at("shrinking"), (off_t)(24 + 76 * 10000)), 0);
	while (capture_next(c, &f))
		;
	assert_int_equal(capture_input(c)->status, INPUT_TRUNCATED);
	assert_non_null(strstr(capture_input(c)->error.text, "shrank"));
	assert_int_equal(capture_input(c)->packets, 10000);
	capture_close(c);
}

/* -- containers, made by libarchive's writer -- */

struct member {
	const char *name;
	const void *bytes;
	size_t len;
};

static void pack(const char *name, int (*format)(struct archive *), int (*filter)(struct archive *),
    const char *password, const struct member *members)
{
	struct archive *a = archive_write_new();
	struct archive_entry *e = archive_entry_new();

	assert_int_equal(format(a), ARCHIVE_OK);
	if (filter)
		assert_int_equal(filter(a), ARCHIVE_OK);
	if (password) {
		assert_int_equal(archive_write_set_options(a, "zip:encryption=aes256"), ARCHIVE_OK);
		assert_int_equal(archive_write_set_passphrase(a, password), ARCHIVE_OK);
	}
	assert_int_equal(archive_write_open_filename(a, at(name)), ARCHIVE_OK);
	for (; members->name; members++) {
		archive_entry_clear(e);
		archive_entry_set_pathname(e, members->name);
		archive_entry_set_size(e, (la_int64_t)members->len);
		archive_entry_set_filetype(e, AE_IFREG);
		assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
		assert_int_equal(archive_write_data(a, members->bytes, members->len), members->len);
	}
	archive_entry_free(e);
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
}

static const struct {
	const char *name;
	int (*filter)(struct archive *);
} filters[] = {
    {"gzip", archive_write_add_filter_gzip},
    {"xz", archive_write_add_filter_xz},
    {"bzip2", archive_write_add_filter_bzip2},
    {"zstd", archive_write_add_filter_zstd},
    {"lz4", archive_write_add_filter_lz4},
};

static void test_compressions(void **state)
{
	(void)state;
	struct making m = capture_file();
	struct capture *c = capture_open(at("whole"), 0, NULL);
	char sha256[SHA256_TEXT_MAX];

	count_frames(c);
	memcpy(sha256, capture_sha256(c), sizeof sha256);
	capture_close(c);
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		const struct member members[] = {{"x", m.bytes, m.len}, {0}};

		pack("packed", archive_write_set_format_raw, filters[i].filter, NULL, members);
		c = capture_open(at("packed"), 0, NULL);
		assert_int_equal(count_frames(c), PACKETS);
		const struct input *in = capture_input(c);
		assert_int_equal(in->status, INPUT_COMPLETE);
		assert_string_equal(in->containers, filters[i].name);
		assert_string_equal(in->expanded_sha256, sha256);
		assert_int_equal(strlen(in->sha256), 64);
		assert_string_not_equal(in->sha256, sha256);
		assert_int_equal(capture_next_file(c), 0);
		capture_close(c);
	}
}

static void test_nested_compression(void **state)
{
	(void)state;
	struct making m = capture_file();
	static uint8_t inner[8192];
	const struct member members[] = {{"x", m.bytes, m.len}, {0}};

	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		pack("inner", archive_write_set_format_raw, filters[i].filter, NULL, members);
		FILE *f = fopen(at("inner"), "rb");
		size_t len = fread(inner, 1, sizeof inner, f);
		fclose(f);
		const struct member again[] = {{"x", inner, len}, {0}};
		pack("nested", archive_write_set_format_raw, filters[i].filter, NULL, again);
		expect("nested", INPUT_UNREADABLE, 0, "more than once");
	}
}

static void test_archives(void **state)
{
	(void)state;
	struct making m = capture_file();
	const struct member members[] = {{"readme", "hello", 5}, {"one.pcap", m.bytes, m.len},
	    {"sub/two.pcap", m.bytes, m.len - 1}, {"empty", "", 0}, {"last.txt", "bye", 3}, {0}};
	const struct {
		int (*format)(struct archive *);
		int (*filter)(struct archive *);
		const char *password, *given, *containers;
	} rows[] = {
	    {archive_write_set_format_zip, NULL, NULL, NULL, "zip"},
	    {archive_write_set_format_zip, NULL, "infected", NULL, "zip,encrypted:infected"},
	    {archive_write_set_format_zip, NULL, "secret", "secret", "zip,encrypted"},
	    {archive_write_set_format_ustar, NULL, NULL, NULL, "tar"},
	    {archive_write_set_format_pax, archive_write_add_filter_gzip, NULL, NULL, "gzip,tar"},
	    {archive_write_set_format_gnutar, archive_write_add_filter_zstd, NULL, NULL,
		"zstd,tar"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		pack("archive", rows[i].format, rows[i].filter, rows[i].password, members);
		struct capture *c = capture_open(
		    at("archive"), 3, &(struct capture_options){.zip_password = rows[i].given});
		struct frame f;

		assert_int_equal(capture_next(c, &f), 1); /* the rest is passed over */
		assert_int_equal(f.ref.input, 3);
		assert_string_equal(capture_input(c)->containers, rows[i].containers);
		assert_non_null(strstr(capture_input(c)->path, "/archive!one.pcap"));
		assert_int_equal(capture_next_file(c), 1);
		assert_int_equal(capture_next(c, &f), 1);
		assert_int_equal(f.ref.input, 4);
		while (capture_next(c, &f))
			;
		assert_int_equal(capture_input(c)->packets, PACKETS - 1);
		assert_int_equal(capture_input(c)->status, INPUT_TRUNCATED);
		assert_non_null(strstr(capture_input(c)->error.text, "!sub/two.pcap: truncated"));
		assert_int_equal(strlen(capture_input(c)->expanded_sha256), 64);
		assert_int_equal(capture_next_file(c), 0);
		assert_int_equal(strlen(capture_sha256(c)), 64);
		assert_int_equal(capture_next_file(c), 0);
		capture_close(c);
	}
}

static void test_archive_trouble(void **state)
{
	(void)state;
	struct making m = capture_file();
	const struct member plain[] = {{"one", m.bytes, m.len}, {"two", m.bytes, m.len}, {0}};
	const struct member none[] = {{"a", "hello", 5}, {"b", "hello", 5}, {0}};
	struct stat st;

	pack("locked", archive_write_set_format_zip, NULL, "unknown", none + 1);
	expect("locked", INPUT_UNREADABLE, 0, "assphrase");
	pack("none", archive_write_set_format_zip, NULL, NULL, none);
	expect("none", INPUT_UNREADABLE, 0, "no captures and no DNS logs (2 other files)");

	pack("short.tar", archive_write_set_format_ustar, NULL, NULL, plain);
	assert_int_equal(truncate(at("short.tar"), 512 + 24 + 76 * 5 + 10), 0);
	expect("short.tar", INPUT_TRUNCATED, 5, "Truncated tar archive");

	/* The bytes after the archive are part of the evidence too: a damaged check is said. */
	pack("bad.tar.gz", archive_write_set_format_ustar, archive_write_add_filter_gzip, NULL,
	    plain);
	assert_int_equal(stat(at("bad.tar.gz"), &st), 0);
	FILE *f = fopen(path, "r+b");
	fseek(f, -5, SEEK_END);
	fputc(0x99, f);
	fclose(f);
	struct capture *c = capture_open(path, 0, NULL);
	assert_int_equal(count_frames(c), PACKETS);
	assert_int_equal(capture_next_file(c), 1);
	assert_int_equal(count_frames(c), PACKETS);
	assert_int_equal(capture_input(c)->status, INPUT_COMPLETE);
	assert_int_equal(capture_next_file(c), 1);
	assert_int_equal(capture_input(c)->status, INPUT_DAMAGED);
	assert_non_null(strstr(capture_input(c)->error.text, "incorrect data check"));
	assert_int_equal(capture_next_file(c), 0);
	capture_close(c);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	static const char *const names[] = {"whole", "cut", "short", "tiny", "empty", "text", "7z",
	    "loop", "facts", "\x1b[31m\n%s%n", "fifo", "shrinking", "packed", "inner", "nested",
	    "archive", "locked", "none", "short.tar", "bad.tar.gz"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(at(names[i]));
	rmdir(at("sub"));
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_statuses),
	    cmocka_unit_test(test_facts),
	    cmocka_unit_test(test_odd_names),
	    cmocka_unit_test(test_fifo),
	    cmocka_unit_test(test_endless),
	    cmocka_unit_test(test_shrinking),
	    cmocka_unit_test(test_compressions),
	    cmocka_unit_test(test_nested_compression),
	    cmocka_unit_test(test_archives),
	    cmocka_unit_test(test_archive_trouble),
	};
	return cmocka_run_group_tests_name("capture", tests, make_folder, remove_folder);
}
