#include "stats/stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "dns/answer.h"
#include "records.h"

/* Transactions are told apart within slots of this length, so that a reused id is a new one. */
#define RETRANSMISSION_SLOT_NS (10 * INT64_C(1000000000))

/* True when a label of the payload starts with '_' (RFC 8552): a service, not data. */
static bool has_service_label(const struct dns_name *name, unsigned payload_labels)
{
	for (unsigned i = 0; i < payload_labels; i++)
		if (name->fold[name->offset[i] + 1] == '_')
			return true;
	return false;
}

/* hash_fixed of numbers, never 0 (0 marks a free slot). */
static uint64_t hash_numbers(const uint64_t *numbers, size_t count)
{
	uint64_t hash = hash_fixed(numbers, count * sizeof *numbers);

	return hash ? hash : 1;
}

static uint64_t hash_transaction(const struct dns_event *e, uint64_t name_hash)
{
	uint64_t slot = (uint64_t)(e->time_ns / RETRANSMISSION_SLOT_NS);

	return hash_numbers((uint64_t[]){name_hash, (uint64_t)e->qtype << 16 | e->id, slot}, 3);
}

static uint64_t hash_address(const struct address *a)
{
	uint64_t hash = hash_fixed(a, sizeof *a);

	return hash ? hash : 1;
}

static uint8_t answer_sketch_marks(const struct dns_event *e)
{
	unsigned marks = counters_carries_data(e->answer_type) ? SKETCH_DATA_TYPE : 0;

	if (e->answer_marks & ANSWER_SERVICE)
		return (uint8_t)(marks | SKETCH_SERVICE);
	if (e->answer_marks & ANSWER_ENCODED)
		marks |= SKETCH_ENCODED;
	if (e->answer_marks & ANSWER_CODE)
		marks |= SKETCH_CODE;
	return (uint8_t)marks;
}

static void add_to_sketches(
    struct channel *c, const struct dns_event *e, const struct sketch_entry *name)
{
	struct sketch_entry once = {.first_ns = e->time_ns};

	once.hash = hash_transaction(e, name->hash);
	sketch_add(&c->asked, &once);
	once.hash = hash_address(&e->server);
	sketch_add(&c->servers, &once);
	if (e->response && e->answer_count > 0) {
		once.hash = hash_numbers(&e->answer_hash, 1);
		once.len = (uint8_t)(e->answer_bytes < UINT8_MAX ? e->answer_bytes : UINT8_MAX);
		once.marks = answer_sketch_marks(e);
		sketch_add(&c->answers, &once);
	}
	if (!sketch_add(&c->names, name))
		return;
	sample_add(&c->sample, &(struct sample_name){
				   .hash = name->hash,
				   .ref = e->ref,
				   .time_ns = e->time_ns,
				   .server = e->server,
				   .qtype = e->qtype,
				   .tcp = e->tcp,
				   .response = e->response,
				   .base_labels = c->domain->label_count,
				   .wire_len = e->qname->len,
				   .wire = (uint8_t *)(uintptr_t)e->qname->wire,
			       });
}

static void add_question(struct stats *s, struct client *client, const struct dns_event *e)
{
	const struct dns_name *name = e->qname;
	struct suffix_base base = suffix_find(s->suffix, name);
	struct domain wanted = {
	    .label_count = base.labels, .registered = base.registered, .reverse = base.reverse};

	wanted.len = (uint8_t)dns_name_suffix(name, base.labels, &wanted.fold);
	unsigned payload_labels = name->label_count - base.labels;
	bool service = has_service_label(name, payload_labels) ||
		       (e->response && (e->answer_marks & ANSWER_SERVICE));
	uint8_t payload_octets = name->offset[payload_labels];
	uint64_t hash = hash_fixed(name->fold, name->len);
	struct sketch_entry seen = {
	    .hash = hash ? hash : 1,
	    .first_ns = e->time_ns,
	    .len = payload_octets > 0 ? (uint8_t)(payload_octets - 1) : 0,
	    .marks =
		(uint8_t)((counters_is_data_type(e->qtype) ? SKETCH_DATA_TYPE : 0) |
			  (e->response ? SKETCH_ANSWERED : 0) | (service ? SKETCH_SERVICE : 0)),
	};
	struct channel *c = records_channel(s, client, records_domain(s, &wanted));
	counters_add(&c->count, e, service);
	counters_add(&client->asked, e, service);
	counters_add(&s->total, e, service);
	records_smaller_address(&c->server, &e->server);
	records_channel_span(c, e->time_ns, e->ref, e->time_ns, e->ref);
	sketch_add(&client->names, &seen);
	add_to_sketches(c, e, &seen);
}

static void add_not_dns(struct client *client, const struct dns_event *e)
{
	client->not_dns++;
	client->not_dns_bytes += e->bytes;
	records_smaller_address(&client->not_dns_server, &e->server);
	if (frame_ref_compare(e->ref, client->not_dns_first) < 0)
		client->not_dns_first = e->ref;
}

void stats_add(struct stats *s, const struct dns_event *e)
{
	struct client *client = records_client(s, &e->client);

	if (!s->any) {
		s->any = true;
		s->first_ns = s->last_ns = e->time_ns;
	}
	records_span(&s->first_ns, &s->last_ns, e->time_ns);
	records_span(&client->first_ns, &client->last_ns, e->time_ns);
	if (!e->dns) {
		add_not_dns(client, e);
		return;
	}
	struct client *server = records_client(s, &e->server);
	records_span(&server->first_ns, &server->last_ns, e->time_ns);
	if (e->response)
		server->served_responses++;
	else
		server->served_queries++;
	if (e->qname) {
		add_question(s, client, e);
		return;
	}
	counters_add(&client->asked, e, false);
	counters_add(&s->total, e, false);
}

static int compare_clients(const void *a, const void *b)
{
	const struct client *const *x = a, *const *y = b;

	return address_compare(&(*x)->address, &(*y)->address);
}

static int compare_domains(const void *a, const void *b)
{
	const struct domain *x = *(const struct domain *const *)a,
			    *y = *(const struct domain *const *)b;
	size_t shorter = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->fold, y->fold, shorter);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* A channel and its place: that of its domain, then that of its client. */
struct placed {
	uint64_t place;
	void *channel;
};

static int compare_places(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

/* Domains and clients are few: sorted first, they make the order of channels one of numbers. */
static void sort_channels(struct stats *s)
{
	size_t count = s->channels.count;
	struct placed *placed = memory_new(count + 1, sizeof *placed);

	for (size_t i = 0; i < count; i++) {
		const struct channel *c = s->channels.all[i];

		placed[i].place = (uint64_t)c->domain->order << 32 | c->client->order;
		placed[i].channel = s->channels.all[i];
	}
	qsort(placed, count, sizeof *placed, compare_places);
	for (size_t i = 0; i < count; i++)
		s->channels.all[i] = placed[i].channel;
	free(placed);
}

static void sort_records(struct stats *s)
{
	if (s->clients.count > 0)
		qsort(s->clients.all, s->clients.count, sizeof *s->clients.all, compare_clients);
	if (s->domains.count > 0)
		qsort(s->domains.all, s->domains.count, sizeof *s->domains.all, compare_domains);
	for (size_t i = 0; i < s->clients.count; i++)
		((struct client *)s->clients.all[i])->order = (uint32_t)i;
	for (size_t i = 0; i < s->domains.count; i++)
		((struct domain *)s->domains.all[i])->order = (uint32_t)i;
	sort_channels(s);
}

void stats_settle(struct stats *s)
{
	for (size_t i = 0; i < s->channels.count; i++) {
		struct channel *c = s->channels.all[i];

		sketch_settle(&c->names);
		sketch_settle(&c->asked);
		sketch_settle(&c->answers);
		sketch_settle(&c->servers);
	}
	for (size_t i = 0; i < s->clients.count; i++)
		sketch_settle(&((struct client *)s->clients.all[i])->names);
	sort_records(s);
}

const struct channel *const *stats_channels(const struct stats *s, size_t *count)
{
	*count = s->channels.count;
	return (const struct channel *const *)s->channels.all;
}

const struct client *const *stats_clients(const struct stats *s, size_t *count)
{
	*count = s->clients.count;
	return (const struct client *const *)s->clients.all;
}

const struct counters *stats_total(const struct stats *s)
{
	return &s->total;
}

void stats_span(const struct stats *s, int64_t *first_ns, int64_t *last_ns)
{
	*first_ns = s->first_ns;
	*last_ns = s->last_ns;
}
