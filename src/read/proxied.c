#include "read/proxied.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/memory.h"

/* The proxy, the server, and the id; without padding, since it is hashed and compared. */
struct key {
	uint8_t bytes[2 * sizeof(struct address) + 6];
};

struct proxied_slot {
	bool used;
	struct key key;
	struct proxy_source source;
};

static struct key key_of(const struct address *proxy, uint16_t proxy_port,
    const struct address *server, uint16_t server_port, uint16_t id)
{
	const uint16_t numbers[3] = {proxy_port, server_port, id};
	struct key key;

	memcpy(key.bytes, proxy, sizeof *proxy);
	memcpy(key.bytes + sizeof *proxy, server, sizeof *server);
	memcpy(key.bytes + 2 * sizeof *proxy, numbers, sizeof numbers);
	return key;
}

static struct proxied_slot *slot_of(const struct proxied *p, const struct key *key)
{
	return &p->slots[hash_fixed(key->bytes, sizeof key->bytes) % PROXIED_SLOTS];
}

void proxied_init(struct proxied *p)
{
	*p = (struct proxied){.slots = NULL};
}

void proxied_fini(struct proxied *p)
{
	free(p->slots);
}

void proxied_note(
    struct proxied *p, const struct endpoints *ends, uint16_t id, const struct proxy_source *source)
{
	struct key key = key_of(&ends->src, ends->sport, &ends->dst, ends->dport, id);

	if (!p->slots)
		p->slots = memory_new(PROXIED_SLOTS, sizeof *p->slots);
	*slot_of(p, &key) = (struct proxied_slot){true, key, *source};
}

const struct proxy_source *proxied_find(
    const struct proxied *p, const struct endpoints *ends, uint16_t id)
{
	struct key key = key_of(&ends->src, ends->sport, &ends->dst, ends->dport, id);

	if (!p->slots)
		return NULL;
	const struct proxied_slot *slot = slot_of(p, &key);
	return slot->used && memcmp(&slot->key, &key, sizeof key) == 0 ? &slot->source : NULL;
}

void proxied_query(
    struct proxied *p, struct endpoints *ends, uint16_t id, const struct proxy_source *source)
{
	proxied_note(p, ends, id, source);
	ends->src = source->address;
	ends->sport = source->port;
}

void proxied_response(const struct proxied *p, struct endpoints *ends, uint16_t id)
{
	const struct endpoints query = {ends->dst, ends->src, ends->dport, ends->sport};
	const struct proxy_source *source = proxied_find(p, &query, id);

	if (!source || !source->known)
		return;
	ends->dst = source->address;
	ends->dport = source->port;
}
