#include "read/ingest.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/link_types.h"
#include "base/memory.h"
#include "base/utc.h"
#include "capture/capture.h"
#include "dns/framing.h"
#include "dns/questions.h"
#include "base/limits.h"
#include "read/input_order.h"
#include "read/time_span.h"
#include "read/log_input.h"
#include "ingest_clients.h"
#include "ingest_log.h"

static bool is_dns(void *ctx, uint16_t a, uint16_t b)
{
	const struct ingest *in = ctx;

	return ports_has(&in->options->ports, a) || ports_has(&in->options->ports, b);
}

/* -- messages -- */

static void hand_over(struct ingest *in, const struct raw_message *message)
{
	if (!in->enough && !in->sink(in->sink_ctx, message))
		in->enough = true;
}

/* The questions after the first one, each as a message. */
static void take_questions(struct ingest *in, const struct raw_message *whole)
{
	uint8_t alone[DNS_QUESTION_ALONE_MAX];
	struct dns_questions questions;
	size_t len;

	if (!dns_questions_start(&questions, whole->bytes, whole->len, whole->wire_len))
		return;
	for (unsigned i = 1; (len = dns_questions_next(&questions, alone)) > 0; i++) {
		if (i == DNS_QUESTIONS_MAX) {
			anomaly_note(
			    &in->provenance.anomalies, ANOMALY_QUESTION_LIMIT, whole->packet->ref);
			return;
		}
		hand_over(in, &(struct raw_message){.bytes = alone,
				  .len = len,
				  .wire_len = len,
				  .packet = whole->packet,
				  .question = i});
	}
}

static void take_message(struct ingest *in, const struct packet *packet, const uint8_t *bytes,
    size_t len, size_t wire_len)
{
	struct raw_message message = {
	    .bytes = bytes,
	    .len = len,
	    .wire_len = wire_len,
	    .packet = packet,
	    .datagram = source_ref_compare(in->datagram, packet->ref) == 0,
	};

	if (!ingest_clients_want_message(in, &packet->ends))
		return;
	hand_over(in, &message);
	if (dns_questions_several(bytes, len))
		take_questions(in, &message);
}

/* -- streams and datagrams -- */

/* Something that carries packets. Whoever sees only fragments of them did not see everything. */
static void note_unfollowed(struct ingest *in, const struct packet *packet)
{
	anomaly_note(&in->provenance.anomalies, ANOMALY_TUNNEL_NOT_FOLLOWED, packet->ref);
	if (unread_is_fragment(packet->tunnel))
		anomaly_note(&in->provenance.anomalies, ANOMALY_LINK_FRAGMENT, packet->ref);
}

static void take_datagram(void *ctx, const struct packet *packet)
{
	struct ingest *in = ctx;
	struct packet copy;

	if (packet->kind == PACKET_UDP && is_dns(in, packet->ends.sport, packet->ends.dport)) {
		/* A datagram in one packet has lost its header in take_packet. */
		if (source_ref_compare(in->datagram, packet->ref) != 0)
			packet = ingest_clients_without_proxy(in, packet, &copy);
		in->provenance.accounting.tunnelled += packet->inside;
		tunnel_ports_note(&in->provenance.tunnels, packet->odd_tunnel);
		take_message(
		    in, packet, packet->payload, packet->payload_len, packet->payload_wire_len);
	} else if (packet->tunnel != TUNNEL_NONE) {
		note_unfollowed(in, packet);
		unread_note(
		    &in->provenance.unread, UNREAD_TUNNEL, (uint16_t)packet->tunnel, packet->ref);
	}
}

struct segment {
	struct ingest *in;
	const struct packet *packet;
	const struct framing *framing;
};

static void take_framed(void *ctx, const uint8_t *bytes, size_t len, size_t wire_len)
{
	const struct segment *s = ctx;
	struct packet copy;

	if (!s->framing->proxy.known && !s->in->proxied.slots) {
		take_message(s->in, s->packet, bytes, len, wire_len);
		return;
	}
	copy = *s->packet;
	if (s->framing->proxy.known)
		proxied_query(&s->in->proxied, &copy.ends, 0, &s->framing->proxy);
	else
		proxied_response(&s->in->proxied, &copy.ends, 0);
	take_message(s->in, &copy, bytes, len, wire_len);
}

/* The framing of a direction lives as long as the direction. If the incomplete messages of all
 * streams need too much memory, the one of this stream is delivered as truncated. */
static void take_stream(void *ctx, const struct stream_bytes *bytes, void **user)
{
	struct ingest *in = ctx;
	struct source_ref where = bytes->packet->ref;
	struct framing *f = *user;

	if (!f)
		f = *user = framing_pool_take(&in->framings);
	struct segment segment = {in, bytes->packet, f};
	in->framing_bytes -= f->pending.len;
	framing_push(f, bytes->bytes, bytes->len, bytes->gap_before, take_framed, &segment,
	    &in->provenance.anomalies, where);
	if (in->framing_bytes + f->pending.len > FRAMINGS_BYTES_MAX) {
		anomaly_note(&in->provenance.anomalies, ANOMALY_TCP_LIMIT, where);
		framing_push(
		    f, NULL, 0, true, take_framed, &segment, &in->provenance.anomalies, where);
	}
	in->framing_bytes += f->pending.len;
	if (!bytes->end)
		return;
	in->framing_bytes -= f->pending.len;
	framing_end(f, take_framed, &segment, &in->provenance.anomalies, where);
	framing_pool_give(&in->framings, f);
	*user = NULL;
}

/* -- frames -- */

/* The accounting class of a packet: exactly one. */
static uint64_t *class_of(struct ingest *in, const struct packet *packet)
{
	struct accounting *a = &in->provenance.accounting;
	bool dns = false;

	switch (packet->kind) {
	case PACKET_UNDECODABLE:
		return &a->undecodable[packet->reason];
	case PACKET_OTHER:
		return &a->not_dns;
	case PACKET_UDP:
	case PACKET_TCP:
		dns = is_dns(in, packet->ends.sport, packet->ends.dport);
		break;
	case PACKET_FRAGMENT:
		return ingest_clients_want(in, packet) ? &a->ip_fragments : &a->filtered;
	}
	if (!dns)
		return &a->not_dns;
	if (!ingest_clients_want(in, packet))
		return &a->filtered;
	return packet->kind == PACKET_UDP ? &a->dns_udp : &a->dns_tcp;
}

static void note_unread(struct ingest *in, const struct packet *packet)
{
	uint16_t linktype =
	    (uint16_t)(packet->linktype >= 0 && packet->linktype < UINT16_MAX ? packet->linktype
									      : UINT16_MAX);

	if (packet->kind == PACKET_UNDECODABLE)
		unread_note(&in->provenance.unread, UNREAD_LINK, linktype, packet->ref);
	else if (packet->tunnel != TUNNEL_NONE)
		note_unfollowed(in, packet);
}

/* A frame counts once: in the class of its first packet, or of the first that is DNS. */
static void count_packet(struct ingest *in, uint64_t *class, uint64_t **counted)
{
	if (*counted == &in->provenance.accounting.not_dns && *counted != class) {
		--**counted;
		*counted = NULL;
	}
	if (!*counted) {
		*counted = class;
		++*class;
	}
}

static void take_packet(struct ingest *in, const struct packet *seen, uint64_t **counted)
{
	struct packet copy;

	host_look(&in->host_look, &in->provenance, seen, &in->options->ports);
	bool datagram = seen->kind == PACKET_UDP && is_dns(in, seen->ends.sport, seen->ends.dport);
	const struct packet *packet =
	    datagram ? ingest_clients_without_proxy(in, seen, &copy) : seen;
	const struct accounting *a = &in->provenance.accounting;
	uint64_t *class = class_of(in, packet);

	count_packet(in, class, counted);
	if (class == &a->undecodable[ANOMALY_LINK_UNKNOWN] ||
	    (class == &a->not_dns && ingest_clients_want(in, packet)))
		note_unread(in, packet);
	anomaly_note(&in->provenance.anomalies, packet->reason, packet->ref);
	in->datagram = packet->kind == PACKET_UDP ? packet->ref : (struct source_ref){0};
	if (class == &a->not_dns && ingest_clients_want(in, packet))
		unread_dns_look(&in->provenance.unread, &in->doh, packet);
	if (class == &a->dns_udp || class == &a->dns_tcp || class == &a->ip_fragments ||
	    ingest_clients_may_want(in, packet)) {
		tunnel_ports_note(&in->provenance.tunnels, packet->odd_tunnel);
		flows_push(in->flows, packet);
	}
}

static void take_frame(struct ingest *in, const struct frame *frame)
{
	struct packet packet;
	uint64_t *counted = NULL;

	in->provenance.accounting.packets++;
	if (in->has_last && frame->time_ns < in->last_ns &&
	    (uint64_t)in->last_ns - (uint64_t)frame->time_ns > NS_PER_SECOND)
		anomaly_note(&in->provenance.anomalies, ANOMALY_FRAME_TIME_BACKWARDS, frame->ref);
	if (in->has_last && frame->time_ns > in->last_ns &&
	    (uint64_t)frame->time_ns - (uint64_t)in->last_ns > NS_PER_DAY)
		anomaly_note(&in->provenance.anomalies, ANOMALY_FRAME_TIME_FORWARD, frame->ref);
	in->last_ns = frame->time_ns;
	in->has_last = true;
	if (frame->len < frame->wire_len)
		anomaly_note(&in->provenance.anomalies, ANOMALY_FRAME_CUT, frame->ref);
	bool passes = !in->bpf || bpf_match(in->bpf, frame) == 1;
	bool timely = filter_within(&in->period, frame->time_ns);
	if (passes)
		packet_decode_with(frame, in->tunnel_ports, &packet);
	if (!passes || !timely) {
		in->provenance.accounting.filtered++;
		if (passes) /* a host may have said its name before */
			host_look(&in->host_look, &in->provenance, &packet, &in->options->ports);
		return;
	}
	if (packet.reason == ANOMALY_FRAME_CUT && frame->len < frame->wire_len)
		packet.reason = ANOMALY_NONE; /* noted above */
	if (in->tap)
		in->tap(in->tap_ctx, frame, &packet);
	do {
		take_packet(in, &packet, &counted);
	} while (packet_decode_rest(&packet));
}

/* -- inputs -- */

/* Called before its frames are read, so that messages can refer to their input. */
static struct input *begin_input(struct ingest *in, const struct input *now)
{
	struct input *kept = provenance_begin_input(&in->provenance, now);

	kept->file = in->file;
	kept->has_begin = in->item->has_begin;
	kept->begin_ns = in->item->begin_ns;
	return kept;
}

static void end_input(struct ingest *in, struct input *kept, const struct input *now, bool whole)
{
	const struct input begun = *kept;

	*kept = *now;
	kept->path = begun.path;
	kept->file = begun.file;
	kept->has_begin = begun.has_begin;
	kept->begin_ns = begun.begin_ns;
	kept->hosts = (struct host_names){0};
	struct source_ref last = {(uint32_t)(in->provenance.input_count - 1), kept->packets};
	host_names_merge(&in->provenance.hosts, &now->hosts, &last.input);
	if (in->provenance.interrupted && !whole && kept->status == INPUT_COMPLETE) {
		kept->status = INPUT_TRUNCATED;
		err_set(&kept->error, "%s: not read to the end", kept->path);
	}
	packet_gaps_finalize(
	    &kept->packet_gaps, (uint64_t)kept->last_ns - (uint64_t)kept->first_ns, kept->packets);
	if (kept->status == INPUT_TRUNCATED)
		anomaly_note(&in->provenance.anomalies, ANOMALY_FILE_TRUNCATED, last);
	if (kept->appended > 0)
		anomaly_note(&in->provenance.anomalies, ANOMALY_FILE_APPENDED, last);
	if (kept->status == INPUT_DAMAGED)
		anomaly_note(&in->provenance.anomalies, ANOMALY_FILE_DAMAGED, last);
	if (in->options->strict && kept->status != INPUT_COMPLETE)
		in->enough = true;
}

static bool goes_on(struct ingest *in)
{
	const struct read_watch *w = in->options->watch;

	in->provenance.interrupted = w ? w->interrupted(w->ctx) : 0;
	return !in->provenance.interrupted && !in->enough;
}

static void read_capture(struct ingest *in, struct capture *c)
{
	const struct read_watch *w = in->options->watch;
	struct input *kept = begin_input(in, capture_input(c));
	struct frame frame;
	bool whole = false;

	in->has_last = false;
	if (in->bpf && capture_other_state(c))
		ingest_log_refuse_bpf(in, in->item->path->name);
	while (!whole && goes_on(in)) {
		if (capture_next(c, &frame) != 1)
			whole = true;
		else if (capture_other_state(c))
			ingest_log_record(in, log_input_record(c), &frame);
		else
			take_frame(in, &frame);
		if (w)
			w->packet(w->ctx, kept->path, capture_position(c),
			    in->provenance.accounting.packets + in->provenance.accounting.lines);
	}
	end_input(in, kept, capture_input(c), whole);
}

static void read_path(struct ingest *in)
{
	const struct read_watch *w = in->options->watch;
	size_t first = in->provenance.input_count;
	struct capture *c = prefetch_take(&in->ahead, (uint32_t)first);

	do {
		read_capture(in, c);
	} while (goes_on(in) && capture_next_file(c));
	if (w) {
		w->path_over(w->ctx, capture_position(c));
		w->clear(w->ctx);
	}
	for (size_t i = first; i < in->provenance.input_count; i++)
		if (in->provenance.inputs[i]->status != INPUT_COMPLETE && !in->again)
			fprintf(stderr, "dnsferret: %s\n", in->provenance.inputs[i]->error.text);
}

/* A duplicate is listed, but not counted twice. */
static void pass_over_copy(struct ingest *in, const struct ordered_input *item)
{
	char path[2 * ERR_TEXT_MAX], original[2 * ERR_TEXT_MAX];

	escape_text(path, sizeof path, (const uint8_t *)item->path->name, strlen(item->path->name));
	escape_text(original, sizeof original, (const uint8_t *)item->original->name,
	    strlen(item->original->name));
	begin_input(in, &(struct input){.path = path})->copy_of = memory_text(original);
	if (!in->options->quiet && !in->again)
		fprintf(
		    stderr, "dnsferret: %.200s: skipped, identical to %.200s\n", path, original);
}

int ingest_bpf(const struct read_options *options, struct bpf **bpf, struct err *err)
{
	struct err why;

	*bpf = options->bpf ? bpf_new(options->bpf, &why) : NULL;
	return options->bpf && !*bpf ? err_set(err, "--bpf: %s", why.text) : 0;
}

void ingest_init(struct ingest *in, const struct read_options *options, struct bpf *bpf,
    const struct ingest_helpers *helpers, ingest_sink *sink, void *sink_ctx)
{
	*in = (struct ingest){.provenance = {.ports = options->ports},
	    .tunnel_ports = options->tunnels.count > 0 ? &options->tunnels : NULL,
	    .options = options,
	    .bpf = bpf,
	    .sink = sink,
	    .sink_ctx = sink_ctx};
	framing_pool_init(&in->framings);
	proxied_init(&in->proxied);
	doh_addresses_init(&in->doh);
	struct flow_handlers handlers = {
	    .ctx = in, .datagram = take_datagram, .stream = take_stream};
	in->flows = flows_new(&handlers, is_dns, &in->provenance.anomalies);
	in->logs = log_input_reader(&options->log);
	struct capture_options how = {.zip_password = options->zip_password, .other = &in->logs};
	if (options->watch) {
		how.is_over = options->watch->interrupted;
		how.over_ctx = options->watch->ctx;
	}
	if (helpers)
		how.meanwhile = helpers->meanwhile;
	prefetch_init(&in->ahead, helpers ? helpers->threads : 1, &how);
}

void ingest_skip_hashes(struct ingest *in)
{
	in->ahead.how.skip_hashes = true;
}

void ingest_fini(struct ingest *in)
{
	prefetch_fini(&in->ahead);
	flows_free(in->flows);
	framing_pool_fini(&in->framings);
	proxied_fini(&in->proxied);
	host_look_fini(&in->host_look);
	bpf_free(in->bpf);
	provenance_fini(&in->provenance);
}

void ingest_read(struct ingest *in, const struct paths *paths)
{
	const struct read_watch *w = in->options->watch;

	if (w)
		w->begin(w->ctx, paths);
	struct ordered_input *order = input_order_build(paths, &in->logs, in->ahead.threads, w);
	in->period = time_span_find(in->options, order, paths->count, &in->logs);
	prefetch_start(&in->ahead, order, paths->count);
	bool fits = ingest_log_goes_with_bpf(in, order, paths->count);
	for (size_t i = 0; fits && i < paths->count && goes_on(in); i++) {
		in->item = &order[i];
		in->file = (uint32_t)i;
		if (order[i].other)
			in->provenance.accounting.other_files++;
		else if (order[i].original)
			pass_over_copy(in, &order[i]);
		else
			read_path(in);
		prefetch_next(&in->ahead);
	}
	prefetch_stop(&in->ahead);
	free(order);
	flows_flush(in->flows);
	if (!in->again)
		provenance_print_links(&in->provenance);
	uint64_t others = in->provenance.accounting.other_files;
	if (others > 0 && !in->options->quiet && !in->again)
		fprintf(stderr, "dnsferret: skipped %" PRIu64 " %s neither captures nor DNS logs\n",
		    others, others == 1 ? "file that is" : "files that are");
	if (fits && in->provenance.input_count == 0 && !in->provenance.interrupted && !in->again)
		fputs("dnsferret: no captures and no DNS logs found\n", stderr);
	if (w)
		w->end(w->ctx, in->provenance.accounting.packets + in->provenance.accounting.lines,
		    in->provenance.interrupted);
}
