/*
 * Whom a proxy speaks for. A PROXY header in front of a query names its client; responses carry
 * none, so the last header of each pair of endpoints and message id is remembered, for
 * PROXIED_SLOTS hash slots: an overwritten one leaves the address of the proxy in the response.
 * Owned by the caller (init/fini); allocates when the first header is seen.
 */
#ifndef DNSFERRET_READ_PROXIED_H
#define DNSFERRET_READ_PROXIED_H

#include "base/address.h"
#include "dns/proxy_header.h"

struct proxied {
	struct proxied_slot *slots; /* NULL until the first header */
};

void proxied_init(struct proxied *p);
void proxied_fini(struct proxied *p);

/* Remembers whom the proxy speaks for that sent a query from and to these ends, or that its header
 * is not complete yet (not `known`). */
void proxied_note(struct proxied *p, const struct endpoints *ends, uint16_t id,
    const struct proxy_source *source);

/* What was remembered for the ends of a query; NULL = nothing. */
const struct proxy_source *proxied_find(
    const struct proxied *p, const struct endpoints *ends, uint16_t id);

/* Replaces the source of *ends, a query from a proxy, by whom it speaks for. `id` is that of the
 * message; 0 for a TCP connection. */
void proxied_query(
    struct proxied *p, struct endpoints *ends, uint16_t id, const struct proxy_source *source);

/* Replaces the destination of *ends, a response to a proxy, if its query is remembered. */
void proxied_response(const struct proxied *p, struct endpoints *ends, uint16_t id);

#endif
