/*
 * Number of base domains queried at each server, in total and per client: the input of
 * odd-resolver. Counted once over all channels, one table lookup each; heap-owned. A channel counts
 * for its smallest server address.
 */
#ifndef DNSFERRET_SCORE_SERVERS_H
#define DNSFERRET_SCORE_SERVERS_H

#include "stats/stats.h"

struct servers;

struct servers *servers_new(size_t client_count);
void servers_free(struct servers *s);

/* Counts a channel; those of one base domain must come one after another. */
void servers_add(struct servers *s, const struct channel_key *channel);

/* Number of base domains queried at the server, by any client. */
size_t servers_bases(const struct servers *s, const struct address *server);

/* Number of base domains the client queries at the server it uses most; *all: at any server. */
size_t servers_usual(const struct servers *s, const struct client *client, size_t *all);

#endif
