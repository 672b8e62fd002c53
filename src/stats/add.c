/* Adding messages, several at a time: the tables are far larger than the caches, so what a message
 * needs of them is asked for while others are at work. */
#include <string.h>

#include "records.h"

/* Messages that are on their way together. */
#define AT_ONCE 32
/* Messages between two looks at the limit; AT_ONCE divides it. */
#define LOOK_EVERY 1024

struct adding {
	const struct dns_event *event;
	struct client *client, *server;
	uint64_t name_hash, channel_hash;
	uint32_t client_number, server_number, domain, channel;
	struct question question;
};

static void fetch(const void *p)
{
	__builtin_prefetch(p);
}

static bool asks(const struct adding *a)
{
	return a->event->dns && a->event->qname;
}

/* The number of a name's base domain, and its labels. */
static uint32_t base_of(
    struct stats *s, const struct dns_name *name, uint64_t name_hash, unsigned *labels)
{
	const struct recent_name *recent = recent_find(&s->recent, name_hash, name);

	if (recent) {
		*labels = recent->base_labels;
		return recent->domain;
	}
	struct suffix_base base = suffix_find(s->suffix, name);
	struct domain wanted = {
	    .label_count = base.labels, .registered = base.registered, .reverse = base.reverse};
	uint32_t number;

	wanted.len = (uint8_t)dns_name_suffix(name, base.labels, &wanted.fold);
	records_domain(s, &wanted, &number);
	recent_note(&s->recent, name_hash, name, number, base.labels);
	*labels = base.labels;
	return number;
}

/* -- the steps -- */

/* Most messages have the server of the one before. */
static struct client *find_server(struct stats *s, const struct address *address, uint32_t *number)
{
	struct client *last = s->server_last > 0 ? s->clients.all[s->server_last - 1] : NULL;

	if (last && address_compare(&last->address, address) == 0)
		*number = s->server_last - 1;
	else
		last = records_client(s, address, number);
	s->server_last = *number + 1;
	return last;
}

static void find_ends(struct stats *s, struct adding *a)
{
	const struct dns_event *e = a->event;

	if (asks(a)) {
		a->name_hash = channel_name_hash(e->qname);
		recent_fetch(&s->recent, a->name_hash);
	}
	a->client = records_client(s, &e->client, &a->client_number);
	fetch(&a->client->asked);
	if (e->dns)
		a->server = find_server(s, &e->server, &a->server_number);
}

static void find_domain(struct stats *s, struct adding *a)
{
	unsigned labels;

	a->domain = base_of(s, a->event->qname, a->name_hash, &labels);
	a->channel_hash = records_channel_hash(s, a->client_number, a->domain);
	table_fetch(&s->channel_table, a->channel_hash);
	a->question = channel_question_of(a->event, a->name_hash, labels);
}

static void find_channel(struct stats *s, struct adding *a)
{
	struct channel_record *r =
	    records_channel_of(s, a->client_number, a->domain, a->channel_hash);

	a->channel = (uint32_t)(r - s->channels);
	records_fetch_messages(s, r);
}

static void add_question(struct stats *s, const struct adding *a)
{
	records_pair(s, a->client_number, a->server_number);
	records_add_to_channel(
	    s, &s->channels[a->channel], a->event, &a->question, a->server_number);
}

static void add_not_dns(struct client *client, const struct dns_event *e)
{
	client->not_dns++;
	client->not_dns_bytes += e->bytes;
	records_smaller_address(&client->not_dns_server, &e->server);
	if (frame_ref_compare(e->ref, client->not_dns_first) < 0)
		client->not_dns_first = e->ref;
}

static void add_message(struct stats *s, const struct adding *a)
{
	const struct dns_event *e = a->event;

	if (!s->any) {
		s->any = true;
		s->first_ns = s->last_ns = e->time_ns;
	}
	records_span(&s->first_ns, &s->last_ns, e->time_ns);
	records_span(&a->client->first_ns, &a->client->last_ns, e->time_ns);
	if (!e->dns) {
		add_not_dns(a->client, e);
		return;
	}
	records_span(&a->server->first_ns, &a->server->last_ns, e->time_ns);
	if (e->response)
		a->server->served_responses++;
	else
		a->server->served_queries++;
	bool service = asks(a) && a->question.service;
	counters_add(&a->client->asked, e, service);
	counters_add(&s->total, e, service);
	if (asks(a))
		add_question(s, a);
}

static void add_some(struct stats *s, struct adding *all, size_t count)
{
	for (size_t i = 0; i < count; i++)
		find_ends(s, &all[i]);
	for (size_t i = 0; i < count; i++)
		if (asks(&all[i]))
			find_domain(s, &all[i]);
	for (size_t i = 0; i < count; i++)
		if (asks(&all[i]))
			records_fetch(s, all[i].channel_hash);
	for (size_t i = 0; i < count; i++)
		if (asks(&all[i]))
			find_channel(s, &all[i]);
	for (size_t i = 0; i < count; i++)
		add_message(s, &all[i]);
}

void stats_add_all(struct stats *s, const struct dns_event *const *events, size_t count)
{
	struct adding all[AT_ONCE];

	while (count > 0) {
		size_t n = 0;

		if (s->added > 0 && s->added % LOOK_EVERY == 0)
			stats_fit(s, events[0]->ref);
		do {
			all[n].event = events[n];
			s->added++;
		} while (++n < count && n < AT_ONCE && s->added % LOOK_EVERY != 0);
		add_some(s, all, n);
		events += n;
		count -= n;
	}
}

void stats_add(struct stats *s, const struct dns_event *event)
{
	stats_add_all(s, &event, 1);
}
