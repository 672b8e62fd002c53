#include "records.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/limits.h"

/* Size class of no block: the channel is promoted and `piece` is an index into aggregates. */
#define SIZE_AGGREGATE 15
/* No server yet. */
#define SERVER_NONE 0x7fffffff

static void records_init(struct records *r)
{
	*r = (struct records){0};
	table_init(&r->table, RECORDS_MAX);
}

static void records_fini(struct records *r)
{
	table_fini(&r->table);
	free(r->all);
	free(r->sorted);
}

static uint32_t records_add(struct records *r, uint64_t hash, void *record)
{
	if (r->count == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 64;
		r->all = memory_resize(r->all, r->cap, sizeof *r->all);
	}
	r->all[r->count] = record;
	table_add(&r->table, hash, (uint32_t)r->count);
	return (uint32_t)r->count++;
}

struct stats *stats_new(uint64_t secret)
{
	struct stats *s = memory_new(1, sizeof *s);

	s->secret = secret;
	slab_init(&s->slab.pieces, &s->arena);
	records_init(&s->clients);
	records_init(&s->domains);
	table_init(&s->channel_table, RECORDS_MAX);
	table_init(&s->pair_table, RECORDS_MAX);
	return s;
}

void stats_free(struct stats *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->aggregate_count; i++)
		channel_fini(s->aggregates[i]);
	for (size_t i = 0; i < s->clients.count; i++)
		sketch_fini(&((struct client *)s->clients.all[i])->names_evicted);
	records_fini(&s->clients);
	records_fini(&s->domains);
	table_fini(&s->channel_table);
	table_fini(&s->pair_table);
	free(s->channels);
	free(s->aggregates);
	slab_fini(&s->slab.pieces);
	free(s->pairs);
	free(s->ghosts);
	arena_fini(&s->arena);
	free(s);
}

static bool client_is(const void *ctx, uint32_t number, const void *key)
{
	const struct client *c = ((const struct records *)ctx)->all[number];

	return address_compare(&c->address, key) == 0;
}

uint64_t records_client_hash(uint64_t secret, const struct address *address)
{
	return hash_secret(address, sizeof *address, secret);
}

struct client *records_client(struct stats *s, const struct address *address, uint32_t *number)
{
	return records_client_hashed(s, address, records_client_hash(s->secret, address), number);
}

struct client *records_client_hashed(
    struct stats *s, const struct address *address, uint64_t hash, uint32_t *number)
{
	*number = table_find(&s->clients.table, hash, client_is, &s->clients, address);
	if (*number != TABLE_NONE)
		return s->clients.all[*number];
	struct client *c = arena_take(&s->arena, sizeof *c);
	c->address = *address;
	c->first_ns = INT64_MAX;
	c->last_ns = INT64_MIN;
	sketch_init(&c->names_evicted, SKETCH_NAMES_MAX);
	*number = records_add(&s->clients, hash, c);
	return c;
}

bool records_find_client(const struct stats *s, const struct address *address, uint32_t *number)
{
	uint64_t hash = records_client_hash(s->secret, address);

	*number = table_find(&s->clients.table, hash, client_is, &s->clients, address);
	return *number != TABLE_NONE;
}

static uint64_t index_bytes(const struct records *r)
{
	return r->cap * sizeof *r->all + table_bytes(&r->table);
}

uint64_t records_bytes(const struct stats *s)
{
	return s->arena.used_bytes + s->heap_bytes + index_bytes(&s->clients) +
	       index_bytes(&s->domains) + s->channel_cap * sizeof *s->channels +
	       table_bytes(&s->channel_table) + s->pair_cap * sizeof *s->pairs +
	       table_bytes(&s->pair_table);
}

static bool domain_is(const void *ctx, uint32_t number, const void *key)
{
	const struct domain *d = ((const struct records *)ctx)->all[number], *wanted = key;

	return d->len == wanted->len && memcmp(d->fold, wanted->fold, d->len) == 0;
}

uint64_t records_domain_hash(uint64_t secret, const struct domain *wanted)
{
	return hash_secret(wanted->fold, wanted->len, secret);
}

void records_fetch_domain(const struct stats *s, uint64_t hash)
{
	uint32_t number = table_guess(&s->domains.table, hash);

	if (number != TABLE_NONE)
		__builtin_prefetch(s->domains.all[number]);
}

struct domain *records_domain(struct stats *s, const struct domain *wanted, uint32_t *number)
{
	return records_domain_hashed(s, wanted, records_domain_hash(s->secret, wanted), number);
}

struct domain *records_domain_hashed(
    struct stats *s, const struct domain *wanted, uint64_t hash, uint32_t *number)
{
	*number = table_find(&s->domains.table, hash, domain_is, &s->domains, wanted);
	if (*number != TABLE_NONE)
		return s->domains.all[*number];
	struct domain *d = arena_take(&s->arena, sizeof *d);
	uint8_t *fold = arena_take(&s->arena, wanted->len);
	*d = *wanted;
	d->fold = memcpy(fold, wanted->fold, wanted->len);
	*number = records_add(&s->domains, hash, d);
	return d;
}

static bool channel_is(const void *ctx, uint32_t number, const void *key)
{
	const struct channel_record *r = (const struct channel_record *)ctx + number, *wanted = key;

	return r->client == wanted->client && r->domain == wanted->domain;
}

uint64_t records_channel_hash(const struct stats *s, uint32_t client, uint32_t domain)
{
	return hash_secret((uint32_t[]){client, domain}, 2 * sizeof client, s->secret);
}

void records_fetch(const struct stats *s, uint64_t channel_hash)
{
	uint32_t number = table_guess(&s->channel_table, channel_hash);

	if (number != TABLE_NONE)
		__builtin_prefetch(&s->channels[number]);
}

struct channel_record *records_channel(struct stats *s, uint32_t client, uint32_t domain)
{
	return records_channel_of(s, client, domain, records_channel_hash(s, client, domain));
}

struct channel_record *records_channel_of(
    struct stats *s, uint32_t client, uint32_t domain, uint64_t hash)
{
	struct channel_record wanted = {
	    .client = client, .domain = domain, .message_log = {.smallest_server = SERVER_NONE}};
	uint32_t number = table_find(&s->channel_table, hash, channel_is, s->channels, &wanted);

	if (number != TABLE_NONE)
		return &s->channels[number];
	if (s->channel_count == s->channel_cap) {
		s->channel_cap = s->channel_cap ? s->channel_cap * 2 : 64;
		s->channels = memory_resize(s->channels, s->channel_cap, sizeof *s->channels);
	}
	wanted.message_log.keep_on_evict =
	    s->ghosts && evicted_contains(s, s->clients.all[client], s->domains.all[domain]);
	s->channels[s->channel_count] = wanted;
	table_add(&s->channel_table, hash, (uint32_t)s->channel_count);
	return &s->channels[s->channel_count++];
}

static bool pair_is(const void *ctx, uint32_t number, const void *key)
{
	const struct pair_record *p = (const struct pair_record *)ctx + number, *wanted = key;

	return p->client == wanted->client && p->server == wanted->server;
}

void records_pair(struct stats *s, uint32_t client, uint32_t server)
{
	struct client *c = s->clients.all[client];
	struct pair_record pair = {client, server};

	if (c->asked_last == server + 1)
		return;
	c->asked_last = server + 1;
	uint64_t hash = hash_secret(&pair, sizeof pair, s->secret);
	if (table_find(&s->pair_table, hash, pair_is, s->pairs, &pair) != TABLE_NONE)
		return;
	if (s->pair_count == s->pair_cap) {
		s->pair_cap = s->pair_cap ? s->pair_cap * 2 : 64;
		s->pairs = memory_resize(s->pairs, s->pair_cap, sizeof *s->pairs);
	}
	s->pairs[s->pair_count] = pair;
	table_add(&s->pair_table, hash, (uint32_t)s->pair_count++);
}

struct channel *records_aggregate(const struct stats *s, const struct channel_record *r)
{
	return r->message_log.size == SIZE_AGGREGATE ? s->aggregates[r->message_log.piece] : NULL;
}

void records_fetch_messages(const struct stats *s, const struct channel_record *r)
{
	if (r->message_log.size == 0)
		return;
	if (records_aggregate(s, r)) {
		__builtin_prefetch(records_aggregate(s, r));
		return;
	}
	const uint8_t *block = message_log_block(&r->message_log, &s->slab);
	__builtin_prefetch(block);
	__builtin_prefetch(block + r->message_log.len);
}

/* Keeps the server with the smallest address, for a channel that is a message log. */
static void note_server(const struct stats *s, struct channel_record *r, uint32_t server)
{
	if (r->message_log.smallest_server == SERVER_NONE) {
		r->message_log.smallest_server = server & SERVER_NONE;
		return;
	}
	const struct client *kept = s->clients.all[r->message_log.smallest_server],
			    *seen = s->clients.all[server];
	struct address smaller = kept->address;
	address_keep_smaller(&smaller, &seen->address);
	if (address_compare(&smaller, &kept->address) != 0)
		r->message_log.smallest_server = server & SERVER_NONE;
}

void records_replay(const struct stats *s, const struct channel_record *r, struct channel *into,
    struct dns_name *name)
{
	struct message_log_reader reader;
	struct question q;
	struct dns_event e;
	uint32_t server;

	message_log_read(&reader, &r->message_log, &s->slab, into->domain);
	while (message_log_next_question(&reader, &e, name, &server, &q)) {
		e.client = into->client->address;
		e.server = ((const struct client *)s->clients.all[server])->address;
		channel_add(into, &e, &q);
	}
}

struct channel *records_promote(struct stats *s, struct channel_record *r)
{
	struct channel *c = arena_take(&s->arena, sizeof *c);
	struct dns_name name;

	channel_init(c, records_client_of(s, r), records_domain_of(s, r));
	records_replay(s, r, c, &name);
	s->heap_bytes += channel_heap_bytes(c);
	message_log_clear(&r->message_log, &s->slab);
	if (s->aggregate_count == s->aggregate_cap) {
		s->aggregate_cap = s->aggregate_cap ? s->aggregate_cap * 2 : 64;
		s->aggregates =
		    memory_resize(s->aggregates, s->aggregate_cap, sizeof(*s->aggregates));
	}
	r->message_log.piece = (uint32_t)s->aggregate_count;
	r->message_log.size = SIZE_AGGREGATE;
	s->aggregates[s->aggregate_count++] = c;
	return c;
}

void records_add_to_channel(struct stats *s, struct channel_record *r, const struct dns_event *e,
    const struct question *q, uint32_t server)
{
	struct channel *aggregate = records_aggregate(s, r);

	if (!aggregate) {
		if (message_log_add(
			&r->message_log, &s->slab, records_domain_of(s, r), e, server)) {
			note_server(s, r, server);
			return;
		}
		aggregate = records_promote(s, r);
	}
	uint64_t before = channel_heap_bytes(aggregate);
	channel_add(aggregate, e, q);
	s->heap_bytes += channel_heap_bytes(aggregate) - before;
}

const struct client *records_client_of(const struct stats *s, const struct channel_record *r)
{
	return (s->finalized ? s->clients.sorted : s->clients.all)[r->client];
}

const struct domain *records_domain_of(const struct stats *s, const struct channel_record *r)
{
	return (s->finalized ? s->domains.sorted : s->domains.all)[r->domain];
}

void records_span(int64_t *first, int64_t *last, int64_t time_ns)
{
	/* 0 stands for an unknown time, and only where there is no other. */
	if (time_ns == 0 && *last > 0)
		return;
	if (*last == 0)
		*first = *last = time_ns;
	if (time_ns < *first)
		*first = time_ns;
	if (time_ns > *last)
		*last = time_ns;
}
