#include <inttypes.h>
#include <stdio.h>

#include "base/escape.h"
#include "base/exit_code.h"
#include "base/limits.h"
#include "base/utc.h"
#include "dns/record_text.h"
#include "dns/text.h"
#include "read/parsed_message.h"
#include "render/json_value.h"
#include "stats/passive_dns.h"
#include "../outputs.h"
#include "../sandbox.h"
#include "verbs.h"

/* Prints the records that responses carried in the passive DNS Common Output Format
 * (draft-dulaunoy-dnsop-passive-dns-cof). */

#define CLASS_IN 1
/* Top bit of the class in multicast DNS (RFC 6762 10.2). */
#define CACHE_FLUSH 0x8000

struct pdns {
	struct out *out;
	struct ingest *in;
	struct parsed_message message;
	struct passive_dns records;
	struct buffer rdata;
	uint64_t malformed; /* records left out */
	uint64_t early;     /* times that the records were printed before the end */
	struct sandbox sandbox;
	struct bpf *bpf;
};

static void print_record(void *ctx, const struct passive_record *r)
{
	struct out *out = ctx;
	char type[DNS_MNEMONIC_MAX];

	out_put(out, "{\"rrname\":");
	json_value_text(out, r->name);
	out_put(out, ",\"rrtype\":");
	json_value_text(out, dns_type_text(r->type, type));
	out_put(out, ",\"rdata\":");
	json_value_text(out, r->rdata);
	out_put(out, ",\"time_first\":");
	out_number(out, r->first_ns / NS_PER_SECOND);
	out_put(out, ",\"time_last\":");
	out_number(out, r->last_ns / NS_PER_SECOND);
	out_put(out, ",\"count\":");
	out_number(out, (int64_t)r->count);
	out_put(out, "}\n");
}

static void take_record(struct pdns *p, const struct dns_record *record, int64_t time_ns)
{
	char name[DNS_NAME_TEXT_MAX];
	struct cursor at = record->owner;
	struct dns_name owner;

	if ((record->class & ~CACHE_FLUSH) != CLASS_IN)
		return;
	if (!record_text_fits(record)) {
		p->malformed++;
		return;
	}
	dns_name_read(&at, &owner);
	escape_name(name, sizeof name, owner.fold, owner.len);
	p->rdata.len = 0;
	record_text_put(&p->rdata, record, true);
	(void)buffer_push(&p->rdata, "", 1);
	const char *rdata = (const char *)p->rdata.bytes;
	if (passive_dns_add(&p->records, name, record->type, rdata, time_ns))
		return;
	p->early++;
	passive_dns_flush(&p->records, print_record, p->out);
	passive_dns_add(&p->records, name, record->type, rdata, time_ns);
}

/* The answer section of a response. What a log did not say, or not exactly, is no record. */
static void take_answers(
    struct pdns *p, const struct raw_message *from, const struct parsed_message *m)
{
	const struct dns_event *e = &m->event;
	struct dns_record record;
	struct dns_walk walk;

	if (!dns_event_has_answers(e) || from->question > 0 || e->unknown & UNKNOWN_NAME)
		return;
	dns_walk_start(&walk, from->bytes, from->len, &m->msg);
	while (dns_walk_next(&walk, &record) == 1 && record.section <= DNS_ANSWER)
		if (record.section == DNS_ANSWER)
			take_record(p, &record, e->time_ns);
}

static bool take_message(void *ctx, const struct raw_message *from)
{
	struct pdns *p = ctx;

	if (parsed_message_read(&p->message, from, p->in->options, &p->in->provenance))
		take_answers(p, from, &p->message);
	return !out_failed(p->out);
}

static void tell(const struct pdns *p)
{
	if (p->malformed > 0)
		fprintf(stderr,
		    "dnsferret: %" PRIu64 " answer record%s with malformed RDATA left out\n",
		    p->malformed, p->malformed == 1 ? "" : "s");
	if (p->early > 0)
		fprintf(stderr,
		    "dnsferret: --memory was reached, records were printed in %" PRIu64
		    " parts: add up the counts of equal ones\n",
		    p->early + 1);
}

static int read_and_print(struct pdns *p, const struct options *o, const struct paths *paths)
{
	struct ingest in;

	p->in = &in;
	p->out = out_stdout();
	ingest_init(&in, &o->read, p->bpf, NULL, take_message, p);
	ingest_skip_hashes(&in);
	p->bpf = NULL;
	passive_dns_init(&p->records, o->memory ? o->memory : MEMORY_BYTES_DEFAULT);
	buffer_init(&p->rdata, ANSWERS_TEXT_BYTES_MAX);
	ingest_read(&in, paths);
	passive_dns_flush(&p->records, print_record, p->out);
	if (!o->read.quiet)
		tell(p);
	bool gone = out_pipe_closed(p->out);
	int code = provenance_exit_code(&in.provenance);
	if (outputs_finish(p->out) != 0)
		code = EXIT_OUTPUT;
	passive_dns_fini(&p->records);
	buffer_fini(&p->rdata);
	ingest_fini(&in);
	return gone ? EXIT_CLEAN : code;
}

int pdns_run(const struct options *options)
{
	struct pdns pdns = {0};
	struct paths paths = {0};
	struct err err;
	int code = EXIT_USAGE;

	if (paths_init(&paths, &options->read, &err) == 0 &&
	    ingest_bpf(&options->read, &pdns.bpf, &err) == 0 &&
	    sandbox_enter(&pdns.sandbox, options->sandbox, &paths, &options->outputs, &err) == 0)
		code = read_and_print(&pdns, options, &paths);
	else
		fprintf(stderr, "dnsferret: %s\n", err.text);
	bpf_free(pdns.bpf);
	paths_fini(&paths);
	return code;
}
