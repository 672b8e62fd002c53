/*
 * Writes captured frames as pcapng (draft-ietf-opsawg-pcapng): one section per source, one
 * interface per link type in it, nanosecond timestamps, a comment on every packet. Little-endian
 * and reproducible: the same frames give the same bytes. The caller owns the struct and sets out
 * and program; the output is borrowed and holds the error.
 */
#ifndef DNSFERRET_CAPTURE_PCAPNG_WRITER_H
#define DNSFERRET_CAPTURE_PCAPNG_WRITER_H

#include "base/frame.h"
#include "base/input.h"
#include "base/out.h"

struct pcapng_writer {
	struct out *out;
	const char *program;                /* written to each section header */
	int linktypes[INPUT_LINKTYPES_MAX]; /* LINKTYPE_ values of the section's interfaces */
	unsigned linktype_count;
};

/* Starts a section. `comment` is printable ASCII; comments are truncated to 65,535 bytes. */
void pcapng_writer_section(struct pcapng_writer *w, const char *comment);

/* Writes an enhanced packet block to the current section. Returns 0, or -1 if the section has no
 * room for another link type: start a new section. */
int pcapng_writer_frame(struct pcapng_writer *w, const struct frame *frame, const char *comment);

#endif
