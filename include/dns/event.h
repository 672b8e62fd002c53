/*
 * One DNS message as an observation: all that passes from the front end (packets, lines of logs) to
 * the back end (statistics, scores, report). What a log does not say is marked as unknown.
 * Borrows its names; valid for one callback.
 */
#ifndef DNSFERRET_DNS_EVENT_H
#define DNSFERRET_DNS_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/address.h"
#include "base/frame.h"
#include "dns/message.h"

/* Answers are compared within a channel: among ten thousand, the chance that any two collide is one
 * in ninety thousand. 42 bits take six bytes as a variable-length integer. */
#define DNS_ANSWER_HASH_BITS 42

/* What is not known of a message, because the log it comes from does not say. None for a captured
 * message. Statistics that depend on it leave the message out: unknown is never zero. */
enum event_unknown {
	UNKNOWN_SERVER = 1,
	UNKNOWN_SIZE = 2,
	UNKNOWN_ID = 4,          /* `id` only tells repetitions apart */
	UNKNOWN_FLAGS = 8,       /* AA, RD, RA, DO */
	UNKNOWN_ANSWERS = 16,    /* of a response: the records of the answer section */
	UNKNOWN_TTL = 32,        /* of the answers */
	UNKNOWN_TYPE = 64,       /* the query type */
	UNKNOWN_NAME = 128,      /* the name is not exact: characters were replaced or left out */
	UNKNOWN_RESPONSES = 256, /* of a query: whether it was answered */
	UNKNOWN_TRANSPORT = 512, /* UDP or TCP */
	UNKNOWN_PORT = 1024,     /* the client port */
	UNKNOWN_RCODE = 2048,    /* of a response */
	UNKNOWN_TIME = 4096,     /* `time_ns` is 0 and says nothing */
	UNKNOWN_END = 8192,
};

struct dns_event {
	struct source_ref ref;
	int64_t time_ns;
	/* who sent the query and who received it (by the QR bit; by port if not DNS) */
	struct address client, server;
	uint16_t client_port; /* 0 = not known */
	bool tcp;
	bool response;
	/* false: payload on the DNS port without a DNS header, or that cannot be DNS */
	bool dns;
	bool dnssec_ok, cookie;       /* EDNS: the DO bit, a COOKIE option */
	uint16_t unknown;             /* enum event_unknown */
	uint32_t bytes;               /* size of the message on the wire */
	uint16_t id, flags, rcode;    /* rcode is meaningful only in responses */
	const struct dns_name *qname; /* first question; NULL if there is none */
	uint16_t qtype, qclass;
	uint16_t answer_count; /* records parsed in the answer section */
	uint32_t answer_bytes;
	uint64_t answer_hash; /* upper DNS_ANSWER_HASH_BITS of the message's answer_hash */
	uint32_t answer_ttl_min;
	uint16_t answer_type;
	uint8_t answer_flags; /* enum answer_flag */
};

/* True for a response whose answers are known. Only messages with opcode QUERY have answers in that
 * section (RFC 2136 3.2, RFC 1996 3.7). */
static inline bool dns_event_has_answers(const struct dns_event *e)
{
	return e->dns && e->response && dns_opcode(e->flags) == DNS_OPCODE_QUERY &&
	       !(e->unknown & UNKNOWN_ANSWERS);
}

/* Fills an event from a parsed message; the caller sets ref, time_ns and tcp. `dns_port` identifies
 * the server if the payload is not DNS. The event borrows msg->qname. Returns
 * ANOMALY_RESPONSE_TO_PORT or ANOMALY_NONE, which the caller must note. */
enum anomaly dns_event_fill(struct dns_event *event, const struct dns_msg *msg, uint32_t wire_len,
    const struct endpoints *ends, uint16_t dns_port);

#endif
