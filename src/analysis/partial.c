#include "analysis/partial.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/limits.h"
#include "log/log_reader.h"
#include "stats/save.h"
#include "partial_ports.h"

static const char magic[BLOCK_FILE_MAGIC_LEN] = {'D', 'N', 'S', 'f', 'p', 'a', 'r', 't'};

/* -- how it was read -- */

static void put_filter(struct out *o, const struct filter *f)
{
	char address[ADDRESS_TEXT_MAX], name[DNS_NAME_TEXT_MAX];

	for (size_t i = 0; i < f->client_count; i++)
		out_print(o, " client=%s/%u", address_text(&f->clients[i].address, address),
		    f->clients[i].bits);
	for (size_t i = 0; i < f->domain_count; i++) {
		escape_name(name, sizeof name, f->domains[i].fold, f->domains[i].len);
		out_print(o, " domain=%s", name);
	}
	static const char *const origins[] = {
	    [FILTER_EPOCH] = "", [FILTER_FIRST] = "first+", [FILTER_LAST] = "last-"};

	out_print(o, " from=%s%" PRId64 " to=%s%" PRId64, origins[f->from.origin], f->from.ns,
	    origins[f->to.origin], f->to.ns);
}

static void put_bpf(struct out *o, const char *bpf)
{
	char byte[8];

	out_put(o, " bpf=");
	for (; *bpf; bpf++) {
		escape_text(byte, sizeof byte, (const uint8_t *)bpf, 1);
		out_put(o, byte);
	}
}

/* How logs are read, where it is not the default. */
static void put_log_options(struct out *o, const struct log_options *log)
{
	if (log->format)
		out_print(o, " input-format=%s", log_format_short_name(log->format));
	if (log->zone.given)
		out_print(o, " log-tz=%s", log->zone.name);
	if (log->year)
		out_print(o, " log-year=%u", log->year);
	if (log->date)
		out_print(o, " log-date=%d", (int)log->date);
	if (log->side)
		out_print(o, " log-side=%d", (int)log->side);
}

void partial_reading(
    const struct read_options *o, const char *psl_version, char text[PARTIAL_READING_MAX])
{
	struct out *all = out_memory();
	size_t len;

	out_print(all, "psl=%s names=%d transactions=%d answers=%d sample=%d servers=%d",
	    psl_version, SKETCH_NAMES_MAX, SKETCH_TRANSACTIONS_MAX, SKETCH_ANSWERS_MAX,
	    SAMPLE_NAMES_MAX, SERVERS_MAX);
	partial_ports_text(all, o);
	put_filter(all, &o->filter);
	put_log_options(all, &o->log);
	if (o->bpf)
		put_bpf(all, o->bpf);
	const char *whole = out_text(all, &len);
	/* The hash tells texts apart that differ only after the truncation. */
	if (len < PARTIAL_READING_MAX)
		memcpy(text, whole, len + 1);
	else
		snprintf(text, PARTIAL_READING_MAX, "#%016" PRIx64 " %.900s...",
		    hash_fixed(whole, len), whole);
	out_close(all, NULL);
}

/* -- writing -- */

static void put_hosts(struct block_file_writer *p, const struct host_names *h)
{
	block_file_put_number(p, h->count);
	for (size_t i = 0; i < h->count; i++) {
		const struct host_name *one = host_names_at(h, i);

		block_file_put_address(p, &one->address);
		block_file_put_number(p, one->source);
		block_file_put_number(p, one->first.input);
		block_file_put_number(p, one->first.record);
		block_file_put_text(p, one->name);
	}
}

static void put_log(struct block_file_writer *p, const struct input_log *log)
{
	block_file_put_number(
	    p, (uint64_t)log->is | (uint64_t)log->queries << 1 | (uint64_t)log->responses << 2 |
		   (uint64_t)log->inexact << 3 | (uint64_t)log->zone_stated << 4 |
		   (uint64_t)log->zone_missing << 5 | (uint64_t)log->zone_given << 6 |
		   (uint64_t)log->epoch << 7 | (uint64_t)log->year_missing << 8 |
		   (uint64_t)log->order_open << 9 | (uint64_t)log->of_server << 10 |
		   (uint64_t)log->records << 11 | (uint64_t)log->year_stored << 12);
	block_file_put_number(p, log->known_of_queries);
	block_file_put_number(p, log->known_of_responses);
	block_file_put_signed(p, log->resolution_ns);
	block_file_put_text(p, log->zone);
	block_file_put_signed(p, log->year);
}

static void put_input(struct block_file_writer *p, const struct input *in)
{
	block_file_put_text(p, in->path);
	block_file_put_text(p, in->copy_of);
	block_file_put_text(p, in->format);
	block_file_put_text(p, in->containers);
	block_file_put_number(p, in->size_bytes);
	block_file_put_text(p, in->sha256);
	block_file_put_text(p, in->expanded_sha256);
	block_file_put_number(p, (uint64_t)in->linktype_count);
	for (int i = 0; i < in->linktype_count; i++)
		block_file_put_signed(p, in->linktypes[i]);
	block_file_put_number(p, in->snaplen);
	block_file_put_number(p, in->packets);
	block_file_put_number(p, in->comments);
	block_file_put_text(p, in->comment);
	block_file_put_number(p, in->drops);
	block_file_put_signed(p, in->first_ns);
	block_file_put_signed(p, in->last_ns);
	block_file_put_number(p, in->packet_gaps.count);
	for (size_t i = 0; i < in->packet_gaps.count; i++) {
		block_file_put_signed(p, in->packet_gaps.of[i].from_ns);
		block_file_put_signed(p, in->packet_gaps.of[i].to_ns);
	}
	block_file_put_number(p, in->status);
	block_file_put_text(p, in->error.text);
	block_file_put_number(p, in->file);
	block_file_put_number(p, in->has_begin);
	block_file_put_signed(p, in->begin_ns);
	put_log(p, &in->log);
}

/* Counters of the accounting, in file order. */
static const size_t counters[] = {
    offsetof(struct accounting, packets),
    offsetof(struct accounting, dns_udp),
    offsetof(struct accounting, dns_tcp),
    offsetof(struct accounting, ip_fragments),
    offsetof(struct accounting, not_dns),
    offsetof(struct accounting, filtered),
    offsetof(struct accounting, lines),
    offsetof(struct accounting, lines_dns),
    offsetof(struct accounting, lines_continuation),
    offsetof(struct accounting, lines_other),
    offsetof(struct accounting, lines_malformed),
    offsetof(struct accounting, lines_filtered),
    offsetof(struct accounting, tunnelled),
    offsetof(struct accounting, duplicate_packets),
    offsetof(struct accounting, other_files),
    offsetof(struct accounting, messages),
    offsetof(struct accounting, queries),
    offsetof(struct accounting, responses),
    offsetof(struct accounting, bad),
    offsetof(struct accounting, cut),
    offsetof(struct accounting, malformed),
};
#define COUNTERS (sizeof counters / sizeof *counters)

/* By name, so that a program with more anomalies can still read the file. */
static void put_anomalies(struct block_file_writer *p, const struct provenance *e)
{
	for (int i = 0; i < ANOMALY_COUNT; i++) {
		if (e->anomalies.count[i] == 0 && e->accounting.undecodable[i] == 0)
			continue;
		block_file_put_text(p, anomaly_name((enum anomaly)i));
		block_file_put_number(p, e->anomalies.count[i]);
		block_file_put_ref(p, e->anomalies.first[i]);
		block_file_put_number(p, e->accounting.undecodable[i]);
	}
	block_file_put_text(p, NULL);
}

static void put_unread(struct block_file_writer *p, const struct unread *u)
{
	for (int kind = 0; kind < UNREAD_KIND_COUNT; kind++)
		for (size_t i = 0; i < unread_noted(u, (enum unread_kind)kind); i++) {
			const struct unread_count *seen = unread_get(u, (enum unread_kind)kind, i);

			if (!seen)
				continue;
			block_file_put_number(p, (uint64_t)kind + 1);
			block_file_put_number(p, i);
			block_file_put_number(p, seen->packets);
			block_file_put_ref(p, seen->first);
		}
	block_file_put_number(p, 0);
}

void partial_write(
    struct out *out, const char *reading, const struct provenance *e, const struct stats *stats)
{
	struct block_file_writer *p = memory_new(1, sizeof *p);

	block_file_begin(p, out, magic, PARTIAL_VERSION);
	block_file_put_text(p, reading);
	partial_ports_put(p, e);
	block_file_put_number(p, e->input_count);
	for (size_t i = 0; i < e->input_count; i++)
		put_input(p, e->inputs[i]);
	for (size_t i = 0; i < COUNTERS; i++)
		block_file_put_number(p,
		    *(const uint64_t *)(const void *)((const char *)&e->accounting + counters[i]));
	put_anomalies(p, e);
	put_hosts(p, &e->hosts);
	put_hosts(p, &e->macs);
	put_unread(p, &e->unread);
	stats_save(stats, p);
	block_file_end(p);
	free(p);
}

/* -- reading -- */

static void get_hosts(struct block_file_reader *u, size_t inputs, struct host_names *h)
{
	uint64_t count = block_file_get_below(u, HOST_NAMES_MAX + 1);

	for (uint64_t i = 0; i < count && !u->error; i++) {
		struct address address;
		struct source_ref first;
		char name[HOST_TEXT_MAX];

		block_file_get_address(u, &address);
		uint64_t source = block_file_get_below(u, HOST_SOURCE_COUNT);
		first.input = (uint32_t)block_file_get_below(u, inputs);
		first.record = block_file_get_number(u);
		if (block_file_get_text(u, name, sizeof name) && !u->error)
			host_names_add_text(h, &address, (enum host_source)source, first, name);
	}
}

/* The static name of a capture or log format. */
static const char *get_format(struct block_file_reader *u)
{
	static const char *const formats[] = {
	    "pcap", "pcap-ns", "pcap-ixia", "pcapng", "snoop", "netmon", "erf"};
	char text[16];

	if (!block_file_get_text(u, text, sizeof text))
		return NULL;
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(text, formats[i]) == 0)
			return formats[i];
	const struct log_format *log = log_format_find(text);
	if (log)
		return log_format_short_name(log);
	block_file_fail(u, "it names an unknown format");
	return NULL;
}

static void get_sha256(struct block_file_reader *u, char text[SHA256_TEXT_MAX])
{
	block_file_get_text(u, text, SHA256_TEXT_MAX);
	if (strspn(text, "0123456789abcdef") != strlen(text))
		block_file_fail(u, "a SHA-256 is invalid");
}

static void get_packet_gaps(struct block_file_reader *u, struct packet_gaps *s)
{
	s->count = block_file_get_below(u, PACKET_GAPS_MAX + 1);
	for (size_t i = 0; i < s->count; i++) {
		s->of[i].from_ns = block_file_get_time(u);
		s->of[i].to_ns = block_file_get_time(u);
		if (s->of[i].from_ns > s->of[i].to_ns)
			block_file_fail(u, "a gap ends before it starts");
	}
}

static void get_log(struct block_file_reader *u, struct input_log *log)
{
	uint64_t bits = block_file_get_below(u, 1 << 13);

	*log = (struct input_log){
	    .is = bits & 1,
	    .queries = bits >> 1 & 1,
	    .responses = bits >> 2 & 1,
	    .inexact = bits >> 3 & 1,
	    .zone_stated = bits >> 4 & 1,
	    .zone_missing = bits >> 5 & 1,
	    .zone_given = bits >> 6 & 1,
	    .epoch = bits >> 7 & 1,
	    .year_missing = bits >> 8 & 1,
	    .order_open = bits >> 9 & 1,
	    .of_server = bits >> 10 & 1,
	    .records = bits >> 11 & 1,
	    .year_stored = bits >> 12 & 1,
	};
	log->known_of_queries = (unsigned)block_file_get_below(u, UNKNOWN_END);
	log->known_of_responses = (unsigned)block_file_get_below(u, UNKNOWN_END);
	log->resolution_ns = block_file_get_signed(u);
	block_file_get_text(u, log->zone, sizeof log->zone);
	log->year = (int)block_file_get_signed(u);
}

static void get_input(struct block_file_reader *u, struct provenance *e)
{
	char path[2 * ERR_TEXT_MAX], copy_of[2 * ERR_TEXT_MAX];

	block_file_get_text(u, path, sizeof path);
	struct input *in = provenance_begin_input(e, &(struct input){.path = path});
	if (block_file_get_text(u, copy_of, sizeof copy_of))
		in->copy_of = memory_text(copy_of);
	in->format = get_format(u);
	block_file_get_text(u, in->containers, sizeof in->containers);
	in->size_bytes = block_file_get_count(u);
	get_sha256(u, in->sha256);
	get_sha256(u, in->expanded_sha256);
	in->linktype_count = (int)block_file_get_below(u, INPUT_LINKTYPES_MAX + 1);
	for (int i = 0; i < in->linktype_count; i++)
		in->linktypes[i] = (int)block_file_get_signed(u);
	in->snaplen = (uint32_t)block_file_get_below(u, (uint64_t)UINT32_MAX + 1);
	in->packets = block_file_get_count(u);
	in->comments = block_file_get_count(u);
	block_file_get_text(u, in->comment, sizeof in->comment);
	in->drops = block_file_get_count(u);
	in->first_ns = block_file_get_time(u);
	in->last_ns = block_file_get_time(u);
	get_packet_gaps(u, &in->packet_gaps);
	in->status = (enum input_status)block_file_get_below(u, INPUT_UNREADABLE + 1);
	block_file_get_text(u, in->error.text, sizeof in->error.text);
	in->file = (uint32_t)block_file_get_below(u, UINT32_MAX);
	in->has_begin = block_file_get_below(u, 2);
	in->begin_ns = block_file_get_time(u);
	get_log(u, &in->log);
	if (in->first_ns > in->last_ns)
		block_file_fail(u, "an input ends before it starts");
}

static void get_anomalies(struct block_file_reader *u, struct provenance *e)
{
	char name[64];

	while (block_file_get_text(u, name, sizeof name) && !u->error) {
		int i = 0;

		while (i < ANOMALY_COUNT && strcmp(anomaly_name((enum anomaly)i), name) != 0)
			i++;
		if (i == ANOMALY_COUNT) {
			block_file_fail(u, "it names an unknown anomaly");
			return;
		}
		e->anomalies.count[i] = block_file_get_count(u);
		e->anomalies.first[i] = block_file_get_ref(u, e->input_count);
		e->accounting.undecodable[i] = block_file_get_count(u);
	}
}

static void get_unread(struct block_file_reader *u, struct provenance *e)
{
	while (!u->error) {
		uint64_t kind = block_file_get_below(u, UNREAD_KIND_COUNT + 1);

		if (kind == 0 || u->error)
			return;
		uint64_t detail =
		    block_file_get_below(u, unread_details((enum unread_kind)(kind - 1)));
		struct unread_count seen = {.packets = block_file_get_count(u)};
		seen.first = block_file_get_ref(u, e->input_count);
		if (seen.packets == 0 || seen.first.record == 0)
			block_file_fail(u, "unread DNS that was not seen");
		if (!u->error)
			unread_add(
			    &e->unread, (enum unread_kind)(kind - 1), (uint16_t)detail, &seen);
	}
}

static void get_provenance(struct block_file_reader *u, struct provenance *e)
{
	partial_ports_get(u, e);
	uint64_t count = block_file_get_below(u, UINT32_MAX);
	for (uint64_t i = 0; i < count && !u->error; i++)
		get_input(u, e);
	for (size_t i = 0; i < COUNTERS; i++)
		*(uint64_t *)(void *)((char *)&e->accounting + counters[i]) =
		    block_file_get_count(u);
	get_anomalies(u, e);
	get_hosts(u, e->input_count, &e->hosts);
	get_hosts(u, e->input_count, &e->macs);
	get_unread(u, e);
}

static enum partial_status begin(
    struct block_file_reader *u, FILE *file, const char *path, struct err *err)
{
	uint32_t version;

	if (block_file_open(u, file, magic, &version) != 0) {
		err_set(err, "%s: not a partial result", path);
		return PARTIAL_OTHER;
	}
	if (version != PARTIAL_VERSION) {
		err_set(err, "%s: partial result version %u is not supported (only %d)", path,
		    version, PARTIAL_VERSION);
		return PARTIAL_OTHER;
	}
	return PARTIAL_FINE;
}

static enum partial_status damaged(
    const struct block_file_reader *u, const char *path, struct err *err)
{
	err_set(err, "%s: damaged: %s", path, u->error);
	return PARTIAL_UNREADABLE;
}

static FILE *open_file(const char *path, struct err *err)
{
	FILE *file = fopen(path, "rbe");

	if (!file)
		err_set(err, "%s: %s", path, strerror(errno));
	return file;
}

enum partial_status partial_check(const char *path, struct err *err)
{
	FILE *file = open_file(path, err);

	if (!file)
		return PARTIAL_UNREADABLE;
	struct block_file_reader *u = memory_new(1, sizeof *u);
	enum partial_status status = begin(u, file, path, err);
	if (status == PARTIAL_FINE && !block_file_check(u))
		status = damaged(u, path, err);
	free(u);
	fclose(file);
	return status;
}

enum partial_status partial_take(struct partial *p, FILE *file, const char *path, struct err *err)
{
	p->path = path;
	p->file = file;
	p->block_file_reader = memory_new(1, sizeof *p->block_file_reader);
	enum partial_status status = begin(p->block_file_reader, file, path, err);
	if (status != PARTIAL_FINE)
		return status;
	block_file_get_text(p->block_file_reader, p->reading, sizeof p->reading);
	get_provenance(p->block_file_reader, &p->provenance);
	return p->block_file_reader->error ? damaged(p->block_file_reader, path, err)
					   : PARTIAL_FINE;
}

enum partial_status partial_open(struct partial *p, const char *path, struct err *err)
{
	FILE *file = open_file(path, err);

	return file ? partial_take(p, file, path, err) : PARTIAL_UNREADABLE;
}

enum partial_status partial_load(
    struct partial *p, struct stats *into, const uint32_t *inputs, struct err *err)
{
	stats_load(into, p->block_file_reader, inputs, p->provenance.input_count);
	return block_file_ended(p->block_file_reader) ? PARTIAL_FINE
						      : damaged(p->block_file_reader, p->path, err);
}

void partial_close(struct partial *p)
{
	if (p->file)
		fclose(p->file);
	free(p->block_file_reader);
	p->file = NULL;
	p->block_file_reader = NULL;
}

void partial_fini(struct partial *p)
{
	partial_close(p);
	provenance_fini(&p->provenance);
}
