/*
 * What was seen of DNS that is not read: other ports, encrypted transports, local links, tunnels;
 * and packets of link types that are not read. Counts packets, so that the sum does not depend on
 * the order of inputs or on how they are split. Owned by whoever holds it: zero-initialised, freed
 * by unread_fini. At most 4.5 MiB, taken when the first packet on another port looks like DNS.
 */
#ifndef DNSFERRET_BASE_UNREAD_H
#define DNSFERRET_BASE_UNREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/frame.h"

enum unread_kind {
#define UNREAD(id, name, what, advice) UNREAD_##id,
#include "base/unread.def"
#undef UNREAD
	UNREAD_KIND_COUNT,
};

/* Details of the kinds without a number: rows of a table of services or tunnels. */
#define UNREAD_DETAILS_MAX 48

struct unread_count {
	uint64_t packets; /* DOH_NAME: connections */
	struct source_ref first;
};

struct unread {
	struct unread_count of[UNREAD_KIND_COUNT][UNREAD_DETAILS_MAX];
	struct unread_count *numbers[UNREAD_LINK + 1]; /* 65,536 each, or NULL */
};

void unread_fini(struct unread *u);

/* Counts a packet. `detail`: a port or link type for kinds up to UNREAD_LINK, else below
 * UNREAD_DETAILS_MAX. */
void unread_note(struct unread *u, enum unread_kind kind, uint16_t detail, struct source_ref where);

/* Adds `packets` that were first seen at `first`. */
void unread_add(
    struct unread *u, enum unread_kind kind, uint16_t detail, const struct unread_count *count);

/* Number of details of a kind. */
size_t unread_details(enum unread_kind kind);

/* How many of them have to be looked at: none if nothing of the kind was seen. The count of one,
 * NULL if it was not seen. */
size_t unread_noted(const struct unread *u, enum unread_kind kind);
const struct unread_count *unread_get(const struct unread *u, enum unread_kind kind, size_t detail);

/* Texts of unread.def. */
const char *unread_name(enum unread_kind kind);
const char *unread_what(enum unread_kind kind);
const char *unread_advice(enum unread_kind kind);

/* -- the tables that details are rows of -- */

/* A public resolver that offers DNS over HTTPS, with names (also their subdomains) and addresses
 * that its operator publishes, separated by blanks. */
struct doh_service {
	const char *operator_name, *names, *addresses;
};
const struct doh_service *unread_doh_services(size_t *count);

/* What carries other packets and is not followed. */
enum tunnel {
	TUNNEL_NONE,
#define TUNNEL(id, name) TUNNEL_##id,
#include "base/tunnel.def"
#undef TUNNEL
	TUNNEL_COUNT,
};
const char *unread_tunnel_name(enum tunnel tunnel);
/* True for fragments in the clear, which a program that put them together would read. */
bool unread_is_fragment(enum tunnel tunnel);

#endif
