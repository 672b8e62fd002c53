/*
 * What a reader of a capture format says of some bytes, which end at an unreadable page.
 */
#ifndef DNSFERRET_TESTS_READING_H
#define DNSFERRET_TESTS_READING_H

#include "../../src/capture/reader.h"
#include "guard.h"

#define READING_MAX 8

struct reading {
	struct input input;
	struct frame frames[READING_MAX]; /* bytes not kept */
	uint8_t first_byte[READING_MAX], last_byte[READING_MAX];
	int count; /* of frames, also those that are not kept */
	bool appended;
	struct trouble trouble;
};

static inline struct reading reading_of(
    int (*open)(struct reader *r), const uint8_t *bytes, size_t len)
{
	const uint8_t *copy = guard_copy(bytes, len);
	struct stream s = {.window = (uint8_t *)copy, .end = len, .ended = true};
	struct reading g = {0};
	struct reader r = {.stream = &s, .input = &g.input};
	struct frame f = {0};

	if (open(&r) == 0)
		for (; r.next(&r, &f); g.count++)
			if (g.count < READING_MAX) {
				g.first_byte[g.count] = f.len ? f.bytes[0] : 0;
				g.last_byte[g.count] = f.len ? f.bytes[f.len - 1] : 0;
				g.frames[g.count] = f;
			}
	g.appended = r.appended;
	g.trouble = r.trouble;
	if (r.close)
		r.close(&r);
	guard_free(copy, len);
	return g;
}

#endif
