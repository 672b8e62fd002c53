/*
 * One DNS message as an observation: the only thing that passes from the front half (bytes) to the
 * back half (statistics, scores, report). Another front half (query logs, dnstap) need only fill
 * this. Borrows its names; lives for one callback.
 */
#ifndef DNSFERRET_DNS_EVENT_H
#define DNSFERRET_DNS_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/address.h"
#include "base/frame.h"
#include "dns/message.h"

/* Answers are told apart within a channel: two of ten thousand are the same with a chance of one in
 * ninety thousand. Six bytes of a number of variable length. */
#define DNS_ANSWER_HASH_BITS 42

struct dns_event {
	struct source_ref ref;
	int64_t time_ns;
	struct address client,
	    server; /* who asked, who was asked (by the QR bit; not DNS: by port) */
	bool tcp;
	bool response;
	bool dns;       /* false: payload on the DNS port that has no DNS header or cannot be DNS */
	uint32_t bytes; /* bytes of the message as on the wire */
	uint16_t id, flags, rcode;    /* rcode means something in responses only */
	const struct dns_name *qname; /* first question; NULL when there is none */
	uint16_t qtype, qclass;
	uint16_t answer_count; /* records seen in the answer section */
	uint32_t answer_bytes;
	uint64_t answer_hash; /* upper DNS_ANSWER_HASH_BITS of the message's */
	uint32_t answer_ttl_min;
	uint16_t answer_type;
	uint8_t answer_flags; /* enum answer_flag */
};

/* Fills an event from a walked message; ref, time_ns and tcp are the caller's. `dns_port` tells the
 * server's end when the payload is not DNS. The event borrows msg->qname. Returns
 * ANOMALY_RESPONSE_TO_PORT or ANOMALY_NONE, to be noted by the caller. */
enum anomaly dns_event_fill(struct dns_event *event, const struct dns_msg *msg, uint32_t wire_len,
    const struct endpoints *ends, uint16_t dns_port);

#endif
