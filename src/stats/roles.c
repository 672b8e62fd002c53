#include "stats/roles.h"

/* A host that answers once while it asks a thousand times is no resolver: a cache answers more than
 * it asks, and each question leads to a few queries. */
#define ASKED_PER_ANSWER_MAX 100
#define MOST                 0.9
#define HALF                 0.5
#define FEW                  0.1

static double share(uint64_t part, uint64_t rest)
{
	return part + rest > 0 ? (double)part / (double)(part + rest) : 0;
}

static double part_of(uint64_t part, uint64_t whole)
{
	return whole > 0 ? (double)part / (double)whole : 0;
}

double host_iterative_share(const struct client *c)
{
	return share(c->traits.of[TRAIT_ASKS_ITERATIVE], c->traits.of[TRAIT_ASKS_RECURSION]);
}

double host_own_share(const struct client *c)
{
	return part_of(c->traits.of[TRAIT_ANSWERS_OWN], c->traits.of[TRAIT_ANSWERS]);
}

double host_recursed_share(const struct client *c)
{
	return part_of(c->traits.of[TRAIT_ANSWERS_RECURSED], c->traits.of[TRAIT_ANSWERS]);
}

/* A query alone proves nothing: anybody can send one to any host. It counts if the capture holds no
 * responses at all. */
static bool answers_others(const struct client *c, const struct host *h, bool one_sided)
{
	uint64_t answered = one_sided ? c->served_queries : c->traits.of[TRAIT_ANSWERS];

	return h->askers > 0 && answered > 0 &&
	       answered * ASKED_PER_ANSWER_MAX >= counters_asked(&c->asked);
}

/* Never offers recursion, and answers with authority or is asked without RD by many: a root server
 * mostly gives referrals, which have AA clear (RFC 1034 4.3.2). */
static bool serves_a_zone(const struct client *c, const struct host *h)
{
	uint64_t iterative = c->traits.of[TRAIT_SERVES_ITERATIVE];
	bool without_rd = share(iterative, c->traits.of[TRAIT_SERVES_RECURSION]) >= HALF;

	if (c->traits.of[TRAIT_ANSWERS] == 0)
		return without_rd && h->askers >= ROLES_CLIENTS_MIN;
	if (host_recursed_share(c) > FEW)
		return false;
	return host_own_share(c) >= HALF || (without_rd && c->traits.of[TRAIT_ANSWERS_OWN] > 0) ||
	       (without_rd && h->askers >= ROLES_CLIENTS_MIN);
}

/* What a host is by itself. */
static void judge(const struct client *c, struct host *h, bool one_sided)
{
	bool asks = counters_asked(&c->asked) > 0;
	bool iterative = host_iterative_share(c) >= MOST &&
			 c->traits.of[TRAIT_ASKS_ITERATIVE] >= ROLES_QUERIES_MIN;

	h->answers = answers_others(c, h, one_sided);
	if (h->answers && serves_a_zone(c, h))
		h->role = HOST_SERVER;
	else if (h->answers && !asks)
		h->role = HOST_RESOLVER;
	else if (h->answers && h->asked > 0)
		h->role = host_iterative_share(c) >= HALF ? HOST_RESOLVER : HOST_FORWARDER;
	/* A server that also follows referrals is a resolver, whatever it serves. */
	if (iterative && h->asked >= ROLES_FAN_OUT_MIN)
		h->role = HOST_RESOLVER;
}

static void count_peers(const struct stats *s, struct host *all)
{
	for (size_t i = 0; i < stats_pair_count(s); i++) {
		struct asked_pair p = stats_pair(s, i);

		if (p.client == p.server || p.server->address.family == 0)
			continue;
		all[p.client->order].asked++;
		all[p.server->order].askers++;
	}
}

/* Whoever asks an authoritative server without RD is a resolver, if the server is asked by many, or
 * the asker comes from the internet: a single local host may also speak to a server of its own. */
static void judge_askers(const struct stats *s, struct host *all)
{
	for (size_t i = 0; i < stats_pair_count(s); i++) {
		struct asked_pair p = stats_pair(s, i);
		struct host *h = &all[p.client->order];
		const struct host *server = &all[p.server->order];

		if (p.server->address.family == 0 || h->role != HOST_CLIENT ||
		    server->role != HOST_SERVER || host_iterative_share(p.client) < MOST)
			continue;
		if (server->askers < ROLES_CLIENTS_MIN && address_is_local(&p.client->address))
			continue;
		h->role = HOST_RESOLVER;
		h->of_a_zone = true;
	}
}

struct host_roles host_roles_find(const struct stats *stats, struct arena *arena)
{
	size_t count;
	const struct client *const *clients = stats_clients(stats, &count);
	struct host *all = arena_take(arena, (count + 1) * sizeof *all);
	bool one_sided = stats_total(stats)->of[COUNT_RESPONSES] == 0;

	count_peers(stats, all);
	for (size_t i = 0; i < count; i++)
		judge(clients[i], &all[i], one_sided);
	judge_askers(stats, all);
	return (struct host_roles){all, count};
}

const struct host *host_of(const struct host_roles *roles, const struct client *client)
{
	static const struct host none = {.role = HOST_CLIENT};

	return client->order < roles->count ? &roles->of[client->order] : &none;
}

const char *host_role_name(enum host_role role)
{
	static const char *const names[] = {
	    [HOST_CLIENT] = "client",
	    [HOST_FORWARDER] = "forwarder",
	    [HOST_RESOLVER] = "resolver",
	    [HOST_SERVER] = "server",
	};

	return names[role];
}

bool host_asks_for_others(const struct host *h)
{
	return h->role == HOST_RESOLVER || h->role == HOST_FORWARDER;
}

bool host_hides_clients(const struct host *h)
{
	return h->role == HOST_RESOLVER && !h->answers;
}
