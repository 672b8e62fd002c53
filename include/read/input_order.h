/*
 * The order in which captures are read: by their first packet, so that the files of a rotated set
 * follow each other whatever their names, and streams and fragments continue from one to the next.
 * Identifies duplicate files, which are not read again. Opens each regular file once for its first
 * packet only; those of the same size and start are read once more, to be compared.
 */
#ifndef DNSFERRET_READ_INPUT_ORDER_H
#define DNSFERRET_READ_INPUT_ORDER_H

#include "capture/capture.h"
#include "read/input_paths.h"

struct ordered_input {
	const struct path *path;
	const struct path *original; /* the path that this one duplicates, or NULL */
	bool has_begin;
	int64_t begin_ns; /* time of its first frame, if has_begin */
	bool regular;
	bool other; /* found in a directory, and nothing that a capture could be in */
	bool log;   /* its first input is a log, as far as that could be told beforehand */
};

/* Returns paths->count items on the heap, which the caller frees. `threads` open files in parallel.
 * Inputs without a first packet, or that cannot be opened twice (a pipe, standard input), come last
 * in their original order. `logs` reads logs, may be NULL. An interruption (`watch`, may be NULL)
 * ends it early: then files that were not looked at come last. */
struct ordered_input *input_order_build(const struct paths *paths, const struct capture_other *logs,
    unsigned threads, const struct read_watch *watch);

#endif
