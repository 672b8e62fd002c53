#include "fragments.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/table.h"
#include "elapsed.h"
#include "base/limits.h"
#include "reassembly.h"

#define PROTOCOL_UDP 17

/* Hashed as bytes, so it must have no padding. */
struct fragment_key {
	uint32_t id;
	struct address src, dst;
	uint8_t protocol; /* 0 for IPv6, where the first fragment's counts (RFC 8200 4.5) */
	uint8_t zero;
};
static_assert(sizeof(struct fragment_key) == 40, "padding would be hashed");

/* A datagram being reassembled. */
struct fragment_set {
	TAILQ_ENTRY(fragment_set) order;
	struct fragment_key key;
	uint64_t hash;
	struct reassembly pieces;
	size_t total_len; /* 0 until the final fragment is seen */
	int64_t first_ns;
	struct packet latest; /* the fragment received last; its payload is no longer valid */
	uint8_t protocol;     /* of the fragment at offset 0 */
};

TAILQ_HEAD(fragment_list, fragment_set);

struct fragments {
	fragments_datagram *datagram;
	void *ctx;
	struct anomaly_log *anomalies;
	struct table table;
	uint64_t secret;
	struct fragment_set *sets;      /* FRAGMENT_SETS_MAX */
	uint32_t fresh;                 /* sets from this index on were never used */
	struct fragment_list age, free; /* age: oldest first */
	size_t bytes;                   /* memory of all fragments */
	uint8_t assembly[DATAGRAM_BYTES_MAX];
};

static bool set_equal(const void *ctx, uint32_t number, const void *key)
{
	const struct fragments *f = ctx;

	return memcmp(&f->sets[number].key, key, sizeof(struct fragment_key)) == 0;
}

static void set_remove(struct fragments *f, struct fragment_set *set)
{
	table_remove(&f->table, set->hash, (uint32_t)(set - f->sets));
	f->bytes -= set->pieces.cost_bytes;
	reassembly_fini(&set->pieces);
	TAILQ_REMOVE(&f->age, set, order);
	TAILQ_INSERT_HEAD(&f->free, set, order);
}

/* Copies the front of the datagram up to the first gap; returns its length. */
static size_t assemble(struct fragments *f, const struct fragment_set *set)
{
	const struct piece *p = reassembly_first(&set->pieces);
	size_t len = 0;

	for (size_t i = 0; i < set->pieces.count && p[i].offset == len; i++) {
		memcpy(f->assembly + len, p[i].bytes, p[i].kept_len);
		len += p[i].kept_len;
	}
	return len;
}

static void deliver(struct fragments *f, const struct fragment_set *set)
{
	size_t len = assemble(f, set), wire_len = set->total_len;

	if (len == 0)
		return;
	/* length unknown: UDP has its own length field */
	if (wire_len == 0 && set->protocol == PROTOCOL_UDP)
		wire_len = DATAGRAM_BYTES_MAX;
	else if (wire_len == 0)
		wire_len = (size_t)reassembly_end(&set->pieces);
	struct packet datagram = set->latest;
	datagram.protocol = set->protocol;
	datagram.payload = f->assembly;
	datagram.payload_len = len;
	datagram.payload_wire_len = wire_len;
	datagram.ip = NULL;
	datagram.ip_len = 0;
	datagram.ip_hash =
	    hash_fixed(&set->key, sizeof set->key) * 31 + hash_fixed(f->assembly, len);
	f->datagram(f->ctx, &datagram);
}

static void give_up(struct fragments *f, struct fragment_set *set, enum anomaly why)
{
	anomaly_note(f->anomalies, why, set->latest.ref);
	deliver(f, set);
	set_remove(f, set);
}

static struct fragment_set *set_new(
    struct fragments *f, const struct fragment_key *key, uint64_t hash, int64_t now_ns)
{
	if (TAILQ_EMPTY(&f->free) && f->fresh == FRAGMENT_SETS_MAX)
		give_up(f, TAILQ_FIRST(&f->age), ANOMALY_FRAGMENT_LIMIT);
	struct fragment_set *set = TAILQ_FIRST(&f->free);
	if (!set)
		set = &f->sets[f->fresh];
	if (table_add(&f->table, hash, (uint32_t)(set - f->sets)) != 0)
		return NULL;
	if (set == &f->sets[f->fresh])
		f->fresh++;
	else
		TAILQ_REMOVE(&f->free, set, order);
	*set = (struct fragment_set){.key = *key, .hash = hash, .first_ns = now_ns};
	TAILQ_INSERT_TAIL(&f->age, set, order);
	return set;
}

static struct fragment_set *set_find(struct fragments *f, const struct packet *piece)
{
	struct fragment_key key = {
	    .id = piece->fragment.id,
	    .src = piece->ends.src,
	    .dst = piece->ends.dst,
	    .protocol = piece->ends.src.family == 4 ? piece->protocol : 0,
	};
	uint64_t hash = hash_secret(&key, sizeof key, f->secret);
	uint32_t number = table_find(&f->table, hash, set_equal, f, &key);

	return number == TABLE_NONE ? set_new(f, &key, hash, piece->time_ns) : &f->sets[number];
}

/* True if the fragment contradicts the end of the datagram, as far as that is known. */
static bool past_end(const struct fragment_set *set, const struct packet *piece)
{
	size_t end = piece->fragment.offset_bytes + piece->payload_wire_len;

	if (!piece->fragment.more && end < reassembly_end(&set->pieces))
		return true;
	if (set->total_len == 0)
		return false;
	return piece->fragment.more ? end > set->total_len : end != set->total_len;
}

/* Returns 0, or -1 if the set must be dropped. */
static int set_add(struct fragments *f, struct fragment_set *set, const struct packet *piece)
{
	size_t offset = piece->fragment.offset_bytes, cost_before = set->pieces.cost_bytes;
	bool differs = false;

	reassembly_add(&set->pieces, offset, piece->payload_wire_len, piece->payload,
	    piece->payload_len, (struct piece_origin){piece->ref, piece->time_ns}, &differs);
	f->bytes += set->pieces.cost_bytes - cost_before;
	if (differs)
		anomaly_note(f->anomalies, ANOMALY_FRAGMENT_OVERLAP, piece->ref);
	if (!piece->fragment.more)
		set->total_len = offset + piece->payload_wire_len;
	if (offset == 0)
		set->protocol = piece->protocol;
	set->latest = *piece;
	return set->pieces.count <= FRAGMENT_PIECES_MAX ? 0 : -1;
}

void fragments_push(struct fragments *f, const struct packet *piece)
{
	struct fragment_set *oldest;

	while ((oldest = TAILQ_FIRST(&f->age)) != NULL &&
	       elapsed_ns(oldest->first_ns, piece->time_ns) > FRAGMENT_TIMEOUT_NS)
		give_up(f, oldest, ANOMALY_FRAGMENT_INCOMPLETE);

	if (piece->payload_wire_len == 0 ||
	    piece->fragment.offset_bytes + piece->payload_wire_len > DATAGRAM_BYTES_MAX) {
		anomaly_note(f->anomalies, ANOMALY_FRAGMENT_LENGTH, piece->ref);
		return;
	}
	struct fragment_set *set = set_find(f, piece);
	if (!set) {
		anomaly_note(f->anomalies, ANOMALY_FRAGMENT_LIMIT, piece->ref);
		return;
	}
	if (past_end(set, piece)) {
		anomaly_note(f->anomalies, ANOMALY_FRAGMENT_LENGTH, piece->ref);
		return;
	}
	if (set_add(f, set, piece) != 0) {
		give_up(f, set, ANOMALY_FRAGMENT_LIMIT);
	} else if (set->total_len != 0 && set->pieces.len == set->total_len) {
		deliver(f, set);
		set_remove(f, set);
	}
	while (f->bytes > FRAGMENTS_BYTES_MAX)
		give_up(f, TAILQ_FIRST(&f->age), ANOMALY_FRAGMENT_LIMIT);
}

void fragments_flush(struct fragments *f)
{
	while (!TAILQ_EMPTY(&f->age))
		give_up(f, TAILQ_FIRST(&f->age), ANOMALY_FRAGMENT_INCOMPLETE);
}

struct fragments *fragments_new(
    fragments_datagram *datagram, void *ctx, struct anomaly_log *anomalies)
{
	struct fragments *f = memory_new(1, sizeof *f);
	struct fragment_set *sets = memory_new(FRAGMENT_SETS_MAX, sizeof *sets);

	f->datagram = datagram;
	f->ctx = ctx;
	f->anomalies = anomalies;
	f->secret = hash_secret_new();
	f->sets = sets;
	f->bytes = 0;
	table_init(&f->table, FRAGMENT_SETS_MAX);
	TAILQ_INIT(&f->age);
	TAILQ_INIT(&f->free);
	return f;
}

void fragments_free(struct fragments *f)
{
	if (!f)
		return;
	while (!TAILQ_EMPTY(&f->age))
		set_remove(f, TAILQ_FIRST(&f->age));
	table_fini(&f->table);
	free(f->sets);
	free(f);
}
