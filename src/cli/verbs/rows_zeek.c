#include "rows_zeek.h"

#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/utc.h"
#include "zeek_values.h"

#define UNSET  ZEEK_UNSET
#define Z_BITS (DNS_Z | DNS_AD | DNS_CD)
/* Digits of base 62 that come from one hash. */
#define UID_HALF 8

/* RITA stops to read, without a word, at a line of 1 MiB (Go's bufio.Scanner). */
#define LINE_BYTES_MAX ((size_t)1024 * 1024 - 2)

/* The columns of Zeek; then what its script log-original-query-case adds, the opcode, without which
 * an update would read like a query, and the client of a log that knows only the name of the
 * computer, which is no `addr`: Zui would refuse the file. */
static const struct {
	const char *name, *type;
} columns[] = {
    {"ts", "time"},
    {"uid", "string"},
    {"id.orig_h", "addr"},
    {"id.orig_p", "port"},
    {"id.resp_h", "addr"},
    {"id.resp_p", "port"},
    {"proto", "enum"},
    {"trans_id", "count"},
    {"rtt", "interval"},
    {"query", "string"},
    {"qclass", "count"},
    {"qclass_name", "string"},
    {"qtype", "count"},
    {"qtype_name", "string"},
    {"rcode", "count"},
    {"rcode_name", "string"},
    {"AA", "bool"},
    {"TC", "bool"},
    {"RD", "bool"},
    {"RA", "bool"},
    {"Z", "count"},
    {"answers", "vector[string]"},
    {"TTLs", "vector[interval]"},
    {"rejected", "bool"},
    {"original_query", "string"},
    {"opcode", "count"},
    {"orig_host", "string"},
};

#define COLUMNS (sizeof columns / sizeof *columns)

void rows_zeek_init(struct rows_zeek *z, struct out *out)
{
	*z = (struct rows_zeek){.out = out};
	transactions_init(&z->transactions);
	buffer_init(&z->line, ANSWERS_TEXT_BYTES_MAX);
}

void rows_zeek_fini(struct rows_zeek *z)
{
	transactions_fini(&z->transactions);
	buffer_fini(&z->line);
}

/* -- header -- */

/* "2016-11-13-22-00-04": with the times of the capture, so that two runs give the same bytes. */
static void put_moment(struct out *out, const char *what, int64_t time_ns)
{
	char text[UTC_TEXT_MAX];

	utc_short(time_ns, text);
	for (char *c = text; *c; c++)
		if (*c == ' ' || *c == ':')
			*c = '-';
	out_print(out, "#%s\t%s\n", what, text);
}

static void put_header(struct rows_zeek *z)
{
	z->begun = true;
	out_put(z->out, "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n"
			"#unset_field\t" UNSET "\n#path\tdns\n");
	put_moment(z->out, "open", z->last_ns);
	out_put(z->out, "#fields");
	for (size_t i = 0; i < COLUMNS; i++)
		out_print(z->out, "\t%s", columns[i].name);
	out_put(z->out, "\n#types");
	for (size_t i = 0; i < COLUMNS; i++)
		out_print(z->out, "\t%s", columns[i].type);
	out_put(z->out, "\n");
}

/* -- columns -- */

/* Base 62 of a hash of who talks to whom, as long as a UID of Zeek: the same for all messages of a
 * socket. */
static void put_uid(struct buffer *b, const struct transaction *t)
{
	static const char letters[] =
	    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	uint8_t key[2 * sizeof(struct address) + 6];
	const uint16_t ports[2] = {t->client_port, t->server_port};
	char uid[2 + 2 * UID_HALF] = "C", *at = uid + 1;

	memcpy(key, &t->client, sizeof t->client);
	memcpy(key + sizeof t->client, &t->server, sizeof t->server);
	for (size_t i = 0; i < 2; i++) {
		key[2 * sizeof(struct address) + 2 * i] = (uint8_t)(ports[i] >> 8);
		key[2 * sizeof(struct address) + 2 * i + 1] = (uint8_t)ports[i];
	}
	key[sizeof key - 2] = t->tcp;
	for (uint8_t half = 0; half < 2; half++) {
		key[sizeof key - 1] = half;
		uint64_t hash = hash_fixed(key, sizeof key);

		for (int i = 0; i < UID_HALF; i++, hash /= 62)
			*at++ = letters[hash % 62];
	}
	zeek_put(b, uid);
}

/* The columns answers and TTLs. */
static void put_answers(struct buffer *b, const struct rows_answers *answers)
{
	for (int ttls = 0; ttls < 2; ttls++) {
		size_t count = ttls && !answers->ttl_known ? 0 : answers->count;

		zeek_put(b, "\t");
		for (size_t i = 0; i < count; i++) {
			if (i > 0)
				zeek_put(b, ",");
			if (ttls)
				zeek_seconds(b, answers->records[i].ttl * NS_PER_SECOND);
			else
				zeek_answer(b, &answers->records[i]);
		}
		if (count == 0)
			zeek_put(b, UNSET);
	}
}

/* -- lines -- */

static void put_unless(struct buffer *b, bool unset, int64_t number)
{
	zeek_put(b, "\t");
	if (unset)
		zeek_put(b, UNSET);
	else
		zeek_number(b, number);
}

static void put_bool(struct buffer *b, bool unset, bool value)
{
	zeek_put(b, unset ? "\t" UNSET : value ? "\tT" : "\tF");
}

static void put_address(struct buffer *b, const struct address *a)
{
	char text[ADDRESS_TEXT_MAX];

	zeek_put(b, "\t");
	zeek_put(b, a->family == ADDRESS_NAME ? UNSET : address_text(a, text));
}

/* Up to the round-trip time. */
static void put_ends(struct buffer *b, const struct transaction *t, const struct dns_event *answer)
{
	zeek_seconds(b, t->time_ns);
	zeek_put(b, "\t");
	put_uid(b, t);
	put_address(b, &t->client);
	put_unless(b, t->unknown & UNKNOWN_PORT, t->client_port);
	put_address(b, &t->server);
	put_unless(b, t->unknown & UNKNOWN_SERVER, t->server_port);
	zeek_put(b, t->unknown & UNKNOWN_TRANSPORT ? "\t" UNSET : t->tcp ? "\ttcp" : "\tudp");
	put_unless(b, t->unknown & UNKNOWN_ID, t->id);
	zeek_put(b, "\t");
	if (answer && answer->time_ns >= t->time_ns)
		zeek_seconds(b, answer->time_ns - t->time_ns);
	else
		zeek_put(b, UNSET);
}

static void put_question(struct buffer *b, const struct transaction *t)
{
	uint8_t fold[DNS_NAME_WIRE_MAX];
	bool no_type = t->unknown & UNKNOWN_TYPE;

	if (t->name_len == 0) {
		zeek_put(b, "\t" UNSET "\t" UNSET "\t" UNSET "\t" UNSET "\t" UNSET);
		return;
	}
	dns_name_fold(fold, t->name, t->name_len);
	zeek_put(b, "\t");
	zeek_name(b, fold, t->name_len);
	put_unless(b, false, t->qclass);
	zeek_put(b, "\t");
	zeek_class(b, t->qclass);
	put_unless(b, no_type, t->qtype);
	zeek_put(b, "\t");
	if (no_type)
		zeek_put(b, UNSET);
	else
		zeek_type(b, t->qtype);
}

/* From the response code on. `answers` is NULL to leave them out. */
static void put_response(struct buffer *b, const struct transaction *t,
    const struct parsed_message *m, const struct rows_answers *answers)
{
	const struct dns_event *e = m ? &m->event : NULL;
	bool no_rcode = !e || e->unknown & UNKNOWN_RCODE, no_flags = t->unknown & UNKNOWN_FLAGS;
	uint16_t flags = e ? e->flags : 0;
	char host[ADDRESS_TEXT_MAX];

	put_unless(b, no_rcode, e ? e->rcode : 0);
	zeek_put(b, "\t");
	if (no_rcode)
		zeek_put(b, UNSET);
	else
		zeek_rcode(b, e->rcode);
	put_bool(b, no_flags, flags & DNS_AA);
	put_bool(b, no_flags, (e ? flags : t->flags) & DNS_TC);
	put_bool(b, no_flags, t->flags & DNS_RD);
	put_bool(b, no_flags, flags & DNS_RA);
	put_unless(b, no_flags, ((e ? flags : t->flags) & Z_BITS) >> 4);
	if (m && answers && answers->known)
		put_answers(b, answers);
	else
		zeek_put(b, "\t" UNSET "\t" UNSET);
	put_bool(b, false,
	    e && !(m->msg.claimed[DNS_ANSWER] | m->msg.claimed[DNS_AUTHORITY] |
		     m->msg.claimed[DNS_ADDITIONAL]));
	zeek_put(b, "\t");
	if (t->name_len > 0)
		zeek_name(b, t->name, t->name_len);
	else
		zeek_put(b, UNSET);
	put_unless(b, false, dns_opcode(t->flags));
	zeek_put(b, "\t");
	zeek_put(b, t->client.family == ADDRESS_NAME ? address_text(&t->client, host) : UNSET);
}

/* Replaces z->line; `m` is the response, NULL = none. `alone`: its query was not seen. */
static void build_line(struct rows_zeek *z, const struct transaction *t,
    const struct parsed_message *m, const struct rows_answers *answers, bool alone)
{
	z->line.len = 0;
	put_ends(&z->line, t, m && !alone ? &m->event : NULL);
	put_question(&z->line, t);
	size_t begun = z->line.len;
	put_response(&z->line, t, m, answers);
	if (z->line.len > LINE_BYTES_MAX) {
		z->line.len = begun;
		put_response(&z->line, t, m, NULL);
	}
	zeek_put(&z->line, "\n");
}

static void put_finished(struct rows_zeek *z, bool all)
{
	struct transaction *t;

	while ((t = transactions_take(&z->transactions, z->last_ns, all))) {
		if (!t->result)
			build_line(z, t, NULL, NULL, true);
		out_write(z->out, t->result ? t->result : (const char *)z->line.bytes,
		    t->result ? t->result_len : z->line.len);
		transaction_free(t);
	}
}

void rows_zeek_message(
    struct rows_zeek *z, const struct parsed_message *m, const struct rows_answers *answers)
{
	const struct endpoints *ends = &m->packet->ends;
	struct transaction *t;

	if (!m->event.dns)
		return;
	z->last_ns = m->event.time_ns;
	if (!z->begun)
		put_header(z);
	put_finished(z, false);
	if (!m->event.response) {
		transactions_add(&z->transactions, &m->event, ends);
	} else {
		t = transactions_answer(&z->transactions, &m->event, ends);
		bool alone = !t;
		if (alone)
			t = transactions_add(&z->transactions, &m->event, ends);
		build_line(z, t, m, answers, alone);
		transactions_set_result(
		    &z->transactions, t, (const char *)z->line.bytes, z->line.len);
	}
	put_finished(z, false);
}

void rows_zeek_end(struct rows_zeek *z)
{
	put_finished(z, true);
	if (!z->begun)
		put_header(z);
	put_moment(z->out, "close", z->last_ns);
}
