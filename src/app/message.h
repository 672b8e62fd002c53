/*
 * From the octets of a DNS message to what it says, and where it is counted. Any thread, with an
 * evidence of its own to count into.
 */
#ifndef DNSFERRET_APP_MESSAGE_H
#define DNSFERRET_APP_MESSAGE_H

#include "dns/event.h"
#include "ingest.h"

struct message {
	struct dns_event event; /* borrows the name of `msg` */
	const struct packet *packet;
	struct dns_msg msg;
};

/* Parses and counts a message and what is odd about it; false when --domain leaves it out. */
bool message_read(struct message *m, const struct ingest_message *from,
    const struct options *options, struct evidence *counted);

#endif
