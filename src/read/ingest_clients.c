#include "ingest_clients.h"

#include "base/cursor.h"

static bool is_asked(const struct ingest *in, const struct packet *packet)
{
	return ports_has(&in->options->ports, packet->ends.dport);
}

static uint16_t id_of(const struct packet *packet)
{
	struct cursor c = cursor_of(packet->payload, packet->payload_len);

	return cursor_u16(&c);
}

const struct packet *ingest_clients_without_proxy(
    struct ingest *in, const struct packet *packet, struct packet *copy)
{
	struct proxy_source source;
	int len = 0;

	if (is_asked(in, packet))
		len = proxy_header_read(packet->payload, packet->payload_len, &source);
	if (len <= 0 && !in->proxied.slots)
		return packet;
	*copy = *packet;
	if (len > 0) {
		anomaly_note(&in->provenance.anomalies, ANOMALY_PROXY_HEADER, packet->ref);
		copy->payload += len;
		copy->payload_len -= (size_t)len;
		copy->payload_wire_len -= (size_t)len;
		if (source.known)
			proxied_query(&in->proxied, &copy->ends, id_of(copy), &source);
	} else if (ports_has(&in->options->ports, packet->ends.sport)) {
		proxied_response(&in->proxied, &copy->ends, id_of(copy));
	}
	return copy;
}

/* A header that goes on in the next segment leaves the client open. */
static void note_header(struct ingest *in, const struct packet *packet)
{
	struct proxy_source source;
	int len = proxy_header_read(packet->payload, packet->payload_len, &source);

	if (len > 0 || (len < 0 && !proxied_find(&in->proxied, &packet->ends, 0)))
		proxied_note(&in->proxied, &packet->ends, 0, &source);
}

static bool wants_segment(struct ingest *in, const struct packet *packet)
{
	struct endpoints ends = packet->ends;
	const struct endpoints turned = {ends.dst, ends.src, ends.dport, ends.sport};
	bool query = is_asked(in, packet);

	if (query)
		note_header(in, packet);
	const struct proxy_source *source = proxied_find(&in->proxied, query ? &ends : &turned, 0);
	if (source && !source->known)
		return true;
	if (source && query)
		ends.src = source->address;
	else if (source)
		ends.dst = source->address;
	return ingest_clients_want_message(in, &ends);
}

bool ingest_clients_want(struct ingest *in, const struct packet *packet)
{
	if (in->options->filter.client_count == 0)
		return true;
	if (packet->kind == PACKET_TCP)
		return wants_segment(in, packet);
	/* Only the first fragment has the header, or the id that leads to it. */
	return (packet->kind == PACKET_FRAGMENT && in->proxied.slots) ||
	       ingest_clients_want_message(in, &packet->ends);
}

bool ingest_clients_may_want(const struct ingest *in, const struct packet *packet)
{
	return packet->kind == PACKET_TCP && packet->payload_len == 0 &&
	       packet->tcp.flags & TCP_SYN && in->options->filter.client_count > 0 &&
	       (is_asked(in, packet) || ports_has(&in->options->ports, packet->ends.sport));
}

bool ingest_clients_want_message(const struct ingest *in, const struct endpoints *ends)
{
	return filter_client(&in->options->filter, ends, &in->options->ports);
}
