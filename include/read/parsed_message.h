/*
 * Parses the bytes of a DNS message and counts it. Thread-safe, if each thread counts into a struct
 * provenance of its own.
 */
#ifndef DNSFERRET_READ_PARSED_MESSAGE_H
#define DNSFERRET_READ_PARSED_MESSAGE_H

#include "dns/event.h"
#include "read/ingest.h"

struct parsed_message {
	struct dns_event event; /* borrows its name from `msg` */
	const struct packet *packet;
	struct dns_msg msg;
};

/* Parses a message; counts it and its anomalies, unless it is a later question of one. Returns
 * false if --domain excludes it. */
bool parsed_message_read(struct parsed_message *m, const struct raw_message *from,
    const struct read_options *options, struct provenance *counted);

#endif
