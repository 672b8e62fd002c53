#include "gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/conveyor.h"
#include "base/memory.h"
#include "dns/suffix.h"
#include "duplicates.h"
#include "ingest.h"
#include "limits.h"
#include "message.h"

/* A batch has so many messages at most, and so many octets of them or one that has more. */
#define BATCH_MESSAGES 256
#define BATCH_OCTETS   ((size_t)64 * 1024)

/* A message on its way to the statistics. */
struct carried {
	struct ingest_message from; /* borrows the two that follow, and octets of the batch */
	struct packet packet;
	struct message message;
	bool duplicate;
};

struct batch {
	struct carried items[BATCH_MESSAGES];
	size_t count;
	struct addend addends[BATCH_MESSAGES]; /* of the items that count */
	size_t addend_count;
	uint8_t *octets;
	size_t octets_len, octets_cap;
};

struct gatherer {
	struct gathering *into;
	struct batch *filling;
	struct conveyor *conveyor;
	struct ingest in;
	struct duplicates duplicates;
	struct parser *parsers; /* of each thread */
};

struct parser {
	struct evidence counted;
	struct preparer *preparer;
};

/* -- the thread that reads -- */

/* A mirror's duplicates are told in the order of the packets, all of a batch together: their places
 * in memory were asked for one by one. */
static void hand_on(struct gatherer *g)
{
	struct batch *b = g->filling;

	for (size_t i = 0; i < b->count; i++) {
		struct carried *c = &b->items[i];

		c->duplicate = c->from.datagram && duplicates_seen(&g->duplicates,
						       c->packet.ip_hash, c->packet.time_ns);
		g->in.evidence.accounting.duplicate_packets += c->duplicate;
	}
	conveyor_push(g->conveyor);
	g->filling = conveyor_batch(g->conveyor);
	g->filling->count = 0;
	g->filling->octets_len = 0;
}

static const uint8_t *copy_octets(struct batch *b, const uint8_t *octets, size_t len)
{
	if (len > b->octets_cap - b->octets_len) {
		b->octets_cap = len;
		b->octets = memory_resize(b->octets, b->octets_cap, 1);
	}
	uint8_t *copy = b->octets + b->octets_len;
	if (len > 0)
		memcpy(copy, octets, len);
	b->octets_len += len;
	return copy;
}

static bool has_room(const struct batch *b, size_t len)
{
	return b->count == 0 || (b->count < BATCH_MESSAGES && len <= b->octets_cap - b->octets_len);
}

static bool carry(void *ctx, const struct ingest_message *from)
{
	struct gatherer *g = ctx;

	if (!has_room(g->filling, from->len))
		hand_on(g);
	struct batch *b = g->filling;
	struct carried *c = &b->items[b->count++];
	c->packet = *from->packet;
	c->from = *from;
	c->from.packet = &c->packet;
	c->from.bytes = copy_octets(b, from->bytes, from->len);
	if (from->datagram)
		duplicates_fetch(&g->duplicates, c->packet.ip_hash);
	return true;
}

/* -- the steps of a batch -- */

/* A packet delivered twice counts as a message, not as a question. */
static void parse(void *ctx, unsigned thread, void *batch)
{
	struct gatherer *g = ctx;
	struct parser *p = &g->parsers[thread];
	struct batch *b = batch;

	b->addend_count = 0;
	for (size_t i = 0; i < b->count; i++) {
		struct carried *c = &b->items[i];

		if (message_read(&c->message, &c->from, g->into->options, &p->counted) &&
		    !c->duplicate)
			b->addends[b->addend_count++].event = &c->message.event;
	}
	preparer_fill(p->preparer, b->addends, b->addend_count);
}

static void add(void *ctx, void *batch)
{
	struct gatherer *g = ctx;
	const struct batch *b = batch;

	stats_add_all(g->into->stats, b->addends, b->addend_count);
}

static bool read_ahead(void *ctx)
{
	struct gatherer *g = ctx;

	return ahead_work(&g->in.ahead);
}

static bool help(void *ctx)
{
	const struct gatherer *g = ctx;

	return conveyor_help(g->conveyor);
}

/* -- all of it -- */

static struct parser *parsers_new(unsigned count, uint64_t secret)
{
	struct parser *parsers = memory_new(count, sizeof *parsers);

	for (unsigned i = 0; i < count; i++)
		parsers[i].preparer = preparer_new(secret);
	return parsers;
}

/* Adds what they counted. */
static void parsers_free(struct parser *parsers, unsigned count, struct evidence *into)
{
	for (unsigned i = 0; i < count; i++) {
		anomaly_merge(&into->anomalies, &parsers[i].counted.anomalies);
		accounting_merge(&into->accounting, &parsers[i].counted.accounting);
		preparer_free(parsers[i].preparer);
	}
	free(parsers);
}

void gather_captures(struct gathering *into)
{
	unsigned threads = into->jobs < GATHER_THREADS_MAX ? into->jobs : GATHER_THREADS_MAX;
	struct gatherer g = {.into = into};
	struct conveyor_steps steps = {
	    .prepare = parse, .sink = add, .spare = read_ahead, .ctx = &g};
	struct ingest_helpers helpers = {threads, {help, &g}};
	size_t count = conveyor_batches(threads);
	struct batch *batches = memory_new(count, sizeof *batches);

	for (size_t i = 0; i < count; i++) {
		batches[i].octets_cap = BATCH_OCTETS;
		batches[i].octets = memory_resize(NULL, BATCH_OCTETS, 1);
	}
	g.parsers = parsers_new(threads, into->secret);
	duplicates_init(&g.duplicates);
	ingest_init(&g.in, into->options, into->bpf, &helpers, carry, &g);
	into->bpf = NULL;
	partial_reading(into->options, suffix_version(into->suffix), into->reading);
	g.conveyor = conveyor_new(threads, batches, sizeof *batches, &steps);
	g.filling = conveyor_batch(g.conveyor);
	ingest_read(&g.in, into->paths);
	hand_on(&g);
	conveyor_finish(g.conveyor);
	parsers_free(g.parsers, threads, &g.in.evidence);
	into->evidence = g.in.evidence;
	g.in.evidence = (struct evidence){.inputs = NULL};
	ingest_fini(&g.in);
	duplicates_fini(&g.duplicates);
	for (size_t i = 0; i < count; i++)
		free(batches[i].octets);
	free(batches);
}
