#include "ingest_log.h"

#include <stdio.h>
#include <string.h>

#include "base/escape.h"

/* A message to a port that is not read: multicast DNS and others, which Zeek logs too. */
static bool is_other_port(
    const struct ingest *in, const struct log_message *m, const struct packet *packet)
{
	return m->by_port && !ports_has(&in->options->ports, packet->ends.sport) &&
	       !ports_has(&in->options->ports, packet->ends.dport);
}

static bool is_wanted_message(const struct ingest *in, const struct log_message *m)
{
	bool response = m->len > 2 && m->bytes[2] & 0x80;

	return filter_has_client(&in->options->filter, response ? &m->ends.dst : &m->ends.src);
}

/* Delivers the messages of a record that pass the filters; returns its class. `line` is set for the
 * last one only, so that --domain, which sees the names, can count the line as left out: all
 * messages of a line have the same name. */
static uint64_t *take_log_messages(
    struct ingest *in, const struct log_record *r, struct source_ref ref)
{
	struct accounting *a = &in->provenance.accounting;
	struct packet packet;
	bool taken = false, other = false;

	for (size_t i = 0; i < r->message_count; i++) {
		const struct log_message *m = &r->messages[i];

		log_input_packet(m, ref, &in->options->ports, &packet);
		other |= is_other_port(in, m, &packet);
		if (is_other_port(in, m, &packet) || !is_wanted_message(in, m) || in->enough ||
		    !filter_within(&in->period, m->time_ns))
			continue;
		struct raw_message message = {.bytes = m->bytes,
		    .len = m->len,
		    .wire_len = m->wire_len,
		    .packet = &packet,
		    .unknown = m->unknown,
		    .of_log = true,
		    .line = !taken};

		taken = true;
		if (!in->sink(in->sink_ctx, &message))
			in->enough = true;
	}
	return taken ? &a->lines_dns : other ? &a->lines_other : &a->lines_filtered;
}

void ingest_log_record(struct ingest *in, const struct log_record *r, const struct frame *frame)
{
	struct accounting *a = &in->provenance.accounting;
	struct source_ref ref = frame->ref;
	struct packet packet = {.kind = PACKET_OTHER, .ref = ref, .time_ns = frame->time_ns};
	uint64_t *class = NULL;

	if (in->tap)
		in->tap(in->tap_ctx, frame, &packet);

	a->lines++;
	switch (r->class) {
	case LOG_DNS:
		class = take_log_messages(in, r, ref);
		break;
	case LOG_CONTINUATION:
		class = &a->lines_continuation;
		break;
	case LOG_OTHER:
		class = &a->lines_other;
		break;
	case LOG_MALFORMED:
		class = &a->lines_malformed;
		break;
	case LOG_EXCLUDED:
		class = &a->lines_filtered;
		break;
	}
	++*class;
	anomaly_note(&in->provenance.anomalies, r->reason, ref);
}

void ingest_log_refuse_bpf(struct ingest *in, const char *path)
{
	char text[2 * ERR_TEXT_MAX];

	escape_text(text, sizeof text, (const uint8_t *)path, strlen(path));
	fprintf(stderr,
	    "dnsferret: --bpf: %.200s is a DNS log, which has no packets to match: select with "
	    "--client, --domain, --from and --to\n",
	    text);
	in->provenance.misused = in->enough = true;
}

bool ingest_log_goes_with_bpf(struct ingest *in, const struct ordered_input *order, size_t count)
{
	for (size_t i = 0; in->bpf && i < count; i++)
		if (order[i].log) {
			ingest_log_refuse_bpf(in, order[i].path->name);
			return false;
		}
	return true;
}
