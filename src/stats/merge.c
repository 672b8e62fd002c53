#include "records.h"
#include "tool_loop.h"

uint32_t records_merge_client(struct stats *into, const struct client *from)
{
	uint32_t number;
	struct client *c = records_client(into, &from->address, &number);

	counters_merge(&c->asked, &from->asked);
	traits_merge(&c->traits, &from->traits);
	c->served_queries += from->served_queries;
	c->served_responses += from->served_responses;
	c->not_dns += from->not_dns;
	c->not_dns_bytes += from->not_dns_bytes;
	address_keep_smaller(&c->not_dns_server, &from->not_dns_server);
	if (source_ref_compare(from->not_dns_first, c->not_dns_first) < 0)
		c->not_dns_first = from->not_dns_first;
	tool_loop_merge(&c->tool_loop, &from->tool_loop);
	uint64_t before = sketch_heap_bytes(&c->names_evicted);
	sketch_merge(&c->names_evicted, &from->names_evicted);
	into->heap_bytes += sketch_heap_bytes(&c->names_evicted) - before;
	records_span(&c->first_ns, &c->last_ns, from->first_ns);
	records_span(&c->first_ns, &c->last_ns, from->last_ns);
	return number;
}

void records_add_totals(
    struct stats *into, const struct counters *total, bool any, int64_t first_ns, int64_t last_ns)
{
	counters_merge(&into->total, total);
	if (!any)
		return;
	if (!into->any) {
		into->any = true;
		into->first_ns = first_ns;
		into->last_ns = last_ns;
	}
	records_span(&into->first_ns, &into->last_ns, first_ns);
	records_span(&into->first_ns, &into->last_ns, last_ns);
}

/* Message by message, so that a short log stays a log. */
void records_merge_log(struct stats *into, struct channel_record *r, const struct stats *from_stats,
    const struct channel_record *from)
{
	struct message_log_reader reader;
	struct dns_event e;
	struct dns_name name;
	struct question q;
	uint32_t server, number;

	message_log_read(
	    &reader, &from->message_log, &from_stats->slab, records_domain_of(from_stats, from));
	while (message_log_next_question(&reader, &e, &name, &server, &q)) {
		e.client = records_client_of(from_stats, from)->address;
		e.server = ((const struct client *)from_stats->clients.all[server])->address;
		records_client(into, &e.server, &number);
		records_add_to_channel(into, r, &e, &q, number);
	}
}

void records_merge_aggregate(
    struct stats *into, struct channel_record *r, const struct channel *aggregate)
{
	struct channel *c = records_aggregate(into, r);

	if (!c)
		c = records_promote(into, r);
	uint64_t before = channel_heap_bytes(c);
	channel_merge(c, aggregate);
	into->heap_bytes += channel_heap_bytes(c) - before;
}

static void merge_channel(
    struct stats *into, const struct stats *from_stats, const struct channel_record *from)
{
	uint32_t client, domain;

	records_client(into, &records_client_of(from_stats, from)->address, &client);
	records_domain(into, records_domain_of(from_stats, from), &domain);
	struct channel_record *r = records_channel(into, client, domain);
	const struct channel *aggregate = records_aggregate(from_stats, from);
	if (aggregate)
		records_merge_aggregate(into, r, aggregate);
	else
		records_merge_log(into, r, from_stats, from);
}

void stats_merge(struct stats *into, const struct stats *from)
{
	for (size_t i = 0; i < from->clients.count; i++)
		records_merge_client(into, from->clients.all[i]);
	for (size_t i = 0; i < from->channel_count; i++)
		merge_channel(into, from, &from->channels[i]);
	for (size_t i = 0; i < from->pair_count; i++) {
		struct asked_pair p = stats_pair(from, i);
		uint32_t client, server;

		records_client(into, &p.client->address, &client);
		records_client(into, &p.server->address, &server);
		records_pair(into, client, server);
	}
	records_add_totals(into, &from->total, from->any, from->first_ns, from->last_ns);
}
