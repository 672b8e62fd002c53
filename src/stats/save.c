#include "stats/save.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "limits.h"
#include "records.h"
#include "save_messages.h"

/* What stands before a channel. */
enum { CHANNEL_END = 0, CHANNEL_JOURNAL = 1, CHANNEL_FIGURES = 2 };

static void save_counters(struct packer *p, const struct counters *c)
{
	for (int i = 0; i < COUNTER_COUNT; i++)
		pack_number(p, c->of[i]);
}

static void save_sketch(struct packer *p, const struct sketch *s)
{
	size_t count;
	struct sketch_entry *entries = sketch_by_time(s, &count);

	pack_number(p, sketch_is_exact(s));
	pack_number(p, count);
	for (size_t i = 0; i < count; i++) {
		pack_number(p, entries[i].hash);
		pack_signed(p, entries[i].first_ns);
		pack_number(p, entries[i].len);
		pack_number(p, entries[i].marks);
	}
	free(entries);
}

static void save_sample(struct packer *p, const struct sample *s)
{
	pack_number(p, s->count);
	for (unsigned i = 0; i < s->count; i++) {
		const struct sample_name *n = &s->names[i];

		pack_octets(p, n->wire, n->wire_len);
		pack_ref(p, n->ref);
		pack_signed(p, n->time_ns);
		pack_address(p, &n->server);
		pack_number(p, n->qtype);
		pack_number(p, (n->tcp ? 1u : 0) | (n->response ? 2u : 0));
	}
}

static void save_client(struct packer *p, const struct client *c)
{
	pack_address(p, &c->address);
	save_counters(p, &c->asked);
	pack_number(p, c->served_queries);
	pack_number(p, c->served_responses);
	pack_number(p, c->not_dns);
	pack_number(p, c->not_dns_bytes);
	pack_address(p, &c->not_dns_server);
	pack_ref(p, c->not_dns_first);
	save_sketch(p, &c->names_given_up);
	pack_signed(p, c->first_ns);
	pack_signed(p, c->last_ns);
}

static void save_domain(struct packer *p, const struct domain *d)
{
	pack_octets(p, d->fold, d->len);
	pack_number(p, (d->registered ? 1u : 0) | (d->reverse ? 2u : 0));
}

static void save_figures(struct packer *p, const struct channel *c)
{
	save_counters(p, &c->count);
	save_sketch(p, &c->names);
	save_sketch(p, &c->asked);
	save_sketch(p, &c->answers);
	save_sketch(p, &c->servers);
	save_sample(p, &c->sample);
	pack_address(p, &c->server);
	pack_signed(p, c->first_ns);
	pack_ref(p, c->first);
	pack_signed(p, c->last_ns);
	pack_ref(p, c->last);
}

static void save_channel(const struct stats *s, struct packer *p, const struct channel_record *r)
{
	const struct channel *figures = records_figures(s, r);

	pack_number(p, figures ? CHANNEL_FIGURES : CHANNEL_JOURNAL);
	pack_number(p, r->client);
	pack_number(p, r->domain);
	if (figures)
		save_figures(p, figures);
	else
		messages_save(s, p, r);
}

void stats_save(const struct stats *s, struct packer *p)
{
	save_counters(p, &s->total);
	pack_number(p, s->any);
	pack_signed(p, s->first_ns);
	pack_signed(p, s->last_ns);
	pack_number(p, s->clients.count);
	for (size_t i = 0; i < s->clients.count; i++)
		save_client(p, s->clients.sorted[i]);
	pack_number(p, s->domains.count);
	for (size_t i = 0; i < s->domains.count; i++)
		save_domain(p, s->domains.sorted[i]);
	for (size_t i = 0; i < s->channel_count; i++)
		save_channel(s, p, &s->channels[i]);
	pack_number(p, CHANNEL_END);
	pack_number(p, s->pair_count);
	for (size_t i = 0; i < s->pair_count; i++) {
		pack_number(p, stats_pair(s, i).client->order);
		pack_number(p, stats_pair(s, i).server->order);
	}
}

/* -- back -- */

/* What numbers in the file stand for. */
struct loader {
	struct unpacker *u;
	struct stats *into;
	const uint32_t *inputs;
	size_t input_count;
	uint32_t *clients, *domains; /* numbers of records */
	size_t client_count, domain_count;
	int64_t first_ns, last_ns;
};

static struct frame_ref load_ref(struct loader *l)
{
	struct frame_ref ref = unpack_ref(l->u, l->input_count);

	if (ref.number > 0)
		ref.input = l->inputs[ref.input];
	return ref;
}

/* Two times in order. */
static void load_span(struct unpacker *u, int64_t *first_ns, int64_t *last_ns)
{
	*first_ns = unpack_time(u);
	*last_ns = unpack_time(u);
	if (*first_ns > *last_ns)
		unpack_fail(u, "it ends before it begins");
}

static void load_counters(struct unpacker *u, struct counters *c)
{
	for (int i = 0; i < COUNTER_COUNT; i++)
		c->of[i] = unpack_count(u);
}

/* Into an empty sketch. */
static void load_sketch(struct unpacker *u, struct sketch *s)
{
	bool exact = unpack_below(u, 2);
	uint64_t count = unpack_below(u, (uint64_t)s->keep + 1), largest = 0;

	for (uint64_t i = 0; i < count && !u->trouble; i++) {
		uint64_t hash = unpack_below(u, UINT64_C(1) << SKETCH_HASH_BITS);
		int64_t first_ns = unpack_time(u);
		uint8_t len = (uint8_t)unpack_below(u, UINT8_MAX + 1);
		uint8_t marks = (uint8_t)unpack_below(u, SKETCH_MARKS_END);
		struct sketch_entry e =
		    sketch_sighting(hash << (64 - SKETCH_HASH_BITS), first_ns, len, marks);

		if (hash == 0)
			unpack_fail(u, "a hash is none");
		else
			sketch_add(s, &e);
		largest = e.hash > largest ? e.hash : largest;
	}
	if (!u->trouble && (s->used != count || (!exact && count != s->keep)))
		unpack_fail(u, "a sketch does not hold what it says");
	if (!u->trouble && !exact)
		s->threshold = largest;
}

static void load_client(struct loader *l, uint32_t *number)
{
	struct client c = {.first_ns = 0};

	unpack_address(l->u, &c.address);
	load_counters(l->u, &c.asked);
	c.served_queries = unpack_count(l->u);
	c.served_responses = unpack_count(l->u);
	c.not_dns = unpack_count(l->u);
	c.not_dns_bytes = unpack_count(l->u);
	unpack_address(l->u, &c.not_dns_server);
	c.not_dns_first = load_ref(l);
	sketch_init(&c.names_given_up, SKETCH_NAMES_MAX);
	load_sketch(l->u, &c.names_given_up);
	load_span(l->u, &c.first_ns, &c.last_ns);
	if (!l->u->trouble)
		*number = records_merge_client(l->into, &c);
	sketch_fini(&c.names_given_up);
}

static void load_domain(struct loader *l, uint32_t *number)
{
	uint8_t wire[DNS_NAME_WIRE_MAX];
	size_t len = unpack_octets(l->u, wire, sizeof wire);
	struct dns_name name;

	if (!saved_name(l->u, wire, len, &name))
		return;
	uint64_t flags = unpack_below(l->u, 4);
	struct domain d = {.fold = name.fold,
	    .len = name.len,
	    .label_count = name.label_count,
	    .registered = flags & 1,
	    .reverse = flags & 2};
	if (!l->u->trouble)
		records_domain(l->into, &d, number);
}

static void load_sample(struct loader *l, struct channel *c)
{
	uint64_t count = unpack_below(l->u, SAMPLE_NAMES_MAX + 1);

	for (uint64_t i = 0; i < count; i++) {
		uint8_t wire[DNS_NAME_WIRE_MAX];
		size_t len = unpack_octets(l->u, wire, sizeof wire);
		struct dns_name name;

		if (!saved_name_below(l->u, wire, len, c->domain, &name))
			return;
		struct sample_name n = {.hash = channel_name_hash(&name),
		    .base_labels = c->domain->label_count,
		    .wire_len = name.len,
		    .wire = name.wire};
		n.ref = load_ref(l);
		n.time_ns = unpack_time(l->u);
		unpack_address(l->u, &n.server);
		n.qtype = (uint16_t)unpack_below(l->u, UINT16_MAX + 1);
		uint64_t flags = unpack_below(l->u, 4);
		n.tcp = flags & 1;
		n.response = flags & 2;
		if (!l->u->trouble)
			sample_add(&c->sample, &n);
	}
}

static void load_figures(struct loader *l, struct channel_record *r)
{
	struct channel c;

	channel_init(&c, records_client_of(l->into, r), records_domain_of(l->into, r));
	load_counters(l->u, &c.count);
	load_sketch(l->u, &c.names);
	load_sketch(l->u, &c.asked);
	load_sketch(l->u, &c.answers);
	load_sketch(l->u, &c.servers);
	load_sample(l, &c);
	unpack_address(l->u, &c.server);
	c.first_ns = unpack_time(l->u);
	c.first = load_ref(l);
	c.last_ns = unpack_time(l->u);
	c.last = load_ref(l);
	if (c.first_ns > c.last_ns || c.names.used == 0)
		unpack_fail(l->u, "a channel is none");
	if (!l->u->trouble)
		records_merge_figures(l->into, r, &c);
	channel_fini(&c);
}

static void load_channel(struct loader *l, uint64_t kind)
{
	uint64_t client = unpack_below(l->u, l->client_count);
	uint64_t domain = unpack_below(l->u, l->domain_count);

	if (l->u->trouble)
		return;
	struct channel_record *r = records_channel(l->into, l->clients[client], l->domains[domain]);
	if (kind == CHANNEL_FIGURES) {
		load_figures(l, r);
		return;
	}
	messages_load(l->into, l->u, r,
	    &(struct saved_numbers){
		l->clients, l->client_count, l->inputs, l->input_count, l->first_ns});
}

static void load_channels(struct loader *l)
{
	for (;;) {
		uint64_t kind = unpack_below(l->u, CHANNEL_FIGURES + 1);

		if (l->u->trouble || kind == CHANNEL_END)
			return;
		load_channel(l, kind);
	}
}

/* Room grows with what is there, not with what the file says there is. */
static uint32_t *load_records(
    struct loader *l, void (*load)(struct loader *, uint32_t *), size_t *count)
{
	uint64_t said = unpack_below(l->u, RECORDS_MAX);
	size_t cap = 64;
	uint32_t *numbers = memory_new(cap, sizeof *numbers);

	for (*count = 0; *count < said && !l->u->trouble; ++*count) {
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
	uint64_t count = unpack_below(l->u, RECORDS_MAX);

	for (uint64_t i = 0; i < count && !l->u->trouble; i++) {
		uint64_t client = unpack_below(l->u, l->client_count);
		uint64_t server = unpack_below(l->u, l->client_count);

		if (!l->u->trouble)
			records_pair(l->into, l->clients[client], l->clients[server]);
	}
}

void stats_load(struct stats *into, struct unpacker *u, const uint32_t *inputs, size_t input_count)
{
	struct loader l = {.u = u, .into = into, .inputs = inputs, .input_count = input_count};
	struct counters total;

	load_counters(u, &total);
	bool any = unpack_below(u, 2);
	load_span(u, &l.first_ns, &l.last_ns);
	l.clients = load_records(&l, load_client, &l.client_count);
	l.domains = load_records(&l, load_domain, &l.domain_count);
	load_channels(&l);
	load_pairs(&l);
	if (!u->trouble)
		records_add_totals(into, &total, any, l.first_ns, l.last_ns);
	free(l.clients);
	free(l.domains);
}
