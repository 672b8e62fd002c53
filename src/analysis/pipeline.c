#include "analysis/pipeline.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/intel.h"
#include "analysis/resolved.h"
#include "base/ordered_pipeline.h"
#include "base/memory.h"
#include "dns/suffix.h"
#include "read/duplicates.h"
#include "read/ingest.h"
#include "base/limits.h"
#include "read/parsed_message.h"

/* A batch has at most this many messages, and at most this many bytes unless it is a single
 * message. */
#define BATCH_MESSAGES 128
#define BATCH_BYTES    ((size_t)32 * 1024)

/* A message between reading and the statistics. */
struct carried {
	struct raw_message from; /* borrows the next two fields and bytes of the batch */
	struct packet packet;
	struct parsed_message message;
	bool duplicate;
	struct intel_match found[INTEL_MATCHES_MAX];
	unsigned found_count;
};

struct batch {
	struct carried items[BATCH_MESSAGES];
	size_t count;
	struct addend addends[BATCH_MESSAGES]; /* of the items that are not duplicates */
	size_t addend_count;
	uint8_t *bytes;
	size_t bytes_len, bytes_cap;
};

struct pipeline {
	struct collection *into;
	struct batch *filling;
	struct ordered_pipeline *ordered_pipeline;
	struct ingest in;
	struct duplicates duplicates;
	bool last_duplicate;    /* whether the last message was one */
	struct parser *parsers; /* one per thread */
};

struct parser {
	struct provenance counted;
	struct preparser *preparser;
};

/* -- the thread that reads -- */

/* Duplicates from a port mirror are detected in packet order. All memory of a batch was prefetched
 * before. */
static void hand_on(struct pipeline *g)
{
	struct batch *b = g->filling;

	for (size_t i = 0; i < b->count; i++) {
		struct carried *c = &b->items[i];

		/* Its other questions follow a message. */
		c->duplicate = c->from.question > 0
				   ? g->last_duplicate
				   : c->from.datagram && duplicates_seen(&g->duplicates,
							     c->packet.ip_hash, c->packet.time_ns);
		g->last_duplicate = c->duplicate;
		if (c->from.question > 0)
			continue;
		g->in.provenance.accounting.duplicate_packets += c->duplicate;
	}
	ordered_pipeline_push(g->ordered_pipeline);
	g->filling = ordered_pipeline_batch(g->ordered_pipeline);
	g->filling->count = 0;
	g->filling->bytes_len = 0;
}

static const uint8_t *copy_bytes(struct batch *b, const uint8_t *bytes, size_t len)
{
	if (len > b->bytes_cap - b->bytes_len) {
		b->bytes_cap = len;
		b->bytes = memory_resize(b->bytes, b->bytes_cap, 1);
	}
	uint8_t *copy = b->bytes + b->bytes_len;
	if (len > 0)
		memcpy(copy, bytes, len);
	b->bytes_len += len;
	return copy;
}

static bool has_room(const struct batch *b, size_t len)
{
	return b->count == 0 || (b->count < BATCH_MESSAGES && len <= b->bytes_cap - b->bytes_len);
}

static bool carry(void *ctx, const struct raw_message *from)
{
	struct pipeline *g = ctx;

	if (!has_room(g->filling, from->len))
		hand_on(g);
	struct batch *b = g->filling;
	struct carried *c = &b->items[b->count++];
	c->packet = *from->packet;
	c->from = *from;
	c->from.packet = &c->packet;
	c->from.bytes = copy_bytes(b, from->bytes, from->len);
	if (from->datagram && from->question == 0) {
		packet_hash(&c->packet);
		duplicates_fetch(&g->duplicates, c->packet.ip_hash);
	}
	return true;
}

/* -- the steps of a batch -- */

/* A packet captured twice counts as a message but is not scored. */
static void parse(void *ctx, unsigned thread, void *batch)
{
	struct pipeline *g = ctx;
	struct parser *p = &g->parsers[thread];
	struct batch *b = batch;

	b->addend_count = 0;
	for (size_t i = 0; i < b->count; i++) {
		struct carried *c = &b->items[i];

		c->found_count = 0;
		if (!parsed_message_read(&c->message, &c->from, g->into->read, &p->counted) ||
		    c->duplicate)
			continue;
		b->addends[b->addend_count++].event = &c->message.event;
		if (g->into->intel)
			c->found_count = intel_match(g->into->intel, &c->message.event,
			    &c->message.msg, c->from.bytes, c->from.len, c->found);
	}
	preparser_fill(p->preparser, b->addends, b->addend_count);
}

static void add(void *ctx, void *batch)
{
	struct pipeline *g = ctx;
	const struct batch *b = batch;

	stats_add_all(g->into->stats, b->addends, b->addend_count);
	for (size_t i = 0; g->into->intel && i < b->count; i++)
		intel_add(g->into->intel, &b->items[i].message.event, b->items[i].found,
		    b->items[i].found_count);
	for (size_t i = 0, k = 0; g->into->resolved && k < b->addend_count; i++) {
		const struct carried *c = &b->items[i];

		if (b->addends[k].event != &c->message.event)
			continue;
		if (b->addends[k].has_question)
			resolved_add(g->into->resolved, &c->message.event, &b->addends[k].domain,
			    &c->message.msg, c->from.bytes, c->from.len);
		k++;
	}
}

static bool read_ahead(void *ctx)
{
	struct pipeline *g = ctx;

	return prefetch_work(&g->in.ahead);
}

static bool help(void *ctx)
{
	const struct pipeline *g = ctx;

	return ordered_pipeline_help(g->ordered_pipeline);
}

static void wake(void *ctx)
{
	const struct pipeline *g = ctx;

	ordered_pipeline_wake(g->ordered_pipeline);
}

/* -- all of it -- */

static struct parser *parsers_new(unsigned count, uint64_t secret)
{
	struct parser *parsers = memory_new(count, sizeof *parsers);

	for (unsigned i = 0; i < count; i++)
		parsers[i].preparser = preparser_new(secret);
	return parsers;
}

/* Adds the counts of the parsers. */
static void parsers_free(struct parser *parsers, unsigned count, struct provenance *into)
{
	for (unsigned i = 0; i < count; i++) {
		anomaly_merge(&into->anomalies, &parsers[i].counted.anomalies);
		accounting_merge(&into->accounting, &parsers[i].counted.accounting);
		host_names_merge(&into->hosts, &parsers[i].counted.hosts, NULL);
		provenance_fini(&parsers[i].counted);
		preparser_free(parsers[i].preparser);
	}
	free(parsers);
}

void pipeline_run(struct collection *into)
{
	unsigned threads = into->jobs < PIPELINE_THREADS_MAX ? into->jobs : PIPELINE_THREADS_MAX;
	struct pipeline g = {.into = into};
	struct ordered_pipeline_steps steps = {
	    .prepare = parse, .sink = add, .spare = read_ahead, .ctx = &g};
	struct ingest_helpers helpers = {threads, {help, wake, &g}};
	size_t count = ordered_pipeline_batches(threads);
	struct batch *batches = memory_new(count, sizeof *batches);

	for (size_t i = 0; i < count; i++) {
		batches[i].bytes_cap = BATCH_BYTES;
		batches[i].bytes = memory_resize(NULL, BATCH_BYTES, 1);
	}
	g.parsers = parsers_new(threads, into->secret);
	duplicates_init(&g.duplicates);
	ingest_init(&g.in, into->read, into->bpf, &helpers, carry, &g);
	into->bpf = NULL;
	partial_reading(into->read, suffix_version(into->suffix), into->reading);
	g.ordered_pipeline = ordered_pipeline_new(threads, batches, sizeof *batches, &steps);
	g.filling = ordered_pipeline_batch(g.ordered_pipeline);
	ingest_read(&g.in, into->paths);
	hand_on(&g);
	ordered_pipeline_finish(g.ordered_pipeline);
	parsers_free(g.parsers, threads, &g.in.provenance);
	into->provenance = g.in.provenance;
	g.in.provenance = (struct provenance){.inputs = NULL};
	ingest_fini(&g.in);
	duplicates_fini(&g.duplicates);
	for (size_t i = 0; i < count; i++)
		free(batches[i].bytes);
	free(batches);
}
