/*
 * A libpcap filter expression (pcap-filter(7)) applied to frames of any link type. Compiled once
 * per link type, for at most FILTER_LINKTYPES_MAX of them. Heap-owned; not thread-safe. The
 * expression comes from the user, never from captured data. libpcap resolves names in it, so create
 * the filter before entering a sandbox.
 */
#ifndef DNSFERRET_CAPTURE_BPF_H
#define DNSFERRET_CAPTURE_BPF_H

#include "base/err.h"
#include "base/frame.h"

struct bpf;

/* Returns NULL with err set if the expression does not compile for Ethernet. */
struct bpf *bpf_new(const char *expression, struct err *err);
void bpf_free(struct bpf *f);

/* Returns 1 if the frame matches, 0 if not, -1 if the expression does not compile for its link type
 * or there are too many link types. */
int bpf_match(struct bpf *f, const struct frame *frame);

/* "libpcap version ..." */
const char *bpf_library_version(void);

#endif
