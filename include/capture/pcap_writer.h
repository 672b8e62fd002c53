/*
 * Writes captured frames as classic pcap with nanosecond timestamps (draft-ietf-opsawg-pcap), which
 * has one link type and no comments. Little-endian and reproducible. The caller owns the struct and
 * sets out; the output is borrowed and holds the error.
 */
#ifndef DNSFERRET_CAPTURE_PCAP_WRITER_H
#define DNSFERRET_CAPTURE_PCAP_WRITER_H

#include <stdbool.h>

#include "base/frame.h"
#include "base/out.h"

struct pcap_writer {
	struct out *out;
	bool begun;
	int linktype; /* LINKTYPE_ value of the file, that of its first frame */
};

/* Writes a frame, and the file header before the first. Returns 0, or -1 if the frame has another
 * link type than the file. */
int pcap_writer_frame(struct pcap_writer *w, const struct frame *frame);

#endif
