/*
 * Captures joined with cat, or by a recorder that was started again on the same file. Only peeks.
 */
#ifndef DNSFERRET_CAPTURE_APPENDED_H
#define DNSFERRET_CAPTURE_APPENDED_H

#include "stream/stream.h"

/* Where a record should begin: true if the file header of another pcap or pcapng capture does. */
bool appended_begins(struct stream *s);

/* True if the 8 bytes begin a pcap file header of a known version. */
bool appended_classic(const uint8_t *bytes);

#endif
