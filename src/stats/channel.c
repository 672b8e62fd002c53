#include "stats/channel.h"

#include "base/hash.h"
#include "dns/answer.h"
#include "base/limits.h"

/* Transactions are distinguished within time slots of this length, so that a reused id counts as
 * new. */
#define RETRANSMISSION_SLOT_NS (10 * INT64_C(1000000000))
/* Spreads sightings of unknown time over 36 years, so that a million are 20 minutes apart. */
#define UNTIMED_SHIFT 4

/* True if a label of the payload starts with '_' (RFC 8552): a service name, not data. */
static bool has_service_label(const struct dns_name *name, unsigned payload_labels)
{
	for (unsigned i = 0; i < payload_labels; i++)
		if (name->fold[name->offset[i] + 1] == '_')
			return true;
	return false;
}

/* When a message was seen. One of an unknown time is far from any other: it is part of no burst and
 * of no rhythm. */
static int64_t sighting_ns(const struct dns_event *e)
{
	if (!(e->unknown & UNKNOWN_TIME))
		return e->time_ns;
	return (int64_t)(hash_fixed(&e->ref.record, sizeof e->ref.record) >> UNTIMED_SHIFT);
}

static uint64_t hash_transaction(const struct dns_event *e, uint64_t name_hash)
{
	uint64_t slot = (uint64_t)(e->time_ns / RETRANSMISSION_SLOT_NS);
	uint64_t numbers[] = {name_hash, (uint64_t)e->qtype << 16 | e->id, slot};

	return hash_fixed(numbers, sizeof numbers);
}

/* What a response says about its name. */
static uint8_t outcome_of(const struct dns_event *e)
{
	static const uint8_t of_rcode[] = {[DNS_RCODE_SERVFAIL] = SAMPLE_SERVFAIL,
	    [DNS_RCODE_NXDOMAIN] = SAMPLE_NXDOMAIN,
	    [DNS_RCODE_REFUSED] = SAMPLE_REFUSED};

	if (!e->response)
		return 0;
	if (e->rcode == DNS_RCODE_NOERROR && (e->answer_flags & ANSWER_NULL_ADDRESS))
		return SAMPLE_SINKHOLE;
	/* A name with NOERROR exists, and most have records of the type. */
	if (e->rcode == DNS_RCODE_NOERROR)
		return e->answer_count > 0 || e->unknown & UNKNOWN_ANSWERS ? SAMPLE_ANSWERED
									   : SAMPLE_EMPTY;
	uint8_t bit = e->rcode < sizeof of_rcode ? of_rcode[e->rcode] : 0;
	return bit ? bit : SAMPLE_ERROR;
}

static uint8_t answer_sketch_marks(const struct dns_event *e)
{
	unsigned marks = counters_carries_data(e->answer_type) ? SKETCH_DATA_TYPE : 0;

	if (answer_is_service(e->answer_flags))
		return (uint8_t)(marks | SKETCH_SERVICE);
	if (e->answer_flags & ANSWER_TEXT)
		marks |= SKETCH_TEXT;
	if (e->answer_flags & ANSWER_ENCODED)
		marks |= SKETCH_ENCODED;
	if (e->answer_flags & ANSWER_CODE)
		marks |= SKETCH_CODE;
	return (uint8_t)marks;
}

static void add_name(struct channel *c, const struct dns_event *e, const struct question *q)
{
	bool has_type = !(e->unknown & UNKNOWN_TYPE);

	sketch_add(&c->names, &q->name);
	sample_add(&c->sample, &(struct sample_name){
				   .hash = q->name_hash,
				   .types = has_type ? sample_type_of(e->qtype) : 0,
				   .outcomes = outcome_of(e),
				   .ref = e->ref,
				   .time_ns = e->time_ns,
				   .server = e->server,
				   .qtype = e->qtype,
				   .tcp = e->tcp,
				   .response = e->response,
				   .base_labels = c->domain->label_count,
				   .wire_len = e->qname->len,
				   .wire = (uint8_t *)(uintptr_t)e->qname->wire,
			       });
}

unsigned channel_question_tag(const struct sketch_entry *transaction)
{
	return (unsigned)(transaction->marks << 8 | transaction->len);
}

/* The transactions of a name and type carry the same tag. */
static struct sketch_entry transaction_of(const struct dns_event *e, uint64_t name_hash)
{
	uint64_t numbers[] = {name_hash, e->qtype};
	uint64_t tag = hash_fixed(numbers, sizeof numbers);

	return sketch_sighting(
	    hash_transaction(e, name_hash), sighting_ns(e), (uint8_t)tag, (uint8_t)(tag >> 8));
}

/* Starts the list of early transactions while all are held, if this many more may be too many. */
static void begin_early(struct channel *c, uint64_t more)
{
	if (sketch_is_exact(&c->asked) && c->asked.used + more > SKETCH_TRANSACTIONS_MAX)
		early_begin(&c->early, &c->asked);
}

static void add_transaction(struct channel *c, const struct dns_event *e, uint64_t name_hash)
{
	struct sketch_entry sighting = transaction_of(e, name_hash);

	begin_early(c, 1);
	early_add(&c->early, &sighting);
	sketch_add(&c->asked, &sighting);
	uint64_t hash = hash_fixed(&e->server, sizeof e->server);
	sighting = sketch_sighting(hash, sighting_ns(e), 0, 0);
	if (e->server.family != 0)
		sketch_add(&c->servers, &sighting);
	if (!e->response || e->answer_count == 0)
		return;
	uint8_t len = (uint8_t)(e->answer_bytes < UINT8_MAX ? e->answer_bytes : UINT8_MAX);
	hash = hash_fixed(&e->answer_hash, sizeof e->answer_hash);
	sighting = sketch_sighting(hash, sighting_ns(e), len, answer_sketch_marks(e));
	sketch_add(&c->answers, &sighting);
}

void channel_restart(struct channel *c, const struct client *client, const struct domain *domain)
{
	c->client = client;
	c->domain = domain;
	c->count = (struct counters){{0}};
	c->server = (struct address){0};
	c->first_ns = INT64_MAX;
	c->last_ns = INT64_MIN;
	c->first = c->last = (struct source_ref){0};
	sketch_restart(&c->names, SKETCH_NAMES_MAX);
	sketch_restart(&c->asked, SKETCH_TRANSACTIONS_MAX);
	sketch_restart(&c->answers, SKETCH_ANSWERS_MAX);
	sketch_restart(&c->servers, SERVERS_MAX);
	sample_restart(&c->sample);
	early_fini(&c->early);
}

void channel_init(struct channel *c, const struct client *client, const struct domain *domain)
{
	*c = (struct channel){0};
	channel_restart(c, client, domain);
}

void channel_fini(struct channel *c)
{
	sketch_fini(&c->names);
	sketch_fini(&c->asked);
	sketch_fini(&c->answers);
	sketch_fini(&c->servers);
	sample_fini(&c->sample);
	early_fini(&c->early);
}

uint64_t channel_heap_bytes(const struct channel *c)
{
	return sketch_heap_bytes(&c->names) + sketch_heap_bytes(&c->asked) +
	       sketch_heap_bytes(&c->answers) + sketch_heap_bytes(&c->servers) +
	       sample_heap_bytes(&c->sample) +
	       (c->early.items ? EARLY_TRANSACTIONS_MAX * sizeof *c->early.items : 0);
}

void channel_move(struct channel *to, struct channel *from)
{
	channel_fini(to);
	*to = *from;
	sketch_init(&to->names, 0);
	sketch_init(&to->asked, 0);
	sketch_init(&to->answers, 0);
	sketch_init(&to->servers, 0);
	sketch_move(&to->names, &from->names);
	sketch_move(&to->asked, &from->asked);
	sketch_move(&to->answers, &from->answers);
	sketch_move(&to->servers, &from->servers);
	from->sample = (struct sample){0};
	from->early = (struct early){0};
}

uint8_t channel_payload_bytes(const struct dns_name *name, const struct domain *domain)
{
	return name->offset[name->label_count - domain->label_count];
}

uint64_t channel_name_hash(const struct dns_name *name)
{
	uint64_t hash = hash_fixed(name->fold, name->len);

	return hash ? hash : 1;
}

static struct question question_of(
    const struct dns_event *e, uint64_t name_hash, uint8_t payload_len, bool labelled)
{
	bool service = labelled || (e->response && answer_is_service(e->answer_flags));

	unsigned marks = (counters_is_data_type(e->qtype) ? SKETCH_DATA_TYPE : 0) |
			 (e->response ? SKETCH_ANSWERED : 0) | (service ? SKETCH_SERVICE : 0);

	return (struct question){
	    .name_hash = name_hash,
	    .name = sketch_sighting(name_hash, sighting_ns(e), payload_len, (uint8_t)marks),
	    .labelled = labelled,
	    .service = service,
	};
}

struct question channel_question_of(
    const struct dns_event *e, uint64_t name_hash, unsigned base_labels)
{
	unsigned labels = e->qname->label_count - base_labels, bytes = e->qname->offset[labels];

	return question_of(e, name_hash, bytes > 0 ? (uint8_t)(bytes - 1) : 0,
	    has_service_label(e->qname, labels));
}

struct question channel_question(const struct dns_event *e, const struct domain *domain)
{
	return channel_question_of(e, channel_name_hash(e->qname), domain->label_count);
}

struct question channel_question_again(const struct dns_event *e, const struct question *before)
{
	return question_of(e, before->name_hash, before->name.len, before->labelled);
}

void channel_add(struct channel *c, const struct dns_event *e, const struct question *q)
{
	counters_add(&c->count, e, q->service);
	add_name(c, e, q);
	address_keep_smaller(&c->server, &e->server);
	channel_span(c, e->time_ns, e->ref, e->time_ns, e->ref);
	add_transaction(c, e, q->name_hash);
}

void channel_merge_transactions(struct channel *into, const struct channel *from)
{
	begin_early(into, from->early.items ? SKETCH_TRANSACTIONS_MAX + 1u : from->asked.used);
	if (from->early.items)
		for (unsigned i = 0; i < from->early.count; i++)
			early_add(&into->early, &from->early.items[i]);
	else
		for (uint32_t i = 0; i < from->asked.slot_count; i++)
			if (from->asked.slots[i].hash != 0)
				early_add(&into->early, &from->asked.slots[i]);
	sketch_merge(&into->asked, &from->asked);
}

void channel_merge(struct channel *into, const struct channel *from)
{
	counters_merge(&into->count, &from->count);
	sketch_merge(&into->names, &from->names);
	channel_merge_transactions(into, from);
	sketch_merge(&into->answers, &from->answers);
	sketch_merge(&into->servers, &from->servers);
	sample_merge(&into->sample, &from->sample);
	address_keep_smaller(&into->server, &from->server);
	channel_span(into, from->first_ns, from->first, from->last_ns, from->last);
}

void channel_finalize(struct channel *c)
{
	sketch_finalize(&c->names);
	begin_early(c, 0);
	sketch_finalize(&c->asked);
	if (sketch_is_exact(&c->asked))
		early_fini(&c->early);
	sketch_finalize(&c->answers);
	sketch_finalize(&c->servers);
}

void channel_span(struct channel *c, int64_t first_ns, struct source_ref first, int64_t last_ns,
    struct source_ref last)
{
	/* See records_span. */
	if (last_ns == 0 && c->last_ns > 0)
		return;
	if (c->last_ns == 0 && last_ns > 0) {
		c->first_ns = INT64_MAX;
		c->last_ns = INT64_MIN;
	}
	if (first_ns < c->first_ns ||
	    (first_ns == c->first_ns && source_ref_compare(first, c->first) < 0)) {
		c->first_ns = first_ns;
		c->first = first;
	}
	if (last_ns > c->last_ns ||
	    (last_ns == c->last_ns && source_ref_compare(last, c->last) > 0)) {
		c->last_ns = last_ns;
		c->last = last;
	}
}
