#include "builder.h"

#include "logs.h"

#include <stdlib.h>

#include "base/grouped.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/utc.h"

/* A stub resolver has three servers at most (resolv.conf(5)), twice that with IPv6. */
#define STUB_SERVERS_MAX 6
/* Hosts that ask and answer decide from this share of the queries on; else the majority does. */
#define BOTH_SIDES_SHARE 0.05
#define MAJORITY         0.5
#define NEARLY_ALL       0.9
/* More new domains, and faster, than one person or program asks for: whole networks do, and scans.
 */
#define BUSY_DOMAINS  100
#define BUSY_PER_HOUR 3600
/* From so many queries on, a kind is more than a guess; from so many clients, certain. */
#define QUERIES_SURE 20
#define CLIENTS_SURE 5

/* What a client is, as seen from the capture. */
enum side {
	SIDE_BOTH,       /* asks and answers */
	SIDE_OUTSIDE,    /* a resolver that follows referrals */
	SIDE_ZONE,       /* a resolver at an authoritative server */
	SIDE_STUB,       /* asks a resolver for recursion */
	SIDE_DIRECT,     /* asks for recursion a server that offers none */
	SIDE_VALIDATING, /* like a stub resolver, but with the DO bit in nearly all of many queries
			  */
	SIDE_WIDE,       /* the same, at more servers than a stub resolver has */
	SIDE_BUSY,       /* the same, for more domains than one host */
	SIDE_REMOTE,     /* the same, from a public address to a distant server */
	SIDE_LOGGED,     /* known from logs that do not say how it asks */
	SIDE_BARE,       /* asks without RD, but follows no referrals */
	SIDE_COUNT,
};

/* What is said of each; `why` follows what was counted: "123 of 130 queries, from 4 hosts,". */
static const struct {
	const char *kind, *text, *why;
} sides[SIDE_COUNT] = {
    [SIDE_BOTH] = {"around-resolver",
	"on both sides of a resolver: queries it sends are on behalf of its clients; addresses "
	"behind it are real hosts",
	NULL},
    [SIDE_OUTSIDE] = {"resolver-to-internet",
	"between a resolver and the internet: its address stands for all of its clients, which "
	"only its query log names",
	"go to many servers without RD, as resolvers follow referrals"},
    [SIDE_ZONE] = {"authoritative",
	"at an authoritative server: client addresses are resolvers; only their query logs name "
	"the hosts behind them",
	"go without RD to a server that offers no recursion"},
    [SIDE_STUB] = {"clients-to-resolver",
	"between clients and their resolver: client addresses are real hosts, unless a router "
	"translates addresses or forwards queries in front of them",
	"ask for recursion (RD)"},
    [SIDE_DIRECT] = {"clients-to-server",
	"between clients and a server that is no resolver: client addresses are real hosts, "
	"unless a router translates addresses in front of them",
	"ask for recursion (RD) a server that offers none (RA clear)"},
    [SIDE_VALIDATING] = {"unknown", NULL,
	"ask for recursion and DNSSEC records (RD, DO), as validating forwarders and some "
	"hosts do"},
    [SIDE_WIDE] = {"unknown", NULL,
	"ask more servers for recursion than a host is usually configured with"},
    [SIDE_BUSY] = {"unknown", NULL,
	"ask for as many domains as many hosts do: a forwarder, a router or a scan"},
    [SIDE_REMOTE] = {"unknown", NULL,
	"come from a public address to a distant resolver: a host, a router or a forwarder"},
    [SIDE_LOGGED] = {"clients-to-resolver",
	"at a server that logs its clients: client addresses are whoever asked it, real hosts, "
	"unless a router translates addresses or forwards queries in front of them",
	"are known from logs without header flags"},
    [SIDE_BARE] = {"unknown", NULL,
	"ask without RD, but too few servers to be known as a resolver"},
};

static const char unknown_text[] =
    "unknown: a \"client\" may be a resolver or NAT in front of other hosts";

static const char forwarder_text[] =
    "on both sides of a forwarder: queries it sends are on behalf of its clients; addresses "
    "behind it are real hosts";

struct servers_seen {
	bool near, recurses, own;
	size_t domains; /* base domains the client asks for */
};

static struct servers_seen *servers_find(const struct report_builder *p)
{
	const struct stats *stats = p->from->stats;
	const struct host_roles *roles = &p->roles;
	struct servers_seen *seen = memory_new(roles->count + 1, sizeof *seen);

	for (size_t i = 0; i < stats_pair_count(stats); i++) {
		struct asked_pair pair = stats_pair(stats, i);
		struct servers_seen *s = &seen[pair.client->order];
		bool answers = pair.server->traits.of[TRAIT_ANSWERS] > 0;

		s->near |= address_is_near(&pair.client->address, &pair.server->address);
		s->recurses |= answers && host_recursed_share(pair.server) >= MAJORITY;
		s->own |= answers && host_recursed_share(pair.server) < MAJORITY &&
			  host_own_share(pair.server) >= MAJORITY;
	}
	for (size_t i = 0; i < stats_channel_count(stats); i++)
		seen[stats_channel_key(stats, i).client->order].domains++;
	return seen;
}

static bool is_busy(const struct client *c, size_t domains)
{
	double hours = (double)(c->last_ns - c->first_ns) / (3600.0 * NS_PER_SECOND);

	return domains >= BUSY_DOMAINS && (double)domains >= BUSY_PER_HOUR * hours;
}

static bool is_validating(const struct client *c)
{
	uint64_t queries = c->asked.of[COUNT_QUERIES];

	return queries >= QUERIES_SURE &&
	       (double)c->traits.of[TRAIT_ASKS_DNSSEC] >= NEARLY_ALL * (double)queries;
}

static enum side side_of(const struct client *c, const struct host *h, const struct servers_seen *s)
{
	if (host_asks_for_others(h))
		return h->answers ? SIDE_BOTH : h->of_a_zone ? SIDE_ZONE : SIDE_OUTSIDE;
	if (c->traits.of[TRAIT_ASKS_RECURSION] + c->traits.of[TRAIT_ASKS_ITERATIVE] == 0 &&
	    counters_asked(&c->asked) > 0)
		return SIDE_LOGGED;
	if (host_iterative_share(c) >= MAJORITY)
		return SIDE_BARE;
	if (s->own && !s->recurses)
		return SIDE_DIRECT;
	if (h->asked > STUB_SERVERS_MAX)
		return SIDE_WIDE;
	if (is_validating(c))
		return SIDE_VALIDATING;
	if (is_busy(c, s->domains))
		return SIDE_BUSY;
	return s->near || address_is_local(&c->address) ? SIDE_STUB : SIDE_REMOTE;
}

struct count {
	uint64_t queries[SIDE_COUNT], all;
	size_t hosts[SIDE_COUNT];
	bool follows; /* a host that asks and answers follows referrals */
};

static bool decides(const struct count *n, enum side side, double share)
{
	return n->hosts[side] > 0 && (double)n->queries[side] > share * (double)n->all;
}

/* Several distant clients of one resolver are its customers. */
static enum side side_find(struct count *n)
{
	if (n->hosts[SIDE_REMOTE] >= CLIENTS_SURE) {
		n->queries[SIDE_STUB] += n->queries[SIDE_REMOTE];
		n->hosts[SIDE_STUB] += n->hosts[SIDE_REMOTE];
		n->queries[SIDE_REMOTE] = 0;
	}
	if (decides(n, SIDE_BOTH, BOTH_SIDES_SHARE))
		return SIDE_BOTH;
	for (int i = 0; i < SIDE_COUNT; i++)
		if (decides(n, (enum side)i, MAJORITY))
			return (enum side)i;
	return SIDE_COUNT;
}

static const char *confidence_of(const struct count *n, enum side side)
{
	if (side == SIDE_COUNT || !sides[side].text || n->queries[side] < QUERIES_SURE)
		return "low";
	if (side == SIDE_BOTH || side == SIDE_OUTSIDE)
		return "high";
	return n->hosts[side] >= CLIENTS_SURE ? "high" : "medium";
}

static const char *why_of(struct report_builder *p, const struct count *n, enum side side)
{
	char queries[GROUPED_MAX], all[GROUPED_MAX], hosts[GROUPED_MAX];

	if (n->all == 0)
		return "there is no query";
	if (side == SIDE_COUNT)
		return "there are clients of several kinds, and none sends most of the queries";
	if (side == SIDE_BOTH)
		return arena_print(p->arena, "%s host%s both answer%s queries and send%s some",
		    grouped_text((int64_t)n->hosts[side], hosts), n->hosts[side] == 1 ? "" : "s",
		    n->hosts[side] == 1 ? "s" : "", n->hosts[side] == 1 ? "s" : "");
	return arena_print(p->arena, "%s of %s queries, from %s host%s, %s",
	    grouped_text((int64_t)n->queries[side], queries), grouped_text((int64_t)n->all, all),
	    grouped_text((int64_t)n->hosts[side], hosts), n->hosts[side] == 1 ? "" : "s",
	    sides[side].why);
}

struct shown_host {
	struct address address;
	uint32_t askers;
};

static int most_askers(const void *a, const void *b)
{
	const struct shown_host *x = a, *y = b;

	if (x->askers != y->askers)
		return x->askers > y->askers ? -1 : 1;
	return address_compare(&x->address, &y->address);
}

/* The hosts that the kind is about: resolvers on either side, or the server that is asked. */
static bool is_named(const struct client *c, const struct host *h, enum side side, bool one_sided)
{
	switch (side) {
	case SIDE_BOTH:
		return host_asks_for_others(h) && h->answers && counters_asked(&c->asked) > 0;
	case SIDE_OUTSIDE:
		return host_asks_for_others(h) && !h->answers && !h->of_a_zone;
	case SIDE_ZONE:
	case SIDE_DIRECT:
		return h->role == HOST_SERVER;
	case SIDE_STUB:
		return h->askers > 0 &&
		       (one_sided ? h->role != HOST_SERVER : host_recursed_share(c) >= MAJORITY);
	default:
		return false;
	}
}

static void resolvers_build(struct report_builder *p, enum side side, struct node *map)
{
	const struct host_roles *roles = &p->roles;
	struct node *list = document_set(map, "resolvers", document_list(p->arena));
	size_t count, shown = 0;
	bool one_sided = stats_total(p->from->stats)->of[COUNT_RESPONSES] == 0;
	const struct client *const *all = stats_clients(p->from->stats, &count);
	struct shown_host *named = memory_new(count + 1, sizeof *named);

	for (size_t i = 0; i < count; i++) {
		const struct host *h = host_of(roles, all[i]);

		if (is_named(all[i], h, side, one_sided))
			named[shown++] = (struct shown_host){all[i]->address, h->askers};
	}
	qsort(named, shown, sizeof *named, most_askers);
	for (size_t i = 0; i < shown && i < REPORT_SERVERS_MAX; i++) {
		char ip[ADDRESS_TEXT_MAX];

		document_push_text(p->arena, list, address_text(&named[i].address, ip));
	}
	free(named);
}

static void count_all(const struct report_builder *p, struct count *n)
{
	const struct host_roles *roles = &p->roles;
	struct servers_seen *seen = servers_find(p);
	size_t count;
	const struct client *const *all = stats_clients(p->from->stats, &count);

	for (size_t i = 0; i < count; i++) {
		uint64_t asked = counters_asked(&all[i]->asked);

		if (asked == 0)
			continue;
		enum side side = side_of(all[i], host_of(roles, all[i]), &seen[i]);
		n->queries[side] += asked;
		n->hosts[side]++;
		n->all += asked;
		n->follows |= side == SIDE_BOTH && host_of(roles, all[i])->role == HOST_RESOLVER;
	}
	free(seen);
}

struct node *vantage_build(struct report_builder *p)
{
	struct count n = {.all = 0};
	struct node *map = document_map(p->arena);

	count_all(p, &n);
	enum side side = side_find(&n);
	bool known = side != SIDE_COUNT && sides[side].text;
	const char *kind = known ? sides[side].kind : "unknown";
	const char *text = known ? sides[side].text : unknown_text;
	if (side == SIDE_BOTH && !n.follows) {
		kind = "around-forwarder";
		text = forwarder_text;
	}
	if (logs_of_servers(p))
		text = arena_print(
		    p->arena, "%s; a log of a server shows the clients of that server alone", text);
	document_set_text(p->arena, map, "kind", kind);
	document_set_text(p->arena, map, "confidence", confidence_of(&n, side));
	document_set_text(p->arena, map, "text", text);
	document_set_text(p->arena, map, "reason", why_of(p, &n, side));
	resolvers_build(p, side, map);
	return map;
}
