#include "stats/passive_dns.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/memory.h"

#define FIRST_CAP 1024

struct key {
	const char *name, *rdata;
	uint16_t type;
};

void passive_dns_init(struct passive_dns *p, size_t bytes_max)
{
	*p = (struct passive_dns){.bytes_max = bytes_max, .secret = hash_secret_new()};
	table_init(&p->table, RECORDS_MAX);
}

void passive_dns_fini(struct passive_dns *p)
{
	arena_fini(&p->texts);
	free(p->items);
	table_fini(&p->table);
}

static bool equal(const void *ctx, uint32_t number, const void *wanted)
{
	const struct passive_dns *p = ctx;
	const struct passive_record *r = &p->items[number];
	const struct key *key = wanted;

	return r->type == key->type && strcmp(r->name, key->name) == 0 &&
	       strcmp(r->rdata, key->rdata) == 0;
}

static uint64_t hash_of(const struct passive_dns *p, const struct key *key)
{
	uint64_t name = hash_secret(key->name, strlen(key->name), p->secret);

	return hash_secret(key->rdata, strlen(key->rdata), name + key->type);
}

/* Records and table double, and for a moment the old ones are there too; sorting may need a copy.
 */
static bool has_room(const struct passive_dns *p, size_t text_bytes)
{
	size_t more = p->count == p->cap ? 2 * p->cap * sizeof *p->items : 0;

	return p->count == 0 || (p->count < RECORDS_MAX && p->texts.used_bytes + text_bytes + more +
								   2 * p->cap * sizeof *p->items +
								   3 * table_bytes(&p->table) <=
							       p->bytes_max);
}

static struct passive_record *add(struct passive_dns *p, const struct key *key, uint64_t hash)
{
	if (p->count == p->cap) {
		p->cap = p->cap ? 2 * p->cap : FIRST_CAP;
		p->items = memory_resize(p->items, p->cap, sizeof *p->items);
	}
	struct passive_record *r = &p->items[p->count];
	*r = (struct passive_record){.type = key->type,
	    .name = arena_copy(&p->texts, key->name),
	    .rdata = arena_copy(&p->texts, key->rdata)};
	(void)table_add(&p->table, hash, (uint32_t)p->count++);
	return r;
}

bool passive_dns_add(
    struct passive_dns *p, const char *name, uint16_t type, const char *rdata, int64_t time_ns)
{
	struct key key = {name, rdata, type};
	uint64_t hash = hash_of(p, &key);
	uint32_t number = table_find(&p->table, hash, equal, p, &key);
	struct passive_record *r;

	if (number != TABLE_NONE)
		r = &p->items[number];
	else if (has_room(p, strlen(name) + strlen(rdata) + 2 + 2 * ARENA_ALIGNMENT))
		r = add(p, &key, hash);
	else
		return false;
	if (r->count == 0 || time_ns < r->first_ns)
		r->first_ns = time_ns;
	if (r->count == 0 || time_ns > r->last_ns)
		r->last_ns = time_ns;
	r->count++;
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct passive_record *one = a, *other = b;
	int order = strcmp(one->name, other->name);

	if (order == 0)
		order = (one->type > other->type) - (one->type < other->type);
	return order ? order : strcmp(one->rdata, other->rdata);
}

void passive_dns_flush(struct passive_dns *p, passive_record_sink *sink, void *ctx)
{
	if (p->count > 1)
		qsort(p->items, p->count, sizeof *p->items, compare);
	for (size_t i = 0; i < p->count; i++)
		sink(ctx, &p->items[i]);
	p->count = 0;
	table_clear(&p->table);
	arena_fini(&p->texts);
}
