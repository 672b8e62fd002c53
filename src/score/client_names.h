/*
 * The distinct names of each client over all its channels: the union of theirs, and what it asked
 * for in channels that gave way to a limit of memory. Several threads may add at the same time; the
 * result does not depend on who adds what. Heap-owned.
 */
#ifndef DNSFERRET_SCORE_CLIENT_NAMES_H
#define DNSFERRET_SCORE_CLIENT_NAMES_H

#include "stats/stats.h"

struct client_names;

/* For the clients of statistics that are settled. */
struct client_names *client_names_new(const struct stats *stats);
void client_names_free(struct client_names *n);

/* Fetches into the cache what client_names_add will look at. */
void client_names_fetch(struct client_names *n, const struct channel *channel);

void client_names_add(struct client_names *n, const struct channel *channel);

/* When all channels have been added: those of one client, settled. Threads ask for different
 * clients. */
const struct sketch *client_names_of(struct client_names *n, const struct client *client);

#endif
