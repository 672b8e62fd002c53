#include "servers.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/table.h"
#include "base/limits.h"

struct server {
	struct address address;
	const struct domain *last; /* the last base domain counted */
	size_t bases;
};

/* A client and a server it uses. */
struct habit {
	uint32_t client, server;
	size_t bases;
};

struct usual {
	size_t most, all;
};

/* Records of one kind and their hash table. */
struct found {
	struct table table;
	void *items;
	size_t count, cap;
};

struct servers {
	struct found servers, habits;
	struct usual *usual; /* indexed by client->order */
	size_t client_count;
	uint64_t secret;
};

static uint32_t push(struct found *f, uint64_t hash, const void *item, size_t size)
{
	if (f->count == f->cap) {
		f->cap = f->cap ? 2 * f->cap : 64;
		f->items = memory_resize(f->items, f->cap, size);
	}
	memcpy((char *)f->items + f->count * size, item, size);
	table_add(&f->table, hash, (uint32_t)f->count);
	return (uint32_t)f->count++;
}

static bool server_is(const void *ctx, uint32_t number, const void *key)
{
	return address_compare(&((const struct server *)ctx)[number].address, key) == 0;
}

static bool habit_is(const void *ctx, uint32_t number, const void *key)
{
	const struct habit *h = (const struct habit *)ctx + number, *wanted = key;

	return h->client == wanted->client && h->server == wanted->server;
}

static uint32_t find_server(const struct servers *s, const struct address *address)
{
	uint64_t hash = hash_secret(address, sizeof *address, s->secret);

	return table_find(&s->servers.table, hash, server_is, s->servers.items, address);
}

/* Base domains come one after another, so a server has either just been counted for this one or not
 * at all. */
static uint32_t count_base(struct servers *s, const struct channel_key *c)
{
	uint32_t number = find_server(s, c->server);

	if (number == TABLE_NONE) {
		struct server new = {.address = *c->server};

		number = push(&s->servers, hash_secret(c->server, sizeof *c->server, s->secret),
		    &new, sizeof new);
	}
	struct server *server = (struct server *)s->servers.items + number;
	server->bases += server->last != c->domain;
	server->last = c->domain;
	return number;
}

static void count_habit(struct servers *s, const struct client *client, uint32_t server)
{
	struct habit wanted = {.client = client->order, .server = server};
	uint64_t hash = hash_secret(&wanted, 2 * sizeof(uint32_t), s->secret);
	uint32_t number = table_find(&s->habits.table, hash, habit_is, s->habits.items, &wanted);

	if (number == TABLE_NONE)
		number = push(&s->habits, hash, &wanted, sizeof wanted);
	struct habit *habit = (struct habit *)s->habits.items + number;
	struct usual *usual = &s->usual[client->order];
	habit->bases++;
	usual->all++;
	if (habit->bases > usual->most)
		usual->most = habit->bases;
}

struct servers *servers_new(size_t client_count)
{
	struct servers *s = memory_new(1, sizeof *s);

	s->secret = hash_secret_new();
	table_init(&s->servers.table, RECORDS_MAX);
	table_init(&s->habits.table, RECORDS_MAX);
	s->client_count = client_count;
	s->usual = memory_new(client_count + 1, sizeof *s->usual);
	return s;
}

void servers_add(struct servers *s, const struct channel_key *channel)
{
	/* Which server was asked is not known (a log): it is nobody's usual one. */
	if (channel->server->family != 0)
		count_habit(s, channel->client, count_base(s, channel));
}

void servers_free(struct servers *s)
{
	if (!s)
		return;
	table_fini(&s->servers.table);
	table_fini(&s->habits.table);
	free(s->servers.items);
	free(s->habits.items);
	free(s->usual);
	free(s);
}

size_t servers_bases(const struct servers *s, const struct address *server)
{
	uint32_t number = find_server(s, server);

	return number == TABLE_NONE ? 0 : ((const struct server *)s->servers.items)[number].bases;
}

size_t servers_usual(const struct servers *s, const struct client *client, size_t *all)
{
	*all = 0;
	if (client->order >= s->client_count)
		return 0;
	*all = s->usual[client->order].all;
	return s->usual[client->order].most;
}
