/*
 * Any capture file as a sequence of frames: classic pcap through libpcap, pcapng through our own
 * block reader, containers through libarchive, by content and not by name. The only layer that
 * includes <pcap.h> and <archive.h>. Hostile bytes end the sequence with a status and a sentence,
 * never the program; what came before is delivered. One thread a capture.
 */
#ifndef DNSFERRET_CAPTURE_CAPTURE_H
#define DNSFERRET_CAPTURE_CAPTURE_H

#include "base/frame.h"
#include "base/input.h"

struct capture;

/* Opens one input ("-" = standard input). Never NULL: an input that cannot be read gives no frame
 * and says why in capture_input()->status and ->error. `input_index` goes into every frame
 * reference. */
struct capture *capture_open(const char *path, uint32_t input_index);

/* 1: a frame, valid until the next call. 0: the end, see capture_input(). */
int capture_next(struct capture *c, struct frame *frame);

/* What is known so far; complete after capture_next gave 0. Valid until capture_close. */
const struct input *capture_input(const struct capture *c);

void capture_close(struct capture *c);

#endif
