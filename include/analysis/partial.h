/*
 * A partial result: what the reading of some captures came to, in a file, to be merged with others
 * into the report that all captures together would have given. Holds statistics and evidence, not
 * scores; docs/scaling.md describes it.
 */
#ifndef DNSFERRET_ANALYSIS_PARTIAL_H
#define DNSFERRET_ANALYSIS_PARTIAL_H

#include "base/block_file.h"
#include "read/provenance.h"
#include "read/read_options.h"
#include "stats/stats.h"

#define PARTIAL_READING_MAX 1024

/* How the captures were read, as text: partials that differ in it do not add up. */
void partial_reading(
    const struct read_options *options, const char *psl_version, char text[PARTIAL_READING_MAX]);

/* `stats` is settled. The output keeps its error. */
void partial_write(struct out *out, const char *reading, const struct provenance *evidence,
    const struct stats *stats);

enum partial_status {
	PARTIAL_FINE,
	PARTIAL_UNREADABLE, /* no such file, or damaged */
	PARTIAL_OTHER,      /* no partial, or of another version */
};

struct partial {
	const char *path; /* borrowed */
	char reading[PARTIAL_READING_MAX];
	struct provenance evidence;
	FILE *file; /* with its unpacker until partial_close */
	struct block_file_reader *block_file_reader;
};

/* Does everything in the file match its checksums? Otherwise a sentence. */
enum partial_status partial_check(const char *path, struct err *err);

/* Reads all but the statistics, or says a sentence. partial_fini in any case. */
enum partial_status partial_open(struct partial *p, const char *path, struct err *err);

/* The same of a file that is open, and now the partial's; `path` is for sentences. */
enum partial_status partial_take(struct partial *p, FILE *file, const char *path, struct err *err);

/* Adds the statistics; input i of the partial is inputs[i] there. After an error `into`
 * is of no use any more. Once. */
enum partial_status partial_load(
    struct partial *p, struct stats *into, const uint32_t *inputs, struct err *err);

/* Closes the file and keeps the rest. */
void partial_close(struct partial *p);
void partial_fini(struct partial *p);

#endif
