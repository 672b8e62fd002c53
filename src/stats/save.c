#include "stats/save.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/limits.h"
#include "records.h"
#include "save_messages.h"

/* Tag before each channel. */
enum { CHANNEL_END = 0, CHANNEL_LOG = 1, CHANNEL_AGGREGATE = 2 };

static void save_counters(struct block_file_writer *p, const struct counters *c)
{
	for (int i = 0; i < COUNTER_COUNT; i++)
		block_file_put_number(p, c->of[i]);
}

static void save_traits(struct block_file_writer *p, const struct traits *t)
{
	for (int i = 0; i < TRAIT_COUNT; i++)
		block_file_put_number(p, t->of[i]);
}

static void save_entries(
    struct block_file_writer *p, const struct sketch_entry *entries, size_t count)
{
	block_file_put_number(p, count);
	for (size_t i = 0; i < count; i++) {
		block_file_put_number(p, entries[i].hash);
		block_file_put_signed(p, entries[i].first_ns);
		block_file_put_number(p, entries[i].len);
		block_file_put_number(p, entries[i].marks);
	}
}

static void save_sketch(struct block_file_writer *p, const struct sketch *s)
{
	size_t count;
	struct sketch_entry *entries = sketch_by_time(s, &count);

	block_file_put_number(p, sketch_is_exact(s));
	save_entries(p, entries, count);
	free(entries);
}

static void save_names(struct block_file_writer *p, const struct sample_name *names, size_t count)
{
	block_file_put_number(p, count);
	for (size_t i = 0; i < count; i++) {
		const struct sample_name *n = &names[i];

		block_file_put_bytes(p, n->wire, n->wire_len);
		block_file_put_ref(p, n->ref);
		block_file_put_signed(p, n->time_ns);
		block_file_put_address(p, &n->server);
		block_file_put_number(p, n->qtype);
		block_file_put_number(p, (n->tcp ? 1u : 0) | (n->response ? 2u : 0));
		block_file_put_number(p, n->types);
		block_file_put_number(p, n->outcomes);
	}
}

static void save_sample(struct block_file_writer *p, const struct sample *s)
{
	save_names(p, s->names, s->count);
	save_names(p, s->early, s->early ? SAMPLE_NAMES_MAX : 0);
}

static void save_client(struct block_file_writer *p, const struct client *c)
{
	block_file_put_address(p, &c->address);
	save_counters(p, &c->asked);
	save_traits(p, &c->traits);
	block_file_put_number(p, c->served_queries);
	block_file_put_number(p, c->served_responses);
	block_file_put_number(p, c->not_dns);
	block_file_put_number(p, c->not_dns_bytes);
	block_file_put_address(p, &c->not_dns_server);
	block_file_put_ref(p, c->not_dns_first);
	block_file_put_number(p, c->tool_loop.starts[0]);
	block_file_put_number(p, c->tool_loop.starts[1]);
	block_file_put_number(p, c->tool_loop.ports);
	save_sketch(p, &c->names_evicted);
	block_file_put_signed(p, c->first_ns);
	block_file_put_signed(p, c->last_ns);
}

static void save_domain(struct block_file_writer *p, const struct domain *d)
{
	block_file_put_bytes(p, d->fold, d->len);
	block_file_put_number(p, (d->registered ? 1u : 0) | (d->reverse ? 2u : 0));
}

static void save_aggregate(struct block_file_writer *p, const struct channel *c)
{
	save_counters(p, &c->count);
	save_sketch(p, &c->names);
	save_sketch(p, &c->asked);
	save_entries(p, c->early.items, c->early.count);
	save_sketch(p, &c->answers);
	save_sketch(p, &c->servers);
	save_sample(p, &c->sample);
	block_file_put_address(p, &c->server);
	block_file_put_signed(p, c->first_ns);
	block_file_put_ref(p, c->first);
	block_file_put_signed(p, c->last_ns);
	block_file_put_ref(p, c->last);
}

static void save_channel(
    const struct stats *s, struct block_file_writer *p, const struct channel_record *r)
{
	const struct channel *aggregate = records_aggregate(s, r);

	block_file_put_number(p, aggregate ? CHANNEL_AGGREGATE : CHANNEL_LOG);
	block_file_put_number(p, r->client);
	block_file_put_number(p, r->domain);
	if (aggregate)
		save_aggregate(p, aggregate);
	else
		save_messages_write(s, p, r);
}

void stats_save(const struct stats *s, struct block_file_writer *p)
{
	save_counters(p, &s->total);
	block_file_put_number(p, s->any);
	block_file_put_signed(p, s->first_ns);
	block_file_put_signed(p, s->last_ns);
	block_file_put_number(p, s->clients.count);
	for (size_t i = 0; i < s->clients.count; i++)
		save_client(p, s->clients.sorted[i]);
	block_file_put_number(p, s->domains.count);
	for (size_t i = 0; i < s->domains.count; i++)
		save_domain(p, s->domains.sorted[i]);
	for (size_t i = 0; i < s->channel_count; i++)
		save_channel(s, p, &s->channels[i]);
	block_file_put_number(p, CHANNEL_END);
	block_file_put_number(p, s->pair_count);
	for (size_t i = 0; i < s->pair_count; i++) {
		block_file_put_number(p, stats_pair(s, i).client->order);
		block_file_put_number(p, stats_pair(s, i).server->order);
	}
}

/* -- loading -- */

/* What the numbers in the file refer to. */
struct loader {
	struct block_file_reader *u;
	struct stats *into;
	const uint32_t *inputs;
	size_t input_count;
	uint32_t *clients, *domains; /* record numbers */
	size_t client_count, domain_count;
	int64_t first_ns, last_ns;
};

static struct source_ref load_ref(struct loader *l)
{
	struct source_ref ref = block_file_get_ref(l->u, l->input_count);

	if (ref.record > 0)
		ref.input = l->inputs[ref.input];
	return ref;
}

/* Reads two times that must be in order. */
static void load_span(struct block_file_reader *u, int64_t *first_ns, int64_t *last_ns)
{
	*first_ns = block_file_get_time(u);
	*last_ns = block_file_get_time(u);
	if (*first_ns > *last_ns)
		block_file_fail(u, "its time span ends before it starts");
}

static void load_counters(struct block_file_reader *u, struct counters *c)
{
	for (int i = 0; i < COUNTER_COUNT; i++)
		c->of[i] = block_file_get_count(u);
}

static void load_traits(struct block_file_reader *u, struct traits *t)
{
	for (int i = 0; i < TRAIT_COUNT; i++)
		t->of[i] = block_file_get_count(u);
}

static struct sketch_entry load_entry(struct block_file_reader *u)
{
	uint64_t hash = block_file_get_below(u, UINT64_C(1) << SKETCH_HASH_BITS);
	int64_t first_ns = block_file_get_time(u);
	uint8_t len = (uint8_t)block_file_get_below(u, UINT8_MAX + 1);
	uint8_t marks = (uint8_t)block_file_get_below(u, SKETCH_MARKS_END);

	if (hash == 0)
		block_file_fail(u, "a sketch has a hash of zero");
	return sketch_sighting(hash << (64 - SKETCH_HASH_BITS), first_ns, len, marks);
}

/* `s` must be empty. */
static void load_sketch(struct block_file_reader *u, struct sketch *s)
{
	bool exact = block_file_get_below(u, 2);
	uint64_t count = block_file_get_below(u, (uint64_t)s->keep + 1), largest = 0;

	for (uint64_t i = 0; i < count && !u->error; i++) {
		struct sketch_entry e = load_entry(u);

		if (!u->error)
			sketch_add(s, &e);
		largest = e.hash > largest ? e.hash : largest;
	}
	if (!u->error && (s->used != count || (!exact && count != s->keep)))
		block_file_fail(u, "a sketch does not have as many entries as it claims");
	if (!u->error && !exact)
		s->threshold = largest;
}

static void load_client(struct loader *l, uint32_t *number)
{
	struct client c = {.first_ns = 0};

	block_file_get_address(l->u, &c.address);
	load_counters(l->u, &c.asked);
	load_traits(l->u, &c.traits);
	c.served_queries = block_file_get_count(l->u);
	c.served_responses = block_file_get_count(l->u);
	c.not_dns = block_file_get_count(l->u);
	c.not_dns_bytes = block_file_get_count(l->u);
	block_file_get_address(l->u, &c.not_dns_server);
	c.not_dns_first = load_ref(l);
	c.tool_loop.starts[0] = block_file_get_count(l->u);
	c.tool_loop.starts[1] = block_file_get_count(l->u);
	c.tool_loop.ports = block_file_get_number(l->u);
	sketch_init(&c.names_evicted, SKETCH_NAMES_MAX);
	load_sketch(l->u, &c.names_evicted);
	load_span(l->u, &c.first_ns, &c.last_ns);
	if (!l->u->error)
		*number = records_merge_client(l->into, &c);
	sketch_fini(&c.names_evicted);
}

static void load_domain(struct loader *l, uint32_t *number)
{
	uint8_t wire[DNS_NAME_WIRE_MAX];
	size_t len = block_file_get_bytes(l->u, wire, sizeof wire);
	struct dns_name name;

	if (!save_messages_name(l->u, wire, len, &name))
		return;
	uint64_t flags = block_file_get_below(l->u, 4);
	struct domain d = {.fold = name.fold,
	    .len = name.len,
	    .label_count = name.label_count,
	    .registered = flags & 1,
	    .reverse = flags & 2};
	if (!l->u->error)
		records_domain(l->into, &d, number);
}

static void load_name(struct loader *l, struct channel *c)
{
	uint8_t wire[DNS_NAME_WIRE_MAX];
	size_t len = block_file_get_bytes(l->u, wire, sizeof wire);
	struct dns_name name;

	if (!save_messages_name_below(l->u, wire, len, c->domain, &name))
		return;
	struct sample_name n = {.hash = channel_name_hash(&name),
	    .base_labels = c->domain->label_count,
	    .wire_len = name.len,
	    .wire = name.wire};
	n.ref = load_ref(l);
	n.time_ns = block_file_get_time(l->u);
	block_file_get_address(l->u, &n.server);
	n.qtype = (uint16_t)block_file_get_below(l->u, UINT16_MAX + 1);
	uint64_t flags = block_file_get_below(l->u, 4);
	n.tcp = flags & 1;
	n.response = flags & 2;
	n.types = (uint16_t)block_file_get_below(l->u, SAMPLE_TYPES_END);
	n.outcomes = (uint8_t)block_file_get_below(l->u, SAMPLE_OUTCOMES_END);
	if (!l->u->error)
		sample_add(&c->sample, &n);
}

/* The sample, then the earliest names if the sample does not hold every name. */
static void load_sample(struct loader *l, struct channel *c)
{
	uint64_t count = block_file_get_below(l->u, SAMPLE_NAMES_MAX + 1);

	for (uint64_t i = 0; i < count && !l->u->error; i++)
		load_name(l, c);
	if (!l->u->error && c->sample.count != count)
		block_file_fail(l->u, "a sample does not have as many names as it claims");
	uint64_t early = block_file_get_below(l->u, SAMPLE_NAMES_MAX + 1);
	if (!l->u->error && early != 0 && (early != SAMPLE_NAMES_MAX || early != count))
		block_file_fail(l->u, "a sample does not have as many names as it claims");
	if (early > 0 && !l->u->error)
		sample_keep_early(&c->sample);
	for (uint64_t i = 0; i < early && !l->u->error; i++)
		load_name(l, c);
}

/* The earliest transactions, if the sketch of all of them does not hold every one. */
static void load_early(struct loader *l, struct channel *c)
{
	uint64_t count = block_file_get_below(l->u, EARLY_TRANSACTIONS_MAX + 1);

	if (!l->u->error && (count > 0) == sketch_is_exact(&c->asked))
		block_file_fail(l->u, "a channel lacks its earliest transactions");
	if (count > 0 && !l->u->error)
		early_begin(&c->early, &(struct sketch){.keep = 0});
	for (uint64_t i = 0; i < count && !l->u->error; i++) {
		struct sketch_entry e = load_entry(l->u);

		early_add(&c->early, &e);
	}
}

static void load_aggregate(struct loader *l, struct channel_record *r)
{
	struct channel c;

	channel_init(&c, records_client_of(l->into, r), records_domain_of(l->into, r));
	load_counters(l->u, &c.count);
	load_sketch(l->u, &c.names);
	load_sketch(l->u, &c.asked);
	load_early(l, &c);
	load_sketch(l->u, &c.answers);
	load_sketch(l->u, &c.servers);
	load_sample(l, &c);
	block_file_get_address(l->u, &c.server);
	c.first_ns = block_file_get_time(l->u);
	c.first = load_ref(l);
	c.last_ns = block_file_get_time(l->u);
	c.last = load_ref(l);
	if (c.first_ns > c.last_ns || c.names.used == 0)
		block_file_fail(l->u, "a channel has no messages");
	if (!l->u->error)
		records_merge_aggregate(l->into, r, &c);
	channel_fini(&c);
}

static void load_channel(struct loader *l, uint64_t kind)
{
	uint64_t client = block_file_get_below(l->u, l->client_count);
	uint64_t domain = block_file_get_below(l->u, l->domain_count);

	if (l->u->error)
		return;
	struct channel_record *r = records_channel(l->into, l->clients[client], l->domains[domain]);
	if (kind == CHANNEL_AGGREGATE) {
		load_aggregate(l, r);
		return;
	}
	save_messages_read(l->into, l->u, r,
	    &(struct save_messages_numbers){
		l->clients, l->client_count, l->inputs, l->input_count, l->first_ns});
}

static void load_channels(struct loader *l)
{
	for (;;) {
		uint64_t kind = block_file_get_below(l->u, CHANNEL_AGGREGATE + 1);

		if (l->u->error || kind == CHANNEL_END)
			return;
		load_channel(l, kind);
	}
}

/* The array grows with the records actually read, not with the count the file claims. */
static uint32_t *load_records(
    struct loader *l, void (*load)(struct loader *, uint32_t *), size_t *count)
{
	uint64_t said = block_file_get_below(l->u, RECORDS_MAX);
	size_t cap = 64;
	uint32_t *numbers = memory_new(cap, sizeof *numbers);

	for (*count = 0; *count < said && !l->u->error; ++*count) {
		if (*count == cap) {
			cap *= 2;
			numbers = memory_resize(numbers, cap, sizeof *numbers);
		}
		numbers[*count] = 0;
		load(l, &numbers[*count]);
	}
	return numbers;
}

static void load_pairs(struct loader *l)
{
	uint64_t count = block_file_get_below(l->u, RECORDS_MAX);

	for (uint64_t i = 0; i < count && !l->u->error; i++) {
		uint64_t client = block_file_get_below(l->u, l->client_count);
		uint64_t server = block_file_get_below(l->u, l->client_count);

		if (!l->u->error)
			records_pair(l->into, l->clients[client], l->clients[server]);
	}
}

void stats_load(
    struct stats *into, struct block_file_reader *u, const uint32_t *inputs, size_t input_count)
{
	struct loader l = {.u = u, .into = into, .inputs = inputs, .input_count = input_count};
	struct counters total;

	load_counters(u, &total);
	bool any = block_file_get_below(u, 2);
	load_span(u, &l.first_ns, &l.last_ns);
	l.clients = load_records(&l, load_client, &l.client_count);
	l.domains = load_records(&l, load_domain, &l.domain_count);
	load_channels(&l);
	load_pairs(&l);
	if (!u->error)
		records_add_totals(into, &total, any, l.first_ns, l.last_ns);
	free(l.clients);
	free(l.domains);
}
