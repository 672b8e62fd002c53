#include "client_name_sets.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/limits.h"

/* Clients share locks: there are far fewer threads than locks. */
#define LOCKS 64

struct client_names {
	struct sketch *of; /* indexed by the client's order */
	size_t count;
	pthread_mutex_t locks[LOCKS];
};

/* Every channel of a client has at least one name, so there will be as many. */
static void reserve(struct client_names *n, const struct stats *stats)
{
	size_t channels = stats_channel_count(stats);
	uint32_t *of = memory_new(n->count + 1, sizeof *of);

	for (size_t i = 0; i < channels; i++)
		of[stats_channel_key(stats, i).client->order]++;
	for (size_t i = 0; i < n->count; i++)
		sketch_reserve(&n->of[i], of[i]);
	free(of);
}

struct client_names *client_name_sets_new(const struct stats *stats)
{
	struct client_names *n = memory_new(1, sizeof *n);
	const struct client *const *clients = stats_clients(stats, &n->count);

	n->of = memory_new(n->count + 1, sizeof *n->of);
	for (size_t i = 0; i < n->count; i++) {
		sketch_init(&n->of[i], SKETCH_NAMES_MAX);
		sketch_merge(&n->of[i], &clients[i]->names_evicted);
	}
	reserve(n, stats);
	for (size_t i = 0; i < LOCKS; i++)
		pthread_mutex_init(&n->locks[i], NULL);
	return n;
}

void client_name_sets_free(struct client_names *n)
{
	for (size_t i = 0; i < n->count; i++)
		sketch_fini(&n->of[i]);
	for (size_t i = 0; i < LOCKS; i++)
		pthread_mutex_destroy(&n->locks[i]);
	free(n->of);
	free(n);
	memory_trim();
}

void client_name_sets_fetch(struct client_names *n, const struct channel *c)
{
	uint32_t client = c->client->order;

	pthread_mutex_lock(&n->locks[client % LOCKS]);
	sketch_fetch(&n->of[client], &c->names);
	pthread_mutex_unlock(&n->locks[client % LOCKS]);
}

void client_name_sets_add(struct client_names *n, const struct channel *c)
{
	uint32_t client = c->client->order;

	pthread_mutex_lock(&n->locks[client % LOCKS]);
	sketch_merge(&n->of[client], &c->names);
	pthread_mutex_unlock(&n->locks[client % LOCKS]);
}

const struct sketch *client_name_sets_of(struct client_names *n, const struct client *client)
{
	sketch_finalize(&n->of[client->order]);
	return &n->of[client->order];
}
