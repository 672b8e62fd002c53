#include "builder.h"

#include "logs.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/limits.h"

/* A client queried a server. */
struct pair {
	const struct client *client;
	struct address server;
};

struct pairs {
	struct pair *of;
	size_t count, cap;
	bool complete;
};

static void pairs_add(struct pairs *all, const struct client *client, const struct address *server)
{
	if (server->family == 0)
		return;
	if (all->count == REPORT_PAIRS_MAX) {
		all->complete = false;
		return;
	}
	if (all->count == all->cap) {
		all->cap = all->cap ? 2 * all->cap : 64;
		all->of = memory_resize(all->of, all->cap, sizeof *all->of);
	}
	all->of[all->count++] = (struct pair){client, *server};
}

static bool is_near(const struct pair *p)
{
	return address_is_near(&p->client->address, &p->server);
}

static int compare_clients(const struct client *x, const struct client *y)
{
	return address_compare(&x->address, &y->address);
}

static int by_server(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	int order = address_compare(&x->server, &y->server);

	return order ? order : compare_clients(x->client, y->client);
}

static int by_client(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	int order = compare_clients(x->client, y->client);

	return order ? order : address_compare(&x->server, &y->server);
}

static void pairs_sort(struct pairs *all, int (*compare)(const void *, const void *))
{
	if (all->count > 0)
		qsort(all->of, all->count, sizeof *all->of, compare);
}

/* Clients, and apart from them those that ask for others, which may query anyone. Skips servers. */
static void pairs_find(struct pairs *all, struct pairs *upstream, const struct stats *stats,
    const struct host_roles *roles)
{
	all->complete = upstream->complete = true;
	for (size_t i = 0; i < stats_pair_count(stats); i++) {
		struct asked_pair p = stats_pair(stats, i);
		const struct host *host = host_of(roles, p.client);

		if (host->role == HOST_CLIENT)
			pairs_add(all, p.client, &p.server->address);
		else if (host_asks_for_others(host))
			pairs_add(upstream, p.client, &p.server->address);
	}
}

struct resolver {
	struct address address;
	size_t clients;
};

static int most_clients(const void *a, const void *b)
{
	const struct resolver *x = a, *y = b;

	if (x->clients != y->clients)
		return x->clients > y->clients ? -1 : 1;
	return address_compare(&x->address, &y->address);
}

/* Local servers that were queried, those with most clients first; `all` is sorted by server. */
static void resolvers_build(struct report_builder *p, const struct pairs *all, struct node *map)
{
	struct node *list = document_set(map, "resolvers", document_list(p->arena));
	struct resolver *found = memory_new(all->count + 1, sizeof *found);
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++) {
		const struct address *server = &all->of[i].server;

		if (!is_near(&all->of[i]))
			continue;
		if (count == 0 || address_compare(&found[count - 1].address, server) != 0)
			found[count++] = (struct resolver){.address = *server};
		found[count - 1].clients++;
	}
	qsort(found, count, sizeof *found, most_clients);
	for (size_t i = 0; i < count && i < REPORT_SERVERS_MAX; i++) {
		struct node *one = document_push(list, document_map(p->arena));

		node_values_address(p, one, "ip", &found[i].address);
		document_set_integer(p->arena, one, "clients", (int64_t)found[i].clients);
	}
	document_set_integer(p->arena, map, "resolvers_total", (int64_t)count);
	free(found);
}

/* The local servers that the same client queries: the resolvers it goes past. */
static void near_build(
    struct report_builder *p, const struct pairs *all, size_t first, size_t end, struct node *row)
{
	struct node *list = document_set(row, "resolvers", document_list(p->arena));
	char ip[ADDRESS_TEXT_MAX];

	for (size_t i = first; i < end && list->count < REPORT_SERVERS_MAX; i++)
		if (is_near(&all->of[i]))
			document_push_text(p->arena, list, address_text(&all->of[i].server, ip));
}

/* Handles one client's pairs, from `first` on: adds a row if it queries an external server. Returns
 * the end. */
static size_t direct_client(struct report_builder *p, const struct pairs *all, size_t first,
    struct node *list, size_t *direct_count)
{
	const struct client *client = all->of[first].client;
	struct node *row = NULL, *servers = NULL;
	size_t i = first;
	int64_t outside = 0;

	for (; i < all->count && all->of[i].client == client; i++) {
		char ip[ADDRESS_TEXT_MAX];

		if (is_near(&all->of[i]))
			continue;
		if (outside++ == 0 && list->count < REPORT_CLIENTS_MAX) {
			row = document_push(list, document_map(p->arena));
			node_values_address(p, row, "ip", &client->address);
			servers = document_set(row, "servers", document_list(p->arena));
		}
		if (servers && servers->count < REPORT_SERVERS_MAX)
			document_push_text(p->arena, servers, address_text(&all->of[i].server, ip));
	}
	if (row) {
		document_set_integer(p->arena, row, "servers_total", outside);
		near_build(p, all, first, i, row);
	}
	*direct_count += outside > 0;
	return i;
}

/* Whom resolvers and forwarders query in turn, by address. */
static void upstream_build(struct report_builder *p, struct pairs *all, struct node *map)
{
	struct node *list = document_set(map, "upstream", document_list(p->arena)), *servers = NULL;
	const struct client *last = NULL;
	char ip[ADDRESS_TEXT_MAX];
	int64_t total = 0;

	pairs_sort(all, by_client);
	for (size_t i = 0; i < all->count; i++) {
		bool first = all->of[i].client != last;

		last = all->of[i].client;
		total += first;
		if (first && list->count == REPORT_SERVERS_MAX)
			servers = NULL;
		else if (first) {
			struct node *row = document_push(list, document_map(p->arena));

			node_values_address(p, row, "ip", &last->address);
			servers = document_set(row, "servers", document_list(p->arena));
		}
		if (servers && servers->count < REPORT_SERVERS_MAX)
			document_push_text(p->arena, servers, address_text(&all->of[i].server, ip));
	}
	document_set_integer(p->arena, map, "upstream_total", total);
}

struct node *forwarding_build(struct report_builder *p)
{
	struct pairs all = {0}, upstream = {0};
	struct node *map = document_map(p->arena);
	size_t direct_count = 0, client_count = 0;

	pairs_find(&all, &upstream, p->from->stats, &p->roles);
	pairs_sort(&all, by_server);
	resolvers_build(p, &all, map);
	struct node *list = document_set(map, "direct", document_list(p->arena));
	pairs_sort(&all, by_client);
	for (size_t i = 0; i < all.count; client_count++)
		i = direct_client(p, &all, i, list, &direct_count);
	document_set_integer(p->arena, map, "direct_total", (int64_t)direct_count);
	document_set_integer(p->arena, map, "local_only", (int64_t)(client_count - direct_count));
	upstream_build(p, &upstream, map);
	document_set_bool(p->arena, map, "complete", all.complete && upstream.complete);
	if (logs_of_servers(p))
		document_set_text(p->arena, map, "not_seen",
		    "queries sent straight to servers on the internet cannot appear in the log of "
		    "a server: look for port 53 in captures or in the logs of the firewall");
	free(upstream.of);
	free(all.of);
	return map;
}
