#include "opening.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "payload.h"
#include "rhythm.h"

static int compare_hashes(const void *a, const void *b)
{
	const struct sample_name *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

static void add_name(struct channel *c, const struct sample_name *name)
{
	struct payload p;
	bool payload = payload_of(name, 0, &p);
	bool service = payload && payload_is_service(&p);
	enum counter row = counters_row(name->qtype);
	unsigned marks = (counters_is_data_type(name->qtype) ? SKETCH_DATA_TYPE : 0) |
			 (service ? SKETCH_SERVICE : 0);
	struct sketch_entry e = sketch_sighting(
	    name->hash, name->time_ns, (uint8_t)(payload ? p.len : 0), (uint8_t)marks);

	sketch_add(&c->names, &e);
	c->sample.names[c->sample.count++] = *name;
	c->count.of[service && row == COUNT_Q_TXT ? COUNT_Q_TXT_SERVICE : row]++;
	c->last_ns = name->time_ns > c->last_ns ? name->time_ns : c->last_ns;
}

/* The queries up to the last name. */
static void add_transactions(struct channel *c, const struct channel *whole)
{
	size_t count;
	struct sketch_entry *e = rhythm_transactions(whole, &count);

	for (size_t i = 0; i < count && e[i].first_ns <= c->last_ns; i++)
		sketch_add(&c->asked, &e[i]);
	free(e);
	sketch_finalize(&c->asked);
	c->count.of[COUNT_QUERIES] = c->asked.used;
}

/* What the responses say of the server holds for the opening, too. */
static void fill_server(struct facts *f, const struct facts *whole)
{
	f->answered = whole->answered;
	f->failed_share = whole->failed_share;
	f->unanswered_share = whole->unanswered_share;
	f->base_clients = whole->base_clients;
	f->capture_clients = whole->capture_clients;
	f->capture_answered = whole->capture_answered;
	f->server_bases = whole->server_bases;
	f->usual_bases = whole->usual_bases;
	f->client_bases = whole->client_bases;
}

bool opening_init(struct opening *o, const struct facts *whole, unsigned names,
    const struct facts_options *options)
{
	const struct channel *from = whole->channel;
	const struct sample_name *earliest[SAMPLE_NAMES_MAX];
	unsigned count = sample_earliest(&from->sample, earliest);

	if (names > count || (names == count && !from->sample.early))
		return false;
	struct channel *c = &o->channel;
	channel_init(c, from->client, from->domain);
	c->first_ns = c->last_ns = earliest[0]->time_ns;
	c->sample.names = memory_new(names, sizeof *c->sample.names);
	for (unsigned i = 0; i < names; i++)
		add_name(c, earliest[i]);
	qsort(c->sample.names, names, sizeof *c->sample.names, compare_hashes);
	sketch_finalize(&c->names);
	add_transactions(c, from);
	facts_build(&o->facts, c, options, NULL);
	fill_server(&o->facts, whole);
	return true;
}

void opening_fini(struct opening *o)
{
	free(o->channel.sample.names); /* their bytes belong to the whole channel */
	o->channel.sample = (struct sample){0};
	channel_fini(&o->channel);
}
