/*
 * dnstap (https://dnstap.info): Frame Streams of protocol buffers with the messages as they were on
 * the wire, or one such protocol buffer alone.
 */
#ifndef DNSFERRET_LOG_DNSTAP_H
#define DNSFERRET_LOG_DNSTAP_H

#include "format.h"
#include "stream/stream.h"

struct dnstap {
	bool streamed;      /* Frame Streams; else one bare record */
	bool authoritative; /* no message between clients and a resolver was seen at first: those of
			       an authoritative server are read instead */
	bool over;
};

/* True for the beginning of a Frame Streams file with dnstap, or a whole bare record. Sets *why for
 * Frame Streams of another content type. */
bool dnstap_recognise(struct stream *s, struct trouble *why);

void dnstap_init(struct dnstap *d, struct stream *s);

/* Goes to the next record and reads it into the context. Returns true, with the class and the bytes
 * of the record set; false at the end, with *trouble set if it came early. */
bool dnstap_next(
    struct dnstap *d, struct stream *s, struct log_context *c, struct trouble *trouble);

#endif
