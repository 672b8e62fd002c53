/* Adds messages in batches. The hash tables are far larger than the CPU caches, so each step
 * prefetches what the next step will need for every message of the batch. */
#include <string.h>

#include "records.h"
#include "tool_loop.h"

/* Messages per batch. */
#define AT_ONCE 32
/* Messages between two checks of the limit; a multiple of AT_ONCE. */
#define LOOK_EVERY 1024

struct adding {
	const struct addend *from;
	struct client *client, *server;
	uint64_t channel_hash;
	uint32_t client_number, server_number, domain, channel;
};

static void fetch(const void *p)
{
	__builtin_prefetch(p);
}

/* -- the steps -- */

/* Most messages have the same server as the one before. */
static struct client *find_server(struct stats *s, const struct addend *a, uint32_t *number)
{
	const struct address *address = &a->event->server;
	struct client *last = s->server_last > 0 ? s->clients.all[s->server_last - 1] : NULL;

	if (last && address_compare(&last->address, address) == 0)
		*number = s->server_last - 1;
	else
		last = records_client_hashed(s, address, a->server_hash, number);
	s->server_last = *number + 1;
	return last;
}

static void find_ends(struct stats *s, struct adding *a)
{
	const struct dns_event *e = a->from->event;

	if (a->from->has_question)
		table_fetch(&s->domains.table, a->from->domain_hash);
	a->client = records_client_hashed(s, &e->client, a->from->client_hash, &a->client_number);
	fetch(&a->client->asked);
	if (e->dns)
		a->server = find_server(s, a->from, &a->server_number);
}

static void find_domain(struct stats *s, struct adding *a)
{
	records_domain_hashed(s, &a->from->domain, a->from->domain_hash, &a->domain);
	a->channel_hash = records_channel_hash(s, a->client_number, a->domain);
	table_fetch(&s->channel_table, a->channel_hash);
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
	    s, &s->channels[a->channel], a->from->event, &a->from->question, a->server_number);
}

static void add_not_dns(struct client *client, const struct dns_event *e)
{
	client->not_dns++;
	client->not_dns_bytes += e->bytes;
	address_keep_smaller(&client->not_dns_server, &e->server);
	if (source_ref_compare(e->ref, client->not_dns_first) < 0)
		client->not_dns_first = e->ref;
}

static void add_message(struct stats *s, const struct adding *a)
{
	const struct dns_event *e = a->from->event;

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
	traits_add(&a->client->traits, &a->server->traits, e);
	bool service = a->from->has_question && a->from->question.service;
	counters_add(&a->client->asked, e, service);
	counters_add(&s->total, e, service);
	tool_loop_add(&a->client->tool_loop, e);
	if (a->from->has_question)
		add_question(s, a);
}

static void add_some(struct stats *s, struct adding *all, size_t count)
{
	for (size_t i = 0; i < count; i++)
		find_ends(s, &all[i]);
	for (size_t i = 0; i < count; i++)
		if (all[i].from->has_question)
			records_fetch_domain(s, all[i].from->domain_hash);
	for (size_t i = 0; i < count; i++)
		if (all[i].from->has_question)
			find_domain(s, &all[i]);
	for (size_t i = 0; i < count; i++)
		if (all[i].from->has_question)
			records_fetch(s, all[i].channel_hash);
	for (size_t i = 0; i < count; i++)
		if (all[i].from->has_question)
			find_channel(s, &all[i]);
	for (size_t i = 0; i < count; i++)
		add_message(s, &all[i]);
}

void stats_add_all(struct stats *s, const struct addend *addends, size_t count)
{
	struct adding all[AT_ONCE];

	while (count > 0) {
		size_t n = 0;

		if (s->added > 0 && s->added % LOOK_EVERY == 0)
			stats_fit(s, addends->event->ref);
		do {
			all[n].from = &addends[n];
			s->added++;
		} while (++n < count && n < AT_ONCE && s->added % LOOK_EVERY != 0);
		add_some(s, all, n);
		addends += n;
		count -= n;
	}
}
