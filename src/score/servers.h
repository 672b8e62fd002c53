/*
 * Which server is asked for how many base domains, by whom: what odd-resolver compares. Counted
 * once over all channels, a look-up each; heap. A channel counts at its smallest server address.
 */
#ifndef DNSFERRET_SCORE_SERVERS_H
#define DNSFERRET_SCORE_SERVERS_H

#include "stats/stats.h"

struct servers;

struct servers *servers_new(size_t client_count);
void servers_free(struct servers *s);

/* Counts a channel; those of a base come one after another. */
void servers_add(struct servers *s, const struct channel_key *channel);

/* Base domains that the server is asked for, by anybody. */
size_t servers_bases(const struct servers *s, const struct address *server);

/* Base domains that the client asks the server it asks most for; *all gets those it asks at all. */
size_t servers_usual(const struct servers *s, const struct client *client, size_t *all);

#endif
