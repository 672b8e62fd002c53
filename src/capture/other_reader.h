/*
 * Lets the reader that the caller brought (capture.h) stand in for one of captures.
 */
#ifndef DNSFERRET_CAPTURE_OTHER_READER_H
#define DNSFERRET_CAPTURE_OTHER_READER_H

#include "capture/capture.h"
#include "reader.h"

struct other_reader {
	const struct capture_other *how;
	void *state; /* NULL = not in use */
};

/* Sets `r` up on the stream; `other` must outlive it. Returns true. */
bool other_reader_open(struct reader *r, struct stream *s, const struct capture_other *how,
    struct other_reader *other, struct input *input);

#endif
