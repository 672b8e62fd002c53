#include "dns/event.h"

/* False for payload that only happens to use the DNS port (raw tunnels, VPNs, SIP, text). Any
 * twelve bytes form a header, so two conditions must hold: the header is impossible (unassigned
 * opcode, more records than could fit), and no question with a known class can be parsed after it.
 * For text or ciphertext the counts are almost always impossible; a damaged message almost always
 * still has its question. */
static bool can_be_dns(const struct dns_msg *msg)
{
	if (!msg->has_header)
		return false;
	if (dns_opcode_assigned(dns_opcode(msg->flags)) &&
	    msg->reason != ANOMALY_DNS_COUNTS_IMPOSSIBLE)
		return true;
	return msg->has_question && dns_class_assigned(msg->qclass);
}

enum anomaly dns_event_fill(struct dns_event *event, const struct dns_msg *msg, uint32_t wire_len,
    const struct endpoints *ends, uint16_t dns_port)
{
	bool from_port = ends->sport == dns_port && ends->dport != dns_port;
	bool to_port = ends->dport == dns_port && ends->sport != dns_port;

	event->dns = can_be_dns(msg);
	event->response = event->dns ? msg->flags & DNS_QR : from_port;
	event->client = event->response ? ends->dst : ends->src;
	event->server = event->response ? ends->src : ends->dst;
	event->client_port = event->response ? ends->dport : ends->sport;
	event->dnssec_ok = msg->edns.dnssec_ok;
	event->cookie = msg->edns.cookie;
	event->unknown = 0;
	event->bytes = wire_len;
	event->id = msg->id;
	event->flags = msg->flags;
	event->rcode = msg->rcode;
	event->qname = event->dns && msg->has_question ? &msg->qname : NULL;
	event->qtype = event->qname ? msg->qtype : 0;
	event->qclass = event->qname ? msg->qclass : 0;
	event->answer_count = msg->seen[DNS_ANSWER];
	event->answer_bytes = msg->answer_bytes;
	event->answer_hash = msg->answer_hash >> (64 - DNS_ANSWER_HASH_BITS);
	event->answer_ttl_min = msg->answer_ttl_min;
	event->answer_type = msg->answer_type;
	event->answer_flags = msg->answer_flags;
	if (event->dns && (event->response ? to_port : from_port))
		return ANOMALY_RESPONSE_TO_PORT;
	return ANOMALY_NONE;
}
