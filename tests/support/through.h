/*
 * Passes statistics through the steps users see: into a report, and into a partial result and back.
 * For fuzz targets and property tests; invariants are asserted.
 */
#ifndef DNSFERRET_SUPPORT_THROUGH_H
#define DNSFERRET_SUPPORT_THROUGH_H

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "read/provenance.h"
#include "adding.h"
#include "render/writer.h"
#include "report/report.h"
#include "stats/save.h"

/* The JSON report of finalized statistics, printable; heap-allocated. */
static inline char *through_report(
    struct stats *stats, const struct provenance *e, enum level min_level, size_t *len)
{
	static const char *const argv[] = {"test", NULL};
	const struct layout layout = {.width = 100};
	struct arena arena = {0};
	struct score_options options;
	struct out *out = out_memory();

	score_options_default(&options);
	options.min_level = min_level;
	struct ranking *ranking = score_run(stats, &options, &arena);
	struct report_sources sources = {.argv = argv,
	    .inputs = (const struct input *const *)e->inputs,
	    .input_count = e->input_count,
	    .accounting = &e->accounting,
	    .anomalies = &e->anomalies,
	    .stats = stats,
	    .ranking = ranking,
	    .options = &options,
	    .psl_version = "",
	    .sandbox = "off",
	    .min_level = min_level,
	    .ports = &e->ports,
	    .hosts = &e->hosts};
	writer_find("json")->write(out, report_build(&arena, &sources), &layout);
	char *copy = strdup(out_text(out, len));
	for (size_t i = 0; i < *len; i++)
		assert((copy[i] >= ' ' && copy[i] <= '~') || copy[i] == '\n');
	out_close(out, NULL);
	score_fini(ranking);
	arena_fini(&arena);
	return copy;
}

/* Saves the statistics, frees them, and loads them again. */
static inline struct stats *through_partial(struct stats *s)
{
	static const char mark[BLOCK_FILE_MAGIC_LEN] = {'t', 'e', 's', 't'};
	struct block_file_writer *p = calloc(1, sizeof *p);
	struct block_file_reader *u = calloc(1, sizeof *u);
	struct stats *again = stats_new(TEST_SECRET);
	struct out *o = out_memory();
	uint32_t version;
	size_t len;

	stats_finalize(s);
	block_file_begin(p, o, mark, 7);
	stats_save(s, p);
	block_file_end(p);
	const char *bytes = out_text(o, &len);
	FILE *file = fmemopen((char *)(uintptr_t)bytes, len, "r");
	assert(block_file_open(u, file, mark, &version) == 0 && version == 7);
	stats_load(again, u, (const uint32_t[]){0}, 1);
	assert(block_file_ended(u));
	fclose(file);
	out_close(o, NULL);
	stats_free(s);
	free(p);
	free(u);
	return again;
}

#endif
