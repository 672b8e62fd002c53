#include "base/unread.h"

#include <stdlib.h>

#include "base/memory.h"

#define NUMBERS 65536

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

static const char *const tunnels[TUNNEL_COUNT] = {
    NULL,
#define TUNNEL(id, name) name,
#include "base/tunnel.def"
#undef TUNNEL
};

_Static_assert(
    sizeof services / sizeof *services <= UNREAD_DETAILS_MAX && TUNNEL_COUNT <= UNREAD_DETAILS_MAX,
    "a detail has a count");

void unread_fini(struct unread *u)
{
	for (int kind = 0; kind <= UNREAD_LINK; kind++)
		free(u->numbers[kind]);
}

void unread_add(
    struct unread *u, enum unread_kind kind, uint16_t detail, const struct unread_count *count)
{
	struct unread_count *into;

	if (kind <= UNREAD_LINK) {
		if (!u->numbers[kind])
			u->numbers[kind] = memory_new(NUMBERS, sizeof **u->numbers);
		into = &u->numbers[kind][detail];
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
	return kind <= UNREAD_LINK ? NUMBERS : UNREAD_DETAILS_MAX;
}

static const struct unread_count *counts_of(const struct unread *u, enum unread_kind kind)
{
	return kind <= UNREAD_LINK ? u->numbers[kind] : u->of[kind];
}

size_t unread_noted(const struct unread *u, enum unread_kind kind)
{
	return counts_of(u, kind) ? unread_details(kind) : 0;
}

const struct unread_count *unread_get(const struct unread *u, enum unread_kind kind, size_t detail)
{
	const struct unread_count *all = counts_of(u, kind);

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

bool unread_is_fragment(enum tunnel tunnel)
{
	return tunnel == TUNNEL_WIRELESS_FRAGMENT || tunnel == TUNNEL_PPP_MULTILINK ||
	       tunnel == TUNNEL_CAPWAP_FRAGMENT;
}

const char *unread_tunnel_name(enum tunnel tunnel)
{
	return tunnels[tunnel];
}
