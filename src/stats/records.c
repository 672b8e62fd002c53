#include "records.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "limits.h"

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

struct client *records_client(struct stats *s, const struct address *address)
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

struct domain *records_domain(struct stats *s, const struct domain *wanted)
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

struct channel *records_channel(
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

void records_span(int64_t *first, int64_t *last, int64_t time_ns)
{
	if (time_ns < *first)
		*first = time_ns;
	if (time_ns > *last)
		*last = time_ns;
}

/* Earliest and latest by time, ties by frame. */
void records_channel_span(struct channel *c, int64_t first_ns, struct frame_ref first,
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

void records_smaller_address(struct address *kept, const struct address *seen)
{
	if (kept->family == 0 || (seen->family != 0 && address_compare(seen, kept) < 0))
		*kept = *seen;
}
