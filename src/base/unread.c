#include "base/unread.h"

#include <stdlib.h>

#include "base/memory.h"

#define PORTS 65536

static const struct {
	const char *name, *what, *advice;
} texts[] = {
#define UNREAD(id, name, what, advice) {name, what, advice},
#include "base/unread.def"
#undef UNREAD
};

static const struct doh_service services[] = {
#define DOH(operator_name, names, addresses) {operator_name, names, addresses},
#include "base/doh.def"
#undef DOH
};

/* IANA protocol numbers and the ports of RFC 3948, 2661, 4380, 8926; WireGuard and OpenVPN by
 * their default ports. */
static const struct tunnel_kind tunnels[] = {
    {"ESP (IPsec)", 50, 0},
    {"IPComp", 108, 0},
    {"EtherIP", 97, 0},
    {"L2TPv3", 115, 0},
    {"GRE with other content", 47, 0},
    {"ESP in UDP (IPsec)", 0, 4500},
    {"L2TP", 0, 1701},
    {"Teredo", 0, 3544},
    {"GTP-U", 0, 2152},
    {"WireGuard", 0, 51820},
    {"OpenVPN", 0, 1194},
};

_Static_assert(sizeof services / sizeof *services <= UNREAD_DETAILS_MAX &&
		   sizeof tunnels / sizeof *tunnels <= UNREAD_DETAILS_MAX,
    "a detail has a count");

void unread_fini(struct unread *u)
{
	free(u->ports[UNREAD_UDP_PORT]);
	free(u->ports[UNREAD_TCP_PORT]);
}

void unread_add(
    struct unread *u, enum unread_kind kind, uint16_t detail, const struct unread_count *count)
{
	struct unread_count *into;

	if (kind <= UNREAD_TCP_PORT) {
		if (!u->ports[kind])
			u->ports[kind] = memory_new(PORTS, sizeof **u->ports);
		into = &u->ports[kind][detail];
	} else {
		into = &u->of[kind][detail];
	}
	into->packets += count->packets;
	if (source_ref_compare(count->first, into->first) < 0)
		into->first = count->first;
}

void unread_note(struct unread *u, enum unread_kind kind, uint16_t detail, struct source_ref where)
{
	unread_add(u, kind, detail, &(struct unread_count){1, where});
}

size_t unread_details(enum unread_kind kind)
{
	return kind <= UNREAD_TCP_PORT ? PORTS : UNREAD_DETAILS_MAX;
}

const struct unread_count *unread_get(const struct unread *u, enum unread_kind kind, size_t detail)
{
	const struct unread_count *all = kind <= UNREAD_TCP_PORT ? u->ports[kind] : u->of[kind];

	return all && all[detail].packets > 0 ? &all[detail] : NULL;
}

const char *unread_name(enum unread_kind kind)
{
	return texts[kind].name;
}

const char *unread_what(enum unread_kind kind)
{
	return texts[kind].what;
}

const char *unread_advice(enum unread_kind kind)
{
	return texts[kind].advice;
}

const struct doh_service *unread_doh_services(size_t *count)
{
	*count = sizeof services / sizeof *services;
	return services;
}

const struct tunnel_kind *unread_tunnels(size_t *count)
{
	*count = sizeof tunnels / sizeof *tunnels;
	return tunnels;
}
