#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/utc.h"
#include "base/limits.h"
#include "records.h"

/*
 * Eviction under --memory: drop channels in order of suspicion, lowest first (short-lived, no
 * data-like names). The kept ones are copied into new statistics and the old ones are freed as a
 * whole.
 */

/* Payloads of at least this many characters may be data. */
#define DATA_LENGTH 30
/* At least this many messages over at least this long may be a beacon. */
#define BEACON_MESSAGES 3
#define BEACON_SPAN_NS  (60 * NS_PER_SECOND)
/* A client with this many messages is kept even without a channel. */
#define CLIENT_MESSAGES 16

/* Priority for being kept, lowest first. */
enum worth { WORTH_NOTHING, WORTH_BUSY, WORTH_DATA, WORTH_BEACON };

struct candidate {
	uint32_t channel; /* channel number */
	uint32_t bytes;
	uint32_t names; /* unique names: tie-break within the same worth, more is better */
	uint64_t hash;  /* final tie-break */
	enum worth worth;
};

/* -- priority of a channel -- */

struct summary {
	unsigned messages, names;
	int64_t first_ns, last_ns;
	bool data, busy;
};

static enum worth worth_of(const struct summary *l)
{
	if (l->messages >= BEACON_MESSAGES && l->last_ns - l->first_ns >= BEACON_SPAN_NS)
		return WORTH_BEACON;
	return l->data ? WORTH_DATA : l->busy ? WORTH_BUSY : WORTH_NOTHING;
}

static struct summary summarize_aggregate(const struct channel *c)
{
	struct summary l = {.messages = BEACON_MESSAGES,
	    .names = c->names.used,
	    .first_ns = c->first_ns,
	    .last_ns = c->last_ns,
	    .data = counters_txt_data(&c->count) + counters_type(&c->count, COUNT_Q_RARE) > 0,
	    .busy = true};

	for (uint32_t i = 0; i < c->names.slot_count; i++)
		l.data |= c->names.slots[i].hash != 0 && c->names.slots[i].len >= DATA_LENGTH;
	return l;
}

static struct summary summarize_log(const struct stats *s, const struct channel_record *r)
{
	struct summary l = {.messages = 0};
	struct message_log_reader reader;
	struct dns_event e;
	struct dns_name name;
	struct question q;
	uint64_t last = 0;
	uint32_t server;

	message_log_read(&reader, &r->message_log, &s->slab, records_domain_of(s, r));
	while (message_log_next_question(&reader, &e, &name, &server, &q)) {
		if (l.messages++ == 0)
			l.first_ns = l.last_ns = e.time_ns;
		records_span(&l.first_ns, &l.last_ns, e.time_ns);
		l.names += q.name.hash != last;
		last = q.name.hash;
		l.data |=
		    (q.name.marks & SKETCH_DATA_TYPE && !q.service) || q.name.len >= DATA_LENGTH;
	}
	l.busy = l.messages > BEACON_MESSAGES;
	return l;
}

static struct candidate candidate_of(const struct stats *s, uint32_t number)
{
	const struct channel_record *r = &s->channels[number];
	const struct channel *aggregate = records_aggregate(s, r);
	struct summary l = aggregate ? summarize_aggregate(aggregate) : summarize_log(s, r);

	return (struct candidate){
	    .channel = number,
	    .bytes = (uint32_t)(sizeof *r +
				(aggregate ? sizeof *aggregate + channel_heap_bytes(aggregate)
					   : message_log_bytes(&r->message_log, &s->slab))),
	    .hash = evicted_hash(records_client_of(s, r), records_domain_of(s, r)),
	    .names = l.names,
	    .worth = !aggregate && r->message_log.keep_on_evict ? WORTH_BEACON : worth_of(&l),
	};
}

static int compare_worth(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->worth != y->worth)
		return x->worth > y->worth ? -1 : 1;
	if (x->names != y->names)
		return x->names > y->names ? -1 : 1;
	return (x->hash > y->hash) - (x->hash < y->hash);
}

static int compare_numbers(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->channel > y->channel) - (x->channel < y->channel);
}

/* -- memory of what is kept -- */

/* An entry of an index and of its hash table, which is half empty. */
#define INDEX_BYTES 48

/* Memory of what is kept; clients and domains count once, with their first channel. */
struct sum {
	const struct stats *s;
	bool *clients, *domains;
	uint64_t bytes;
};

static void count_in(struct sum *sum, const struct candidate *one)
{
	const struct channel_record *r = &sum->s->channels[one->channel];

	sum->bytes += one->bytes + INDEX_BYTES;
	if (!sum->domains[r->domain])
		sum->bytes += sizeof(struct domain) + DNS_LABEL_MAX + INDEX_BYTES;
	if (!sum->clients[r->client])
		sum->bytes += sizeof(struct client) + INDEX_BYTES +
			      sketch_heap_bytes(&records_client_of(sum->s, r)->names_evicted);
	sum->domains[r->domain] = sum->clients[r->client] = true;
}

/* How many channels, best first, fit into target_bytes. */
static size_t count_fitting(
    const struct stats *s, const struct candidate *all, uint64_t target_bytes)
{
	struct sum sum = {.s = s,
	    .clients = memory_new(s->clients.count + 1, sizeof(bool)),
	    .domains = memory_new(s->domains.count + 1, sizeof(bool))};
	size_t count = 0;

	while (count < s->channel_count) {
		count_in(&sum, &all[count]);
		if (sum.bytes > target_bytes)
			break;
		count++;
	}
	free(sum.clients);
	free(sum.domains);
	return count;
}

/* -- remembering evicted channels -- */

/* Adds the channel's names to the evicted names of its client, which keeps its total right. */
static void keep_names(struct stats *s, const struct channel_record *r)
{
	struct sketch *names = &((struct client *)s->clients.all[r->client])->names_evicted;
	struct message_log_reader reader;
	struct dns_event e;
	struct dns_name name;
	struct question q;
	uint32_t server;

	if (records_aggregate(s, r)) {
		sketch_merge(names, &records_aggregate(s, r)->names);
		return;
	}
	message_log_read(&reader, &r->message_log, &s->slab, records_domain_of(s, r));
	while (message_log_next_question(&reader, &e, &name, &server, &q))
		sketch_add(names, &q.name);
}

/* -- copying what is kept -- */

/* Copies a client into the record its channels created, or a new one. */
static void move_client(struct stats *to, struct client *from)
{
	uint32_t number;
	struct client *c = records_client(to, &from->address, &number);

	c->asked = from->asked;
	c->served_queries = from->served_queries;
	c->served_responses = from->served_responses;
	c->not_dns = from->not_dns;
	c->not_dns_bytes = from->not_dns_bytes;
	c->not_dns_server = from->not_dns_server;
	c->not_dns_first = from->not_dns_first;
	c->tool_loop = from->tool_loop;
	c->first_ns = from->first_ns;
	c->last_ns = from->last_ns;
	to->heap_bytes += sketch_heap_bytes(&from->names_evicted);
	sketch_move(&c->names_evicted, &from->names_evicted);
}

static void move_aggregate(struct stats *to, struct channel_record *r, struct channel *from)
{
	struct channel *c = records_promote(to, r);
	const struct client *client = c->client;
	const struct domain *domain = c->domain;

	to->heap_bytes += channel_heap_bytes(from);
	channel_move(c, from);
	c->client = client;
	c->domain = domain;
}

static void move_channel(
    struct stats *to, const struct stats *from, const struct channel_record *old)
{
	uint32_t client, domain;

	records_client(to, &records_client_of(from, old)->address, &client);
	records_domain(to, records_domain_of(from, old), &domain);
	struct channel_record *r = records_channel(to, client, domain);
	if (records_aggregate(from, old)) {
		move_aggregate(to, r, records_aggregate(from, old));
		return;
	}
	message_log_reserve(&r->message_log, &to->slab, old->message_log.len);
	records_merge_log(to, r, from, old);
	r->message_log.keep_on_evict = old->message_log.keep_on_evict;
}

/* Copies clients that have a channel or at least CLIENT_MESSAGES messages, and the pairs among
 * them. */
static void move_clients(struct stats *to, const struct stats *from)
{
	uint32_t client, server;

	for (size_t i = 0; i < from->clients.count; i++) {
		struct client *c = from->clients.all[i];

		if (records_find_client(to, &c->address, &client) ||
		    counters_asked(&c->asked) + c->served_queries + c->served_responses +
			    c->not_dns >=
			CLIENT_MESSAGES)
			move_client(to, c);
	}
	for (size_t i = 0; i < from->pair_count; i++) {
		struct asked_pair p = stats_pair(from, i);

		if (records_find_client(to, &p.client->address, &client) &&
		    records_find_client(to, &p.server->address, &server))
			records_pair(to, client, server);
	}
}

/* Replaces the contents of `s` by those of `by` and frees the old ones. */
static void replace(struct stats *s, struct stats *by)
{
	struct stats old = *s;

	*s = *by;
	s->slab.pieces.arena = &s->arena;
	*by = old;
	by->slab.pieces.arena = &by->arena;
	stats_free(by);
}

/* Evicts channels until the rest needs at most target_bytes; `where` is the current frame. */
static void shrink_stats(struct stats *s, uint64_t target_bytes, struct source_ref where)
{
	struct candidate *all = memory_new(s->channel_count + 1, sizeof *all);
	struct stats *kept = stats_new(s->secret);

	for (size_t i = 0; i < s->channel_count; i++)
		all[i] = candidate_of(s, (uint32_t)i);
	qsort(all, s->channel_count, sizeof *all, compare_worth);
	size_t count = count_fitting(s, all, target_bytes);
	for (size_t i = count; i < s->channel_count; i++) {
		evicted_add(s, all[i].hash);
		keep_names(s, &s->channels[all[i].channel]);
	}
	/* In order of arrival, so that the result does not depend on the sort. */
	qsort(all, count, sizeof *all, compare_numbers);
	for (size_t i = 0; i < count; i++)
		move_channel(kept, s, &s->channels[all[i].channel]);
	move_clients(kept, s);
	kept->total = s->total;
	kept->first_ns = s->first_ns;
	kept->last_ns = s->last_ns;
	kept->any = s->any;
	kept->limit_bytes = s->limit_bytes;
	kept->ghosts = s->ghosts;
	kept->evicted = s->evicted + s->channel_count - count;
	kept->evicted_first = s->evicted > 0 ? s->evicted_first : where;
	s->ghosts = NULL;
	free(all);
	replace(s, kept);
}

/* -- the limit -- */

void stats_limit(struct stats *s, uint64_t bytes)
{
	s->limit_bytes = bytes;
}

void stats_fit(struct stats *s, struct source_ref where)
{
	if (s->limit_bytes == 0 || records_bytes(s) <= s->limit_bytes)
		return;
	uint64_t limit_bytes = s->limit_bytes, target_bytes = limit_bytes / 2;
	shrink_stats(s, target_bytes, where);
	/* If little could be evicted, do not try again at once: raise the limit. */
	uint64_t needed = records_bytes(s) + target_bytes / 2;
	s->limit_bytes = needed > limit_bytes ? needed : limit_bytes;
}

uint64_t stats_evicted(const struct stats *s, struct source_ref *first)
{
	*first = s->evicted_first;
	return s->evicted;
}
