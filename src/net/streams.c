#include "streams.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/table.h"
#include "tcp_direction.h"
#include "base/limits.h"

#define PROTOCOL_TCP    6
#define CONNECTIONS_MAX (STREAMS_MAX / 2)

static_assert(sizeof(struct endpoints) == 38, "padding would be hashed");

/* Eviction order: first connections that carry nothing (half-open, or closed), then by idle
 * time. */
enum activity {
	ACTIVITY_NONE,
	ACTIVITY_OPEN,
	ACTIVITY_WAITING, /* bytes are buffered behind a gap */
	ACTIVITY_COUNT
};

struct connection {
	TAILQ_ENTRY(connection) order;
	struct endpoints ends; /* side 0 is the source */
	struct tcp_direction side[2];
	uint64_t hash;
	struct source_ref ref; /* of the last segment, like the next two fields */
	int64_t time_ns;
	uint64_t touched; /* value of `clock` at the last segment */
	enum activity activity;
	bool midstream; /* the anomaly was noted */
};

TAILQ_HEAD(connection_list, connection);

struct streams {
	struct tcp_direction_sink sink;
	struct table table;
	uint64_t secret;
	uint64_t clock;         /* segments processed */
	struct connection *all; /* CONNECTIONS_MAX; those from `fresh` on were never used */
	uint32_t fresh;
	struct connection_list lists[ACTIVITY_COUNT], free; /* lists: idle longest first */
};

static bool connection_equal(const void *ctx, uint32_t number, const void *key)
{
	const struct streams *s = ctx;

	return memcmp(&s->all[number].ends, key, sizeof(struct endpoints)) == 0;
}

static struct endpoints turned(const struct endpoints *e)
{
	return (struct endpoints){
	    .src = e->dst, .dst = e->src, .sport = e->dport, .dport = e->sport};
}

/* The sending side: 0 if its address and port are the smaller ones. */
static int side_of(const struct endpoints *e)
{
	int order = address_compare(&e->src, &e->dst);

	return order > 0 || (order == 0 && e->sport > e->dport);
}

/* Selects a side: sets up the carrier packet for it. */
static struct tcp_direction *turn_to(struct streams *s, struct connection *c, int side)
{
	struct packet *carrier = &s->sink.carrier;

	carrier->ends = side == 0 ? c->ends : turned(&c->ends);
	carrier->ref = c->ref;
	carrier->time_ns = c->time_ns;
	return &c->side[side];
}

static enum activity activity_of(const struct connection *c)
{
	enum activity activity = ACTIVITY_NONE;

	for (int i = 0; i < 2; i++) {
		const struct tcp_direction *d = &c->side[i];

		if (d->pending.count > 0)
			return ACTIVITY_WAITING;
		if (d->delivered && !d->ended)
			activity = ACTIVITY_OPEN;
	}
	return activity;
}

/* Moves a connection to the end of the list it belongs to. */
static void list(struct streams *s, struct connection *c)
{
	TAILQ_REMOVE(&s->lists[c->activity], c, order);
	c->activity = activity_of(c);
	TAILQ_INSERT_TAIL(&s->lists[c->activity], c, order);
}

/* Ends and removes a connection. */
static void forget(struct streams *s, struct connection *c)
{
	tcp_direction_finish(turn_to(s, c, 0), &s->sink);
	tcp_direction_finish(turn_to(s, c, 1), &s->sink);
	table_remove(&s->table, c->hash, (uint32_t)(c - s->all));
	TAILQ_REMOVE(&s->lists[c->activity], c, order);
	TAILQ_INSERT_HEAD(&s->free, c, order);
}

static void make_room(struct streams *s)
{
	struct connection *quiet = TAILQ_FIRST(&s->lists[ACTIVITY_NONE]);
	struct connection *open = TAILQ_FIRST(&s->lists[ACTIVITY_OPEN]);
	struct connection *waiting = TAILQ_FIRST(&s->lists[ACTIVITY_WAITING]);

	if (quiet) {
		forget(s, quiet);
		return;
	}
	if (!open || (waiting && waiting->touched < open->touched))
		open = waiting;
	anomaly_note(s->sink.anomalies, ANOMALY_TCP_LIMIT, open->ref);
	forget(s, open);
}

/* Creates an empty connection; NULL if the table is full. */
static struct connection *connection_new(
    struct streams *s, const struct endpoints *ends, uint64_t hash)
{
	if (TAILQ_EMPTY(&s->free) && s->fresh == CONNECTIONS_MAX)
		make_room(s);
	struct connection *c = TAILQ_FIRST(&s->free);
	if (!c)
		c = &s->all[s->fresh];
	if (table_add(&s->table, hash, (uint32_t)(c - s->all)) != 0)
		return NULL;
	if (c == &s->all[s->fresh])
		s->fresh++;
	else
		TAILQ_REMOVE(&s->free, c, order);
	*c = (struct connection){.ends = *ends, .hash = hash, .activity = ACTIVITY_NONE};
	TAILQ_INSERT_TAIL(&s->lists[ACTIVITY_NONE], c, order);
	return c;
}

/* Finds the connection of a segment, or creates one for a SYN or for data. NULL if there is
 * none. */
static struct connection *connection_of(struct streams *s, const struct packet *p)
{
	struct endpoints ends = side_of(&p->ends) == 0 ? p->ends : turned(&p->ends);
	uint64_t hash = hash_secret(&ends, sizeof ends, s->secret);
	uint32_t number = table_find(&s->table, hash, connection_equal, s, &ends);

	if (number != TABLE_NONE)
		return &s->all[number];
	if (!(p->tcp.flags & TCP_SYN) && p->payload_wire_len == 0)
		return NULL;
	struct connection *c = connection_new(s, &ends, hash);
	if (!c)
		anomaly_note(s->sink.anomalies, ANOMALY_TCP_LIMIT, p->ref);
	return c;
}

/* Processes what a segment means for its own direction. */
static void take_bytes(
    struct streams *s, struct connection *c, struct tcp_direction *d, const struct packet *p)
{
	bool syn = p->tcp.flags & TCP_SYN;
	uint32_t seq = p->tcp.seq + syn;

	if (syn)
		tcp_direction_syn(d, seq);
	if (p->payload_wire_len > 0 && !d->started && !c->midstream) {
		c->midstream = true;
		anomaly_note(s->sink.anomalies, ANOMALY_TCP_MIDSTREAM, p->ref);
	}
	if (p->payload_wire_len > 0)
		tcp_direction_data(
		    d, &s->sink, seq, p->payload, p->payload_len, p->payload_wire_len);
	if (p->tcp.flags & TCP_FIN)
		tcp_direction_fin(d, &s->sink, seq + (uint32_t)p->payload_wire_len);
}

/* Processes what it means for the other direction. */
static void take_ack(struct streams *s, struct tcp_direction *other, const struct packet *p)
{
	bool ack = p->tcp.flags & TCP_ACK;

	if (ack && (p->tcp.flags & TCP_SYN) && !other->started)
		tcp_direction_start(other, p->tcp.ack);
	tcp_direction_wait(other, &s->sink, ack ? &p->tcp.ack : NULL);
}

void streams_push(struct streams *s, const struct packet *packet)
{
	struct connection *c = connection_of(s, packet);
	int side = side_of(&packet->ends);

	if (!c)
		return;
	c->ref = packet->ref;
	c->time_ns = packet->time_ns;
	c->touched = ++s->clock;

	struct tcp_direction *d = turn_to(s, c, side);
	if (!(packet->tcp.flags & TCP_RST)) {
		take_bytes(s, c, d, packet);
		tcp_direction_wait(d, &s->sink, NULL);
		take_ack(s, turn_to(s, c, !side), packet);
	} else if (tcp_direction_is_next(d, packet->tcp.seq)) {
		tcp_direction_finish(d, &s->sink);
		tcp_direction_finish(turn_to(s, c, !side), &s->sink);
	}
	list(s, c);
	while (s->sink.pending_bytes > STREAMS_PENDING_BYTES_MAX) {
		struct connection *oldest = TAILQ_FIRST(&s->lists[ACTIVITY_WAITING]);

		anomaly_note(s->sink.anomalies, ANOMALY_TCP_LIMIT, oldest->ref);
		tcp_direction_drain(turn_to(s, oldest, 0), &s->sink);
		tcp_direction_drain(turn_to(s, oldest, 1), &s->sink);
		list(s, oldest);
	}
}

void streams_flush(struct streams *s)
{
	for (int i = 0; i < ACTIVITY_COUNT; i++)
		while (!TAILQ_EMPTY(&s->lists[i]))
			forget(s, TAILQ_FIRST(&s->lists[i]));
}

struct streams *streams_new(const struct flow_handlers *handlers, struct anomaly_log *anomalies)
{
	struct streams *s = memory_new(1, sizeof *s);
	/* about 10 MiB; only the used part becomes resident */
	struct connection *all = memory_new(CONNECTIONS_MAX, sizeof *all);

	s->sink.handlers = handlers;
	s->sink.anomalies = anomalies;
	s->sink.carrier.kind = PACKET_TCP;
	s->sink.carrier.reason = ANOMALY_NONE;
	s->sink.carrier.protocol = PROTOCOL_TCP;
	s->all = all;
	s->secret = hash_secret_new();
	table_init(&s->table, CONNECTIONS_MAX);
	TAILQ_INIT(&s->free);
	for (int i = 0; i < ACTIVITY_COUNT; i++)
		TAILQ_INIT(&s->lists[i]);
	return s;
}

void streams_free(struct streams *s)
{
	if (!s)
		return;
	streams_flush(s);
	table_fini(&s->table);
	free(s->all);
	free(s);
}
