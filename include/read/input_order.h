/*
 * The order in which captures are read: by their first packet, so that the files of a rotated set
 * follow each other whatever they are called, and streams and fragments go on from one to the next.
 * Copies of a file that was already given are left out. Opens each regular file once, for its first
 * packet alone.
 */
#ifndef DNSFERRET_READ_INPUT_ORDER_H
#define DNSFERRET_READ_INPUT_ORDER_H

#include "read/input_paths.h"

struct ordered_input {
	const struct path *path;
	const struct path *original; /* the path this is a copy of, or NULL */
	bool has_begin;
	int64_t begin_ns; /* time of its first frame */
	bool regular;
};

/* paths->count items, heap: the caller frees them. `threads` open them side by side. What has no
 * first packet, or cannot be opened twice (a pipe, standard input), keeps its place behind those
 * that have. */
struct ordered_input *input_order_build(const struct paths *paths, unsigned threads);

#endif
