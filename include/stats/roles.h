/*
 * Who is a resolver: the role of every host, told from how it asks and answers (traits.h) and whom.
 * The one place that answers this; scores, report and every list of actions use it. Pure; a
 * function of finalized statistics, so it does not depend on the order of messages. The result
 * lives in the arena: 16 bytes a host.
 */
#ifndef DNSFERRET_STATS_ROLES_H
#define DNSFERRET_STATS_ROLES_H

#include "base/arena.h"
#include "stats/stats.h"

/* RFC 9499 6. */
enum host_role {
	HOST_CLIENT,    /* asks for itself, as far as can be told: a stub resolver */
	HOST_FORWARDER, /* answers clients and passes their queries on with RD */
	HOST_RESOLVER,  /* asks authoritative servers on behalf of clients */
	HOST_SERVER,    /* answers from its own data */
};

/* A host that asks this many servers without RD follows referrals. A program that speaks to a
 * server of its own has one or two. */
#define ROLES_FAN_OUT_MIN 3
/* Fewer queries say nothing about the habits of a host: `dig +trace` sends four or so. */
#define ROLES_QUERIES_MIN 20
/* A server that this many clients ask without RD serves a zone to the internet. */
#define ROLES_CLIENTS_MIN 5

struct host {
	enum host_role role;
	bool answers;    /* it answers others, so its clients, or some, are in the capture */
	bool of_a_zone;  /* a resolver known only by asking an authoritative server */
	uint32_t asked;  /* other hosts it asks */
	uint32_t askers; /* other hosts that ask it */
};

struct host_roles {
	const struct host *of; /* indexed by client->order */
	size_t count;
};

/* `stats` must be finalized. */
struct host_roles host_roles_find(const struct stats *stats, struct arena *arena);

const struct host *host_of(const struct host_roles *roles, const struct client *client);

/* "client", "forwarder", "resolver", "server". */
const char *host_role_name(enum host_role role);

/* True if other hosts are behind the address: to isolate it would cut them off and miss the one
 * that asks. */
bool host_asks_for_others(const struct host *host);

/* True if the hosts behind the address are not in the capture: it alone stands for them. */
bool host_hides_clients(const struct host *host);

/* Shares of a host's traits, 0..1: messages it sends or gets as client that have RD clear; of its
 * responses those with AA, those with RA. 0 if there are none. */
double host_iterative_share(const struct client *client);
double host_own_share(const struct client *server);
double host_recursed_share(const struct client *server);

#endif
