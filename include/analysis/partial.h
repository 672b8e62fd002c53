/*
 * A partial result: the statistics and provenance of some captures, in a file. Merging partial
 * results gives the report that one run over all captures would have given. docs/scaling.md
 * describes them.
 */
#ifndef DNSFERRET_ANALYSIS_PARTIAL_H
#define DNSFERRET_ANALYSIS_PARTIAL_H

#include "base/block_file.h"
#include "read/provenance.h"
#include "read/read_options.h"
#include "stats/stats.h"

/* Version of the format; `merge` accepts no other. */
#define PARTIAL_VERSION     6
#define PARTIAL_READING_MAX 1024

/* The options that affect reading, as text. Partial results with different ones cannot be merged.
 */
void partial_reading(
    const struct read_options *options, const char *psl_version, char text[PARTIAL_READING_MAX]);

/* `stats` must be finalized. Errors stay in the output (out_failed). */
void partial_write(struct out *out, const char *reading, const struct provenance *provenance,
    const struct stats *stats);

enum partial_status {
	PARTIAL_FINE,
	PARTIAL_UNREADABLE, /* the file does not exist or is damaged */
	PARTIAL_OTHER,      /* not a partial result, or another version */
};

struct partial {
	const char *path; /* borrowed */
	char reading[PARTIAL_READING_MAX];
	struct provenance provenance;
	FILE *file; /* open until partial_close, like its reader */
	struct block_file_reader *block_file_reader;
};

/* Checks the checksums of the whole file; sets err on failure. */
enum partial_status partial_check(const char *path, struct err *err);

/* Reads everything but the statistics, or sets err. Call partial_fini in either case. */
enum partial_status partial_open(struct partial *p, const char *path, struct err *err);

/* The same for an open file, which the partial result takes over; `path` is for messages. */
enum partial_status partial_take(struct partial *p, FILE *file, const char *path, struct err *err);

/* Adds the statistics to `into`, where input i gets the index inputs[i]. After an error `into` is
 * unusable. Call once. */
enum partial_status partial_load(
    struct partial *p, struct stats *into, const uint32_t *inputs, struct err *err);

/* Closes the file but keeps everything read from it. */
void partial_close(struct partial *p);
void partial_fini(struct partial *p);

#endif
