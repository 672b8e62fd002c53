/*
 * A captured frame, and the reference to a frame by which evidence is cited. A frame borrows the
 * reader's buffer until the next read; a reference is a plain value.
 */
#ifndef DNSFERRET_BASE_FRAME_H
#define DNSFERRET_BASE_FRAME_H

#include <stddef.h>
#include <stdint.h>

/* input: index into the input list in reading order (by first packet), not argument order, from 0.
 * record: frame number within the input from 1, as in Wireshark; 0 = no frame. */
struct source_ref {
	uint32_t input;
	uint64_t record;
};

struct frame {
	struct source_ref ref;
	int64_t time_ns; /* since 1970-01-01T00:00:00Z */
	int linktype;    /* LINKTYPE_ value as in the file (not libpcap's DLT_) */
	const uint8_t *bytes;
	size_t len;      /* bytes captured */
	size_t wire_len; /* bytes on the wire, never below len */
};

/* Orders by input, then by frame number; "no frame" sorts last. */
static inline int source_ref_compare(struct source_ref a, struct source_ref b)
{
	if ((a.record == 0) != (b.record == 0))
		return a.record == 0 ? 1 : -1;
	if (a.input != b.input)
		return a.input < b.input ? -1 : 1;
	return a.record < b.record ? -1 : a.record > b.record;
}

#endif
