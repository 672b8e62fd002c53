/*
 * Writes captured frames as pcapng (draft-ietf-opsawg-pcapng): a section for each source, an
 * interface for each link type in it, nanoseconds, a comment on every packet. Little-endian and
 * nothing but what was given: the same frames give the same bytes. Caller's memory; the output is
 * borrowed.
 */
#ifndef DNSFERRET_CAPTURE_PCAPNG_WRITER_H
#define DNSFERRET_CAPTURE_PCAPNG_WRITER_H

#include "base/frame.h"
#include "base/input.h"
#include "base/out.h"

struct pcapng_writer {
	struct out *out;
	const char *program;                /* goes into each section header */
	int linktypes[INPUT_LINKTYPES_MAX]; /* LINKTYPE_ values; interfaces of the section */
	unsigned linktype_count;
};

/* Begins a section; `comment` is printable ASCII, cut at 65,535 bytes, as those of packets are. */
void pcapng_writer_section(struct pcapng_writer *w, const char *comment);

/* One enhanced packet block in the section begun last. Returns 0, or -1 when the section has no
 * room for one more link type (begin another). */
int pcapng_writer_frame(struct pcapng_writer *w, const struct frame *frame, const char *comment);

#endif
