#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/utc.h"
#include "dns/text.h"
#include "base/exit_code.h"
#include "read/parsed_message.h"
#include "../outputs.h"
#include "verbs.h"
#include "render/json_value.h"
#include "../sandbox.h"

enum field {
#define FIELD(name, kind) FIELD_##name,
#include "fields.def"
#undef FIELD
	FIELD_COUNT,
};

enum field_kind { TEXT, NUMBER };

static const struct {
	const char *name;
	enum field_kind kind;
} fields[FIELD_COUNT] = {
#define FIELD(name, kind) {#name, kind},
#include "fields.def"
#undef FIELD
};

#define NO_NUMBER (-1)

struct rows {
	struct out *out;
	struct ingest *in;
	struct parsed_message message; /* the current one */
	bool jsonl;
	enum field picked[FIELD_COUNT];
	size_t picked_count;
	struct sandbox sandbox;
	struct bpf *bpf;
};

/* -- values -- */

/* What a log does not say is no value. */
static bool has_port(const struct dns_event *e, bool of_server)
{
	return !(e->unknown & (of_server ? UNKNOWN_SERVER : UNKNOWN_PORT));
}

static bool is_unknown(enum field field, const struct dns_event *e)
{
	switch (field) {
	case FIELD_id:
		return e->unknown & UNKNOWN_ID;
	case FIELD_aa:
	case FIELD_tc:
	case FIELD_rd:
	case FIELD_ra:
		return e->unknown & UNKNOWN_FLAGS;
	case FIELD_ancount:
	case FIELD_answer_bytes:
		return e->response && e->unknown & UNKNOWN_ANSWERS;
	case FIELD_nscount:
	case FIELD_arcount:
		return e->unknown & UNKNOWN_SIZE;
	case FIELD_proto:
		return e->unknown & UNKNOWN_TRANSPORT;
	case FIELD_qtype:
		return e->unknown & UNKNOWN_TYPE;
	case FIELD_rcode:
		return e->unknown & UNKNOWN_RCODE;
	default:
		return false;
	}
}

static int64_t number_of(enum field field, const struct parsed_message *m)
{
	const struct dns_event *e = &m->event;

	switch (field) {
	case FIELD_packet:
		return (int64_t)e->ref.record;
	case FIELD_sport:
		return has_port(e, e->response) ? m->packet->ends.sport : NO_NUMBER;
	case FIELD_dport:
		return has_port(e, !e->response) ? m->packet->ends.dport : NO_NUMBER;
	default:
		break;
	}
	if (!e->dns || is_unknown(field, e))
		return NO_NUMBER;
	switch (field) {
	case FIELD_id:
		return e->id;
	case FIELD_qr:
		return e->response;
	case FIELD_aa:
		return (e->flags & DNS_AA) != 0;
	case FIELD_tc:
		return (e->flags & DNS_TC) != 0;
	case FIELD_rd:
		return (e->flags & DNS_RD) != 0;
	case FIELD_ra:
		return (e->flags & DNS_RA) != 0;
	case FIELD_qdcount:
		return m->msg.claimed[DNS_QUESTION];
	case FIELD_ancount:
		return m->msg.claimed[DNS_ANSWER];
	case FIELD_nscount:
		return m->msg.claimed[DNS_AUTHORITY];
	case FIELD_arcount:
		return m->msg.claimed[DNS_ADDITIONAL];
	case FIELD_answer_bytes:
		return e->answer_bytes;
	default:
		return NO_NUMBER;
	}
}

static const char *status_of(const struct parsed_message *m)
{
	static const char *const names[] = {
	    [DNS_OK] = "ok", [DNS_CUT] = "cut", [DNS_BAD] = "malformed"};

	return m->event.dns ? names[m->msg.status] : "bad";
}

/* A text, possibly stored in `room`; NULL = no value. */
static const char *text_of(enum field field, const struct ingest *in,
    const struct parsed_message *m, char room[DNS_NAME_TEXT_MAX])
{
	const struct dns_event *e = &m->event;

	_Static_assert(DNS_NAME_TEXT_MAX >= ADDRESS_TEXT_MAX &&
			   DNS_NAME_TEXT_MAX >= DNS_MNEMONIC_MAX &&
			   DNS_NAME_TEXT_MAX >= UTC_TEXT_MAX,
	    "room");
	if (is_unknown(field, e))
		return NULL;
	switch (field) {
	case FIELD_time:
		return utc_rfc3339(e->time_ns, room);
	case FIELD_input:
		return in->provenance.inputs[e->ref.input]->path;
	case FIELD_src:
		return address_text(&m->packet->ends.src, room);
	case FIELD_dst:
		return address_text(&m->packet->ends.dst, room);
	case FIELD_proto:
		return e->tcp ? "tcp" : "udp";
	case FIELD_status:
		return status_of(m);
	case FIELD_opcode:
		return e->dns ? dns_opcode_text(e->flags, room) : NULL;
	case FIELD_rcode:
		return e->dns && e->response ? dns_rcode_text(e->rcode, room) : NULL;
	default:
		break;
	}
	if (!e->qname)
		return NULL;
	switch (field) {
	case FIELD_qname:
		escape_name(room, DNS_NAME_TEXT_MAX, e->qname->wire, e->qname->len);
		return room;
	case FIELD_qtype:
		return dns_type_text(e->qtype, room);
	case FIELD_qclass:
		return dns_class_text(e->qclass, room);
	default:
		return NULL;
	}
}

/* -- lines -- */

static void put_value(const struct rows *rows, enum field field, const struct parsed_message *m)
{
	const char *none = rows->jsonl ? "null" : "-";
	char room[DNS_NAME_TEXT_MAX];

	if (fields[field].kind == NUMBER) {
		int64_t number = number_of(field, m);

		if (number == NO_NUMBER)
			out_put(rows->out, none);
		else
			out_number(rows->out, number);
		return;
	}
	const char *text = text_of(field, rows->in, m, room);
	if (!text)
		out_put(rows->out, none);
	else if (rows->jsonl)
		json_value_text(rows->out, text);
	else
		out_put(rows->out, text);
}

static void print_row(const struct rows *rows, const struct parsed_message *m)
{
	for (size_t i = 0; i < rows->picked_count; i++) {
		enum field field = rows->picked[i];

		if (rows->jsonl) {
			out_put(rows->out, i == 0 ? "{\"" : ",\"");
			out_put(rows->out, fields[field].name);
			out_put(rows->out, "\":");
		} else if (i > 0)
			out_put(rows->out, "\t");
		put_value(rows, field, m);
	}
	out_put(rows->out, rows->jsonl ? "}\n" : "\n");
}

static bool take_message(void *ctx, const struct raw_message *from)
{
	struct rows *rows = ctx;

	if (parsed_message_read(&rows->message, from, rows->in->options, &rows->in->provenance))
		print_row(rows, &rows->message);
	return !out_failed(rows->out);
}

static void print_header(const struct rows *rows)
{
	for (size_t i = 0; i < rows->picked_count; i++)
		out_print(rows->out, "%s%s", i > 0 ? "\t" : "", fields[rows->picked[i]].name);
	out_put(rows->out, "\n");
}

/* -- options -- */

static int pick(struct rows *rows, const char *name, size_t len, struct err *err)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		if (strlen(fields[f].name) == len && strncmp(fields[f].name, name, len) == 0) {
			if (rows->picked_count == FIELD_COUNT)
				return err_set(err, "--fields: more than %d fields", FIELD_COUNT);
			rows->picked[rows->picked_count++] = (enum field)f;
			return 0;
		}
	return err_set(
	    err, "--fields: unknown field '%.*s' (see dnsferret list fields)", (int)len, name);
}

static int pick_all(struct rows *rows, const char *names, struct err *err)
{
	for (int f = 0; !names && f < FIELD_COUNT; f++)
		rows->picked[rows->picked_count++] = (enum field)f;
	while (names) {
		size_t len = strcspn(names, ",");

		if (pick(rows, names, len, err) != 0)
			return -1;
		names = names[len] ? names + len + 1 : NULL;
	}
	return 0;
}

static int take_options(
    struct rows *rows, const struct options *o, struct paths *paths, struct err *err)
{
	if (o->format && strcmp(o->format, "tsv") != 0 && strcmp(o->format, "jsonl") != 0)
		return err_set(err, "--format: '%s' is not tsv or jsonl", o->format);
	rows->jsonl = o->format && strcmp(o->format, "jsonl") == 0;
	if (pick_all(rows, o->fields, err) != 0)
		return -1;
	if (paths_init(paths, &o->read, err) != 0)
		return -1;
	if (ingest_bpf(&o->read, &rows->bpf, err) != 0)
		return -1;
	return sandbox_enter(&rows->sandbox, o->sandbox, paths, &o->outputs, err);
}

static int read_and_print(struct rows *rows, const struct options *o, const struct paths *paths)
{
	struct ingest in;

	rows->in = &in;
	rows->out = out_stdout();
	ingest_init(&in, &o->read, rows->bpf, NULL, take_message, rows);
	rows->bpf = NULL;
	if (!rows->jsonl)
		print_header(rows);
	ingest_read(&in, paths);
	bool gone = out_pipe_closed(rows->out);
	int code = provenance_exit_code(&in.provenance);
	if (outputs_finish(rows->out) != 0)
		code = EXIT_OUTPUT;
	ingest_fini(&in);
	return gone ? EXIT_CLEAN : code;
}

int rows_run(const struct options *options)
{
	struct rows rows = {0};
	struct paths paths = {0};
	struct err err;
	int code = EXIT_USAGE;

	if (take_options(&rows, options, &paths, &err) == 0)
		code = read_and_print(&rows, options, &paths);
	else
		fprintf(stderr, "dnsferret: %s\n", err.text);
	bpf_free(rows.bpf);
	paths_fini(&paths);
	return code;
}
