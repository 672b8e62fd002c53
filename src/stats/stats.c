#include "stats/stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/table.h"
#include "limits.h"

/* Transactions are told apart within slots of this length, so that a reused id is a new one. */
#define RETRANSMISSION_SLOT_NS (10 * INT64_C(1000000000))

/* Records of one kind: an index of pointers that never move, and the table that finds them. */
struct records {
	struct table table;
	void **all;
	size_t count, cap;
};

struct stats {
	struct suffix *suffix; /* borrowed */
	uint64_t secret;
	struct arena arena; /* records and names of domains */
	struct records clients, domains, channels;
	struct counters total;
	int64_t first_ns, last_ns;
	bool any;
};

struct channel_key {
	const struct client *client;
	const struct domain *domain;
};

static void records_init(struct records *r)
{
	*r = (struct records){0};
	table_init(&r->table, RECORDS_MAX);
}

static void records_fini(struct records *r)
{
	table_fini(&r->table);
	free(r->all);
}

static void records_add(struct records *r, uint64_t hash, void *record)
{
	if (r->count == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 64;
		r->all = memory_resize(r->all, r->cap, sizeof *r->all);
	}
	r->all[r->count] = record;
	table_add(&r->table, hash, (uint32_t)r->count++);
}

struct stats *stats_new(struct suffix *suffix)
{
	struct stats *s = memory_new(1, sizeof *s);

	s->suffix = suffix;
	s->secret = hash_secret_new();
	records_init(&s->clients);
	records_init(&s->domains);
	records_init(&s->channels);
	return s;
}

static void channel_fini(struct channel *c)
{
	sketch_fini(&c->names);
	sketch_fini(&c->asked);
	sketch_fini(&c->answers);
	sketch_fini(&c->servers);
	sample_fini(&c->sample);
}

void stats_free(struct stats *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->channels.count; i++)
		channel_fini(s->channels.all[i]);
	for (size_t i = 0; i < s->clients.count; i++)
		sketch_fini(&((struct client *)s->clients.all[i])->names);
	records_fini(&s->clients);
	records_fini(&s->domains);
	records_fini(&s->channels);
	arena_fini(&s->arena);
	free(s);
}

static bool client_is(const void *ctx, uint32_t number, const void *key)
{
	const struct client *c = ((const struct records *)ctx)->all[number];

	return address_compare(&c->address, key) == 0;
}

static struct client *client_of(struct stats *s, const struct address *address)
{
	uint64_t hash = hash_secret(address, sizeof *address, s->secret);
	uint32_t number = table_find(&s->clients.table, hash, client_is, &s->clients, address);

	if (number != TABLE_NONE)
		return s->clients.all[number];
	struct client *c = arena_take(&s->arena, sizeof *c);
	c->address = *address;
	c->first_ns = INT64_MAX;
	c->last_ns = INT64_MIN;
	sketch_init(&c->names, SKETCH_NAMES_MAX);
	records_add(&s->clients, hash, c);
	return c;
}

static bool domain_is(const void *ctx, uint32_t number, const void *key)
{
	const struct domain *d = ((const struct records *)ctx)->all[number], *wanted = key;

	return d->len == wanted->len && memcmp(d->fold, wanted->fold, d->len) == 0;
}

static struct domain *domain_of(struct stats *s, const struct domain *wanted)
{
	uint64_t hash = hash_secret(wanted->fold, wanted->len, s->secret);
	uint32_t number = table_find(&s->domains.table, hash, domain_is, &s->domains, wanted);

	if (number != TABLE_NONE)
		return s->domains.all[number];
	struct domain *d = arena_take(&s->arena, sizeof *d);
	uint8_t *fold = arena_take(&s->arena, wanted->len);
	*d = *wanted;
	d->fold = memcpy(fold, wanted->fold, wanted->len);
	records_add(&s->domains, hash, d);
	return d;
}

static bool channel_is(const void *ctx, uint32_t number, const void *key)
{
	const struct channel *c = ((const struct records *)ctx)->all[number];
	const struct channel_key *wanted = key;

	return c->client == wanted->client && c->domain == wanted->domain;
}

static struct channel *channel_of(
    struct stats *s, const struct client *client, const struct domain *domain)
{
	struct channel_key key = {client, domain};
	uint64_t hash = hash_secret(&key, sizeof key, s->secret);
	uint32_t number = table_find(&s->channels.table, hash, channel_is, &s->channels, &key);

	if (number != TABLE_NONE)
		return s->channels.all[number];
	struct channel *c = arena_take(&s->arena, sizeof *c);
	c->client = client;
	c->domain = domain;
	c->first_ns = INT64_MAX;
	c->last_ns = INT64_MIN;
	sketch_init(&c->names, SKETCH_NAMES_MAX);
	sketch_init(&c->asked, SKETCH_TRANSACTIONS_MAX);
	sketch_init(&c->answers, SKETCH_ANSWERS_MAX);
	sketch_init(&c->servers, SERVERS_MAX);
	records_add(&s->channels, hash, c);
	return c;
}

/* True when a label of the payload starts with '_' (RFC 8552): a service, not data. */
static bool has_service_label(const struct dns_name *name, unsigned payload_labels)
{
	for (unsigned i = 0; i < payload_labels; i++)
		if (name->fold[name->offset[i] + 1] == '_')
			return true;
	return false;
}

static void span_add(int64_t *first, int64_t *last, int64_t time_ns)
{
	if (time_ns < *first)
		*first = time_ns;
	if (time_ns > *last)
		*last = time_ns;
}

/* Earliest and latest by time, ties by frame. */
static void channel_span_add(struct channel *c, int64_t first_ns, struct frame_ref first,
    int64_t last_ns, struct frame_ref last)
{
	if (first_ns < c->first_ns ||
	    (first_ns == c->first_ns && frame_ref_compare(first, c->first) < 0)) {
		c->first_ns = first_ns;
		c->first = first;
	}
	if (last_ns > c->last_ns ||
	    (last_ns == c->last_ns && frame_ref_compare(last, c->last) > 0)) {
		c->last_ns = last_ns;
		c->last = last;
	}
}

static void smaller_address(struct address *kept, const struct address *seen)
{
	if (kept->family == 0 || (seen->family != 0 && address_compare(seen, kept) < 0))
		*kept = *seen;
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
	bool service = has_service_label(name, payload_labels);
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
	struct channel *c = channel_of(s, client, domain_of(s, &wanted));
	counters_add(&c->count, e, service);
	counters_add(&client->asked, e, service);
	counters_add(&s->total, e, service);
	smaller_address(&c->server, &e->server);
	channel_span_add(c, e->time_ns, e->ref, e->time_ns, e->ref);
	sketch_add(&client->names, &seen);
	add_to_sketches(c, e, &seen);
}

static void add_not_dns(struct client *client, const struct dns_event *e)
{
	client->not_dns++;
	client->not_dns_bytes += e->bytes;
	smaller_address(&client->not_dns_server, &e->server);
	if (frame_ref_compare(e->ref, client->not_dns_first) < 0)
		client->not_dns_first = e->ref;
}

void stats_add(struct stats *s, const struct dns_event *e)
{
	struct client *client = client_of(s, &e->client);

	if (!s->any) {
		s->any = true;
		s->first_ns = s->last_ns = e->time_ns;
	}
	span_add(&s->first_ns, &s->last_ns, e->time_ns);
	span_add(&client->first_ns, &client->last_ns, e->time_ns);
	if (!e->dns) {
		add_not_dns(client, e);
		return;
	}
	struct client *server = client_of(s, &e->server);
	span_add(&server->first_ns, &server->last_ns, e->time_ns);
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

static struct client *merge_client(struct stats *into, const struct client *from)
{
	struct client *c = client_of(into, &from->address);

	counters_merge(&c->asked, &from->asked);
	c->served_queries += from->served_queries;
	c->served_responses += from->served_responses;
	c->not_dns += from->not_dns;
	c->not_dns_bytes += from->not_dns_bytes;
	smaller_address(&c->not_dns_server, &from->not_dns_server);
	if (frame_ref_compare(from->not_dns_first, c->not_dns_first) < 0)
		c->not_dns_first = from->not_dns_first;
	sketch_merge(&c->names, &from->names);
	span_add(&c->first_ns, &c->last_ns, from->first_ns);
	span_add(&c->first_ns, &c->last_ns, from->last_ns);
	return c;
}

static void merge_channel(struct stats *into, const struct channel *from)
{
	const struct client *client = client_of(into, &from->client->address);
	struct channel *c = channel_of(into, client, domain_of(into, from->domain));

	counters_merge(&c->count, &from->count);
	sketch_merge(&c->names, &from->names);
	sketch_merge(&c->asked, &from->asked);
	sketch_merge(&c->answers, &from->answers);
	sketch_merge(&c->servers, &from->servers);
	sample_merge(&c->sample, &from->sample);
	smaller_address(&c->server, &from->server);
	channel_span_add(c, from->first_ns, from->first, from->last_ns, from->last);
}

void stats_merge(struct stats *into, const struct stats *from)
{
	for (size_t i = 0; i < from->clients.count; i++)
		merge_client(into, from->clients.all[i]);
	for (size_t i = 0; i < from->channels.count; i++)
		merge_channel(into, from->channels.all[i]);
	counters_merge(&into->total, &from->total);
	if (!from->any)
		return;
	if (!into->any) {
		into->any = true;
		into->first_ns = from->first_ns;
		into->last_ns = from->last_ns;
	}
	span_add(&into->first_ns, &into->last_ns, from->first_ns);
	span_add(&into->first_ns, &into->last_ns, from->last_ns);
}

static int compare_clients(const void *a, const void *b)
{
	const struct client *const *x = a, *const *y = b;

	return address_compare(&(*x)->address, &(*y)->address);
}

static int compare_domains(const struct domain *x, const struct domain *y)
{
	size_t shorter = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->fold, y->fold, shorter);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static int compare_channels(const void *a, const void *b)
{
	const struct channel *const *x = a, *const *y = b;
	int order = compare_domains((*x)->domain, (*y)->domain);

	return order ? order : address_compare(&(*x)->client->address, &(*y)->client->address);
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
	qsort(s->clients.all, s->clients.count, sizeof *s->clients.all, compare_clients);
	qsort(s->channels.all, s->channels.count, sizeof *s->channels.all, compare_channels);
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
