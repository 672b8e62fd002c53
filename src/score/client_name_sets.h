/*
 * The distinct names of each client: the union over its channels and the names of its evicted
 * channels. Several threads may add at the same time; the result does not depend on the order.
 * Heap-owned.
 */
#ifndef DNSFERRET_SCORE_CLIENT_NAME_SETS_H
#define DNSFERRET_SCORE_CLIENT_NAME_SETS_H

#include "stats/stats.h"

struct client_names;

/* `stats` must be finalized. */
struct client_names *client_name_sets_new(const struct stats *stats);
void client_name_sets_free(struct client_names *n);

/* Prefetches what client_name_sets_add will access. */
void client_name_sets_fetch(struct client_names *n, const struct channel *channel);

void client_name_sets_add(struct client_names *n, const struct channel *channel);

/* The finalized set of one client, after all channels have been added. Threads must ask for
 * different clients. */
const struct sketch *client_name_sets_of(struct client_names *n, const struct client *client);

#endif
