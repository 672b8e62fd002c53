/*
 * From the bytes of a DNS message to what it says, and where it is counted. Any thread, with an
 * evidence of its own to count into.
 */
#ifndef DNSFERRET_READ_PARSED_MESSAGE_H
#define DNSFERRET_READ_PARSED_MESSAGE_H

#include "dns/event.h"
#include "read/ingest.h"

struct parsed_message {
	struct dns_event event; /* borrows the name of `msg` */
	const struct packet *packet;
	struct dns_msg msg;
};

/* Parses and counts a message and what is odd about it; false when --domain leaves it out. */
bool parsed_message_read(struct parsed_message *m, const struct raw_message *from,
    const struct read_options *options, struct provenance *counted);

#endif
