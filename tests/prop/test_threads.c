/* Statistics, accounting and report are the same for every number of threads: random captures, some
 * of them compressed, with and without a memory limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <unistd.h>
#include <zlib.h>

#include "../../src/cli/options.h"
#include "analysis/pipeline.h"
#include "../support/draw.h"
#include "../support/through.h"
#include "dns/suffix.h"

#define ROUNDS      6
#define FILES_MAX   4
#define PACKETS_MAX 4000
#define FRAME_MAX   512
#define LINKTYPE    101 /* RAW: starts with the IP header */

struct frame_made {
	uint8_t bytes[FRAME_MAX];
	size_t len;
};

static void put16(struct frame_made *f, unsigned v)
{
	f->bytes[f->len++] = (uint8_t)(v >> 8);
	f->bytes[f->len++] = (uint8_t)v;
}

static void put_label(struct frame_made *f, const char *text)
{
	size_t len = strlen(text);

	f->bytes[f->len++] = (uint8_t)len;
	memcpy(f->bytes + f->len, text, len);
	f->len += len;
}

static void put_name(struct frame_made *f)
{
	static const char *const bases[] = {"example", "office", "update", "mail", "cdn"};
	char text[64];
	unsigned len = draw(4) ? 3 + draw(6) : 30 + draw(20);

	for (unsigned i = 0; i < len; i++)
		text[i] = "abcdefghijklmnopqrstuvwxyz234567"[draw(draw(3) ? 4 : 32)];
	text[len] = '\0';
	put_label(f, text);
	snprintf(text, sizeof text, "%s%u", bases[draw(5)], draw(4) ? draw(3) : draw(900));
	put_label(f, text);
	put_label(f, draw(3) ? "com" : "org");
	f->bytes[f->len++] = 0;
}

static void put_message(struct frame_made *f)
{
	static const uint16_t types[] = {1, 28, 16, 10, 5};
	bool response = draw(2);

	if (draw(30) == 0) { /* not DNS at all */
		for (unsigned i = draw(60); i > 0; i--)
			f->bytes[f->len++] = (uint8_t)draw(256);
		return;
	}
	put16(f, draw(65536));
	put16(f, response ? 0x8180 : 0x0100);
	put16(f, 1);
	put16(f, response);
	put16(f, 0);
	put16(f, draw(50) == 0); /* sometimes more than there are */
	put_name(f);
	put16(f, types[draw(5)]);
	put16(f, 1);
	if (!response)
		return;
	put16(f, 0xc00c);
	put16(f, 1);
	put16(f, 1);
	put16(f, 0);
	put16(f, 60);
	put16(f, 4);
	put16(f, draw(65536));
	put16(f, draw(65536));
}

/* Wraps a message in IPv4 and UDP; the direction matches its QR bit only by chance. */
static void make_frame(struct frame_made *f)
{
	unsigned client = draw(4) ? draw(4) : draw(250), server = draw(3);
	bool up = draw(2);

	f->len = 0;
	put16(f, 0x4500);
	put16(f, 0);
	put16(f, draw(65536));
	put16(f, 0);
	put16(f, 0x4011);
	put16(f, 0);
	put16(f, 0x0a00);
	put16(f, up ? client : 256 + server);
	put16(f, 0x0a00);
	put16(f, up ? 256 + server : client);
	put16(f, up ? 40000 : 53);
	put16(f, up ? 53 : 40000);
	put16(f, 0);
	put16(f, 0);
	put_message(f);
	f->bytes[2] = (uint8_t)(f->len >> 8);
	f->bytes[3] = (uint8_t)f->len;
	f->bytes[24] = (uint8_t)((f->len - 20) >> 8);
	f->bytes[25] = (uint8_t)(f->len - 20);
}

static void write_words(gzFile file, const uint32_t *words, unsigned count)
{
	assert_int_equal(gzwrite(file, words, count * 4), (int)(count * 4));
}

static void write_capture(const char *path, unsigned packets, bool compressed)
{
	gzFile file = gzopen(path, compressed ? "wb1" : "wbT");
	struct frame_made f = {.len = 0};
	uint64_t now_us = UINT64_C(1479074404000000) + draw(1000000);

	assert_non_null(file);
	write_words(file, (uint32_t[]){0xa1b2c3d4, 0x00040002, 0, 0, 65535, LINKTYPE}, 6);
	for (unsigned i = 0; i < packets; i++) {
		/* Occasionally a duplicate, as from a mirror port. */
		if (i == 0 || draw(20))
			make_frame(&f);
		uint32_t len = (uint32_t)f.len, kept = draw(40) ? len : 28 + draw(len - 27);
		now_us += draw(30000);
		write_words(file,
		    (uint32_t[]){
			(uint32_t)(now_us / 1000000), (uint32_t)(now_us % 1000000), kept, len},
		    4);
		assert_int_equal(gzwrite(file, f.bytes, kept), (int)kept);
	}
	assert_int_equal(gzclose(file), Z_OK);
}

/* Reads the inputs and returns the report, and how many channels were evicted. */
static char *read_with(unsigned jobs, uint64_t limit_bytes, int argc, char **argv)
{
	struct options options;
	struct paths paths = {0};
	struct err err;
	struct source_ref first;
	size_t len;
	struct collection got = {
	    .read = &options.read, .paths = &paths, .jobs = jobs, .secret = jobs};

	assert_int_equal(options_init(&options, argc, argv, &err), 0);
	assert_int_equal(paths_init(&paths, &options.read, &err), 0);
	got.suffix = suffix_new();
	got.stats = stats_new(got.secret);
	stats_limit(got.stats, limit_bytes);
	pipeline_run(&got);
	uint64_t evicted = stats_evicted(got.stats, &first);
	stats_finalize(got.stats);
	char *report = through_report(got.stats, &got.provenance, LEVEL_INFO, &len), *all = NULL;
	assert_true(asprintf(&all, "%s%llu first %llu", report, (unsigned long long)evicted,
			(unsigned long long)first.record) > 0);
	assert_true(limit_bytes == 0 || evicted > 0);
	free(report);
	provenance_fini(&got.provenance);
	stats_free(got.stats);
	suffix_free(got.suffix);
	paths_fini(&paths);
	options_fini(&options);
	return all;
}

static void test_threads(void **context)
{
	static const unsigned jobs[] = {2, 3, 8};
	char folder[] = "/tmp/test_threads.XXXXXX", names[FILES_MAX][64];
	char program[] = "dnsferret", quiet[] = "-q", *argv[FILES_MAX + 3] = {program, quiet};

	(void)context;
	draw_state = 20161126;
	assert_non_null(mkdtemp(folder));
	for (int round = 0; round < ROUNDS; round++) {
		int files = 1 + (int)draw(FILES_MAX);
		uint64_t limit_bytes = round % 2 ? 300000 : 0;

		for (int i = 0; i < files; i++) {
			snprintf(names[i], sizeof names[i], "%s/%d", folder, i);
			write_capture(names[i], PACKETS_MAX / 2 + draw(PACKETS_MAX / 2), draw(2));
			argv[2 + i] = names[i];
		}
		argv[2 + files] = NULL;
		char *one = read_with(1, limit_bytes, 2 + files, argv);
		for (size_t j = 0; j < sizeof jobs / sizeof *jobs; j++) {
			char *more = read_with(jobs[j], limit_bytes, 2 + files, argv);

			if (strcmp(one, more) != 0)
				fail_msg("%u threads differ from one (round %d)", jobs[j], round);
			free(more);
		}
		free(one);
		for (int i = 0; i < files; i++)
			unlink(names[i]);
	}
	rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
