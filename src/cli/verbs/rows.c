#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "base/escape.h"
#include "base/limits.h"
#include "base/utc.h"
#include "dns/text.h"
#include "base/exit_code.h"
#include "read/parsed_message.h"
#include "read/server_names.h"
#include "../outputs.h"
#include "row_words.h"
#include "verbs.h"
#include "render/csv_cell.h"
#include "render/json_value.h"
#include "rows_answers.h"
#include "rows_zeek.h"
#include "../sandbox.h"

enum field {
#define FIELD(name, kind) FIELD_##name,
#include "fields.def"
#undef FIELD
	FIELD_COUNT,
};

enum field_kind { TEXT, NUMBER, LIST };

enum row_format { FORMAT_TSV, FORMAT_JSONL, FORMAT_CSV, FORMAT_ZEEK };

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
	struct rows_answers answers;   /* of it, if a list is wanted */
	struct row_words words;
	enum row_format format;
	enum field picked[FIELD_COUNT];
	size_t picked_count;
	bool paired, listed; /* round-trip times, lists are wanted */
	struct transactions transactions;
	int64_t rtt_ns;     /* of the current message; NO_NUMBER = not known */
	struct buffer list; /* a field of the current message */
	struct host_names servers;
	struct rows_zeek zeek;
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
	if (!e->dns || (e->unknown && is_unknown(field, e)))
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
static const char *text_of(enum field field, struct rows *rows, const struct parsed_message *m,
    char room[DNS_NAME_TEXT_MAX])
{
	const struct dns_event *e = &m->event;

	_Static_assert(DNS_NAME_TEXT_MAX >= UTC_TEXT_MAX, "room");
	if (e->unknown && is_unknown(field, e))
		return NULL;
	switch (field) {
	case FIELD_time:
		return utc_rfc3339(e->time_ns, room);
	case FIELD_input:
		return rows->in->provenance.inputs[e->ref.input]->path;
	case FIELD_src:
		return row_words_address(&rows->words, &m->packet->ends.src);
	case FIELD_dst:
		return row_words_address(&rows->words, &m->packet->ends.dst);
	case FIELD_proto:
		return e->tcp ? "tcp" : "udp";
	case FIELD_status:
		return status_of(m);
	case FIELD_opcode:
		return e->dns ? row_words_get(&rows->words, ROW_OPCODE, e->flags) : NULL;
	case FIELD_rcode:
		return e->dns && e->response ? row_words_get(&rows->words, ROW_RCODE, e->rcode)
					     : NULL;
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
		return row_words_get(&rows->words, ROW_TYPE, e->qtype);
	case FIELD_qclass:
		return row_words_get(&rows->words, ROW_CLASS, e->qclass);
	default:
		return NULL;
	}
}

/* -- lines -- */

static const char *const no_value[] = {
    [FORMAT_TSV] = "-", [FORMAT_JSONL] = "null", [FORMAT_CSV] = ""};

/* A text of printable ASCII; NULL = no value. */
static void put_text(const struct rows *rows, const char *text)
{
	if (!text)
		out_put(rows->out, no_value[rows->format]);
	else if (rows->format == FORMAT_JSONL)
		json_value_text(rows->out, text);
	else if (rows->format == FORMAT_CSV)
		csv_cell(rows->out, text);
	else
		out_put(rows->out, text);
}

static void put_list(struct rows *rows, enum field field)
{
	enum rows_list what = field == FIELD_answers ? ROWS_ANSWERS
			      : field == FIELD_ttl   ? ROWS_TTL
						     : ROWS_ANSWER_TYPES;
	bool json = rows->format == FORMAT_JSONL;
	bool any = rows_answers_text(&rows->list, what, &rows->answers, &rows->words, json) &&
		   rows->list.len > 1;

	if (any && json)
		out_write(rows->out, (const char *)rows->list.bytes, rows->list.len - 1);
	else
		put_text(rows, any ? (const char *)rows->list.bytes : NULL);
}

/* As responses so far have named it, or the name blocks of captures that were read before. */
static const char *name_of_server(const struct rows *rows, const struct dns_event *e)
{
	const char *name =
	    e->dns ? host_names_from(&rows->servers, &e->server, HOST_SOURCE_NS) : NULL;

	return name || !e->dns
		   ? name
		   : host_names_from(&rows->in->provenance.hosts, &e->server, HOST_SOURCE_CAPTURE);
}

/* With three digits behind the point. */
static void put_milliseconds(struct out *out, uint64_t ns)
{
	char fraction[] = ".000";

	out_number(out, (int64_t)(ns / 1000000));
	digits_fixed(ns % 1000000 / 1000, 3, fraction + 1);
	out_write(out, fraction, sizeof fraction - 1);
}

static void put_value(struct rows *rows, enum field field, const struct parsed_message *m)
{
	char room[DNS_NAME_TEXT_MAX];

	if (fields[field].kind == LIST) {
		put_list(rows, field);
	} else if (field == FIELD_server_name) {
		put_text(rows, name_of_server(rows, &m->event));
	} else if (fields[field].kind == TEXT) {
		put_text(rows, text_of(field, rows, m, room));
	} else if (field == FIELD_rtt_ms && rows->rtt_ns >= 0) {
		put_milliseconds(rows->out, (uint64_t)rows->rtt_ns);
	} else {
		int64_t number = number_of(field, m);

		if (number == NO_NUMBER)
			out_put(rows->out, no_value[rows->format]);
		else
			out_number(rows->out, number);
	}
}

static const char *separator_of(const struct rows *rows)
{
	return rows->format == FORMAT_CSV ? "," : "\t";
}

static const char *line_end_of(const struct rows *rows)
{
	return rows->format == FORMAT_CSV ? "\r\n" : "\n";
}

static void print_row(struct rows *rows, const struct parsed_message *m)
{
	bool json = rows->format == FORMAT_JSONL;

	for (size_t i = 0; i < rows->picked_count; i++) {
		enum field field = rows->picked[i];

		if (json) {
			out_put(rows->out, i == 0 ? "{\"" : ",\"");
			out_put(rows->out, fields[field].name);
			out_put(rows->out, "\":");
		} else if (i > 0)
			out_put(rows->out, separator_of(rows));
		put_value(rows, field, m);
	}
	out_put(rows->out, json ? "}\n" : line_end_of(rows));
}

/* Keeps a query, or finds the query of a response and with it the round-trip time. */
static void pair(struct rows *rows, const struct parsed_message *m)
{
	const struct dns_event *e = &m->event;
	struct transaction *t;

	rows->rtt_ns = NO_NUMBER;
	if (!rows->paired || !e->dns)
		return;
	while ((t = transactions_take(&rows->transactions, e->time_ns, false)))
		transaction_free(t);
	if (!e->response) {
		transactions_add(&rows->transactions, e, &m->packet->ends);
		return;
	}
	t = transactions_answer(&rows->transactions, e, &m->packet->ends);
	if (t && e->time_ns >= t->time_ns)
		rows->rtt_ns = e->time_ns - t->time_ns;
}

static bool take_message(void *ctx, const struct raw_message *from)
{
	struct rows *rows = ctx;

	if (!parsed_message_read(&rows->message, from, rows->in->options, &rows->in->provenance))
		return true;
	if (rows->listed)
		rows_answers_read(&rows->answers, from, &rows->message);
	if (rows->format == FORMAT_ZEEK) {
		rows_zeek_message(&rows->zeek, &rows->message, &rows->answers);
	} else {
		pair(rows, &rows->message);
		if (rows->message.event.response && from->question == 0)
			server_names_learn(
			    &rows->servers, from->bytes, from->len, &rows->message.msg);
		print_row(rows, &rows->message);
	}
	return !out_failed(rows->out);
}

static void print_header(const struct rows *rows)
{
	for (size_t i = 0; i < rows->picked_count; i++)
		out_print(rows->out, "%s%s", i > 0 ? separator_of(rows) : "",
		    fields[rows->picked[i]].name);
	out_put(rows->out, line_end_of(rows));
}

/* -- options -- */

static int pick(struct rows *rows, const char *name, size_t len, struct err *err)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		if (strlen(fields[f].name) == len && strncmp(fields[f].name, name, len) == 0) {
			if (rows->picked_count == FIELD_COUNT)
				return err_set(err, "--fields: more than %d fields", FIELD_COUNT);
			rows->picked[rows->picked_count++] = (enum field)f;
			rows->paired |= f == FIELD_rtt_ms;
			rows->listed |= fields[f].kind == LIST;
			return 0;
		}
	return err_set(
	    err, "--fields: unknown field '%.*s' (see dnsferret list fields)", (int)len, name);
}

static int pick_all(struct rows *rows, const char *names, struct err *err)
{
	for (int f = 0; !names && f < FIELD_COUNT; f++)
		rows->picked[rows->picked_count++] = (enum field)f;
	rows->paired = rows->listed = !names;
	while (names) {
		size_t len = strcspn(names, ",");

		if (pick(rows, names, len, err) != 0)
			return -1;
		names = names[len] ? names + len + 1 : NULL;
	}
	return 0;
}

static int take_format(struct rows *rows, const char *name, struct err *err)
{
	static const char *const names[] = {[FORMAT_TSV] = "tsv",
	    [FORMAT_JSONL] = "jsonl",
	    [FORMAT_CSV] = "csv",
	    [FORMAT_ZEEK] = "zeek"};

	for (size_t f = 0; name && f < sizeof names / sizeof *names; f++)
		if (strcmp(names[f], name) == 0) {
			rows->format = (enum row_format)f;
			return 0;
		}
	return name ? err_set(err, "--format: '%s' is not tsv, jsonl, csv or zeek", name) : 0;
}

static int take_options(
    struct rows *rows, const struct options *o, struct paths *paths, struct err *err)
{
	if (take_format(rows, o->format, err) != 0)
		return -1;
	if (rows->format == FORMAT_ZEEK && o->fields)
		return err_set(err, "--fields: a Zeek log has fixed fields");
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
	ingest_skip_hashes(&in);
	rows->bpf = NULL;
	transactions_init(&rows->transactions);
	rows_zeek_init(&rows->zeek, rows->out);
	buffer_init(&rows->list, ANSWERS_TEXT_BYTES_MAX);
	if (rows->format == FORMAT_TSV || rows->format == FORMAT_CSV)
		print_header(rows);
	ingest_read(&in, paths);
	if (rows->format == FORMAT_ZEEK)
		rows_zeek_end(&rows->zeek);
	bool gone = out_pipe_closed(rows->out);
	int code = provenance_exit_code(&in.provenance);
	if (outputs_finish(rows->out) != 0)
		code = EXIT_OUTPUT;
	transactions_fini(&rows->transactions);
	rows_zeek_fini(&rows->zeek);
	buffer_fini(&rows->list);
	rows_answers_fini(&rows->answers);
	host_names_fini(&rows->servers);
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
