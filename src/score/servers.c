#include "servers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/address.h"
#include "base/memory.h"

struct server {
	struct address address;
	size_t bases;
};

struct usual {
	struct address client;
	size_t most, all;
};

struct servers {
	struct server *servers;
	size_t server_count;
	struct usual *usual;
	size_t usual_count;
};

/* By server; channels of one domain together, in whatever order. */
static int compare_servers(const void *a, const void *b)
{
	const struct channel *const *x = a, *const *y = b;
	uintptr_t p = (uintptr_t)(*x)->domain, q = (uintptr_t)(*y)->domain;
	int order = address_compare(&(*x)->server, &(*y)->server);

	return order ? order : (p > q) - (p < q);
}

static int compare_habits(const void *a, const void *b)
{
	const struct channel *const *x = a, *const *y = b;
	int order = address_compare(&(*x)->client->address, &(*y)->client->address);

	return order ? order : address_compare(&(*x)->server, &(*y)->server);
}

static bool same_server(const struct channel *a, const struct channel *b)
{
	return address_compare(&a->server, &b->server) == 0;
}

static void count_servers(
    struct servers *s, const struct channel **sorted, size_t count, struct arena *arena)
{
	size_t at = 0;

	qsort(sorted, count, sizeof *sorted, compare_servers);
	for (size_t i = 0; i < count; i++)
		s->server_count += i == 0 || !same_server(sorted[i], sorted[i - 1]);
	s->servers = arena_take(arena, (s->server_count + 1) * sizeof *s->servers);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || !same_server(sorted[i], sorted[i - 1]))
			s->servers[at++] =
			    (struct server){.address = sorted[i]->server, .bases = 1};
		else
			s->servers[at - 1].bases += sorted[i]->domain != sorted[i - 1]->domain;
	}
}

static void count_habits(
    struct servers *s, const struct channel **sorted, size_t count, struct arena *arena)
{
	size_t at = 0;

	qsort(sorted, count, sizeof *sorted, compare_habits);
	for (size_t i = 0; i < count; i++)
		s->usual_count += i == 0 || sorted[i]->client != sorted[i - 1]->client;
	s->usual = arena_take(arena, (s->usual_count + 1) * sizeof *s->usual);
	for (size_t first = 0, last; first < count; first = last) {
		for (last = first + 1;
		     last < count && compare_habits(&sorted[last], &sorted[first]) == 0;)
			last++;
		if (first == 0 || sorted[first]->client != sorted[first - 1]->client)
			s->usual[at++] = (struct usual){.client = sorted[first]->client->address};
		s->usual[at - 1].all += last - first;
		if (last - first > s->usual[at - 1].most)
			s->usual[at - 1].most = last - first;
	}
}

struct servers *servers_new(
    const struct channel *const *channels, size_t count, struct arena *arena)
{
	struct servers *s = arena_take(arena, sizeof *s);

	if (count == 0)
		return s;
	const struct channel **sorted = memory_resize(NULL, count, sizeof(*sorted));
	memcpy(sorted, channels, count * sizeof(*sorted));
	count_servers(s, sorted, count, arena);
	count_habits(s, sorted, count, arena);
	free(sorted);
	return s;
}

static int compare_server_key(const void *key, const void *member)
{
	return address_compare(key, &((const struct server *)member)->address);
}

static int compare_usual_key(const void *key, const void *member)
{
	return address_compare(key, &((const struct usual *)member)->client);
}

size_t servers_bases(const struct servers *s, const struct address *server)
{
	const struct server *found = s->server_count == 0
					 ? NULL
					 : bsearch(server, s->servers, s->server_count,
					       sizeof *s->servers, compare_server_key);

	return found ? found->bases : 0;
}

size_t servers_usual(const struct servers *s, const struct client *client, size_t *all)
{
	const struct usual *found = s->usual_count == 0
					? NULL
					: bsearch(&client->address, s->usual, s->usual_count,
					      sizeof *s->usual, compare_usual_key);

	*all = found ? found->all : 0;
	return found ? found->most : 0;
}
