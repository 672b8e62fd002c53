/*
 * The distinct names of each client over all its channels: the union of theirs, and what it asked
 * for in channels that gave way to a limit of memory. Several threads may add at the same time; the
 * result does not depend on who adds what. Heap-owned.
 */
#ifndef DNSFERRET_SCORE_CLIENT_NAME_SETS_H
#define DNSFERRET_SCORE_CLIENT_NAME_SETS_H

#include "stats/stats.h"

struct client_names;

/* For the clients of statistics that are settled. */
struct client_names *client_name_sets_new(const struct stats *stats);
void client_name_sets_free(struct client_names *n);

/* Fetches into the cache what client_name_sets_add will look at. */
void client_name_sets_fetch(struct client_names *n, const struct channel *channel);

void client_name_sets_add(struct client_names *n, const struct channel *channel);

/* When all channels have been added: those of one client, settled. Threads ask for different
 * clients. */
const struct sketch *client_name_sets_of(struct client_names *n, const struct client *client);

#endif
