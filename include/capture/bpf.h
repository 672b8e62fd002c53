/*
 * A libpcap filter expression (pcap-filter(7)) over frames of any link types: compiled once for
 * each link type it meets, at most FILTER_LINKTYPES_MAX. Heap-owned; one thread. An expression is
 * the user's own, never captured data. Names in it are looked up as libpcap does, so it should be
 * made before a sandbox closes.
 */
#ifndef DNSFERRET_CAPTURE_BPF_H
#define DNSFERRET_CAPTURE_BPF_H

#include "base/err.h"
#include "base/frame.h"

struct bpf;

/* NULL with err set when the expression does not compile for Ethernet. */
struct bpf *bpf_new(const char *expression, struct err *err);
void bpf_free(struct bpf *f);

/* 1: the frame passes. 0: it does not. -1: the expression has no meaning on its link type. */
int bpf_match(struct bpf *f, const struct frame *frame);

/* "libpcap version ..." */
const char *bpf_library_version(void);

#endif
