#include "read/parsed_message.h"

#include <netinet/in.h>

#include "read/local_names.h"

static void count_message(
    struct accounting *a, const struct dns_event *event, enum dns_status status)
{
	a->messages++;
	if (!event->dns) {
		a->bad++;
		return;
	}
	if (event->response)
		a->responses++;
	else
		a->queries++;
	a->cut += status == DNS_CUT;
	a->malformed += status == DNS_BAD;
}

/* True if --domain has the name of any question. */
static bool any_wanted(
    const struct raw_message *from, const struct dns_msg *msg, const struct filter *filter)
{
	struct dns_record record;
	struct dns_walk walk;

	if (filter_domain(filter, msg->has_question ? &msg->qname : NULL))
		return true;
	dns_walk_start(&walk, from->bytes, from->len, msg);
	for (int i = 0; i < DNS_QUESTIONS_MAX && dns_walk_next(&walk, &record) == 1 &&
			record.section == DNS_QUESTION;
	     i++) {
		struct dns_name name;

		dns_name_read(&record.owner, &name);
		if (filter_domain(filter, &name))
			return true;
	}
	return false;
}

/* A whole datagram is one message, so its packet, which was already counted when it was read, is
 * now counted as filtered. Packets of streams and fragments keep their class. */
static bool is_left_out(struct parsed_message *m, const struct raw_message *from,
    const struct filter *filter, struct accounting *a)
{
	if (filter->domain_count == 0)
		return false;
	dns_msg_read(from->bytes, from->len, from->wire_len, &m->msg, NULL, from->packet->ref);
	if (any_wanted(from, &m->msg, filter))
		return false;
	a->dns_udp -= from->datagram;
	a->filtered += from->datagram;
	a->lines_dns -= from->line;
	a->lines_filtered += from->line;
	return true;
}

bool parsed_message_read(struct parsed_message *m, const struct raw_message *from,
    const struct read_options *options, struct provenance *counted)
{
	const struct packet *packet = from->packet;
	const struct endpoints *ends = &packet->ends;
	uint16_t port = ports_has(&options->ports, ends->dport) ? ends->dport : ends->sport;
	/* A log says which end is the server, whatever its port. */
	if (from->of_log)
		port = from->len > 2 && from->bytes[2] & 0x80 ? ends->sport : ends->dport;
	bool whole = from->question == 0;

	if (is_left_out(m, from, &options->filter, &counted->accounting))
		return false;
	dns_msg_read(from->bytes, from->len, from->wire_len, &m->msg,
	    whole ? &counted->anomalies : NULL, packet->ref);
	enum anomaly odd = dns_event_fill(&m->event, &m->msg, (uint32_t)from->wire_len, ends, port);
	if (m->msg.qtype == DNS_TYPE_PTR && !from->of_log)
		local_names_read_ptr(&counted->hosts, from->bytes, from->len, &m->msg,
		    &m->event.client, packet->ref);
	m->packet = packet;
	m->event.unknown = from->unknown;
	m->event.ref = packet->ref;
	m->event.time_ns = packet->time_ns;
	m->event.tcp = packet->protocol == IPPROTO_TCP;
	if (!whole)
		return true;
	anomaly_note(&counted->anomalies, odd, packet->ref);
	count_message(&counted->accounting, &m->event, m->msg.status);
	return options->filter.domain_count == 0 || !m->event.qname ||
	       filter_domain(&options->filter, m->event.qname);
}
