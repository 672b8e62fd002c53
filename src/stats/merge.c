#include "records.h"

static struct client *merge_client(struct stats *into, const struct client *from)
{
	struct client *c = records_client(into, &from->address);

	counters_merge(&c->asked, &from->asked);
	c->served_queries += from->served_queries;
	c->served_responses += from->served_responses;
	c->not_dns += from->not_dns;
	c->not_dns_bytes += from->not_dns_bytes;
	records_smaller_address(&c->not_dns_server, &from->not_dns_server);
	if (frame_ref_compare(from->not_dns_first, c->not_dns_first) < 0)
		c->not_dns_first = from->not_dns_first;
	sketch_merge(&c->names, &from->names);
	records_span(&c->first_ns, &c->last_ns, from->first_ns);
	records_span(&c->first_ns, &c->last_ns, from->last_ns);
	return c;
}

static void merge_channel(struct stats *into, const struct channel *from)
{
	const struct client *client = records_client(into, &from->client->address);
	struct channel *c = records_channel(into, client, records_domain(into, from->domain));

	counters_merge(&c->count, &from->count);
	sketch_merge(&c->names, &from->names);
	sketch_merge(&c->asked, &from->asked);
	sketch_merge(&c->answers, &from->answers);
	sketch_merge(&c->servers, &from->servers);
	sample_merge(&c->sample, &from->sample);
	records_smaller_address(&c->server, &from->server);
	records_channel_span(c, from->first_ns, from->first, from->last_ns, from->last);
}

void stats_merge(struct stats *into, const struct stats *from)
{
	for (size_t i = 0; i < from->clients.count; i++)
		merge_client(into, from->clients.all[i]);
	for (size_t i = 0; i < from->channels.count; i++)
		merge_channel(into, from->channels.all[i]);
	counters_merge(&into->total, &from->total);
	if (!from->any)
		return;
	if (!into->any) {
		into->any = true;
		into->first_ns = from->first_ns;
		into->last_ns = from->last_ns;
	}
	records_span(&into->first_ns, &into->last_ns, from->first_ns);
	records_span(&into->first_ns, &into->last_ns, from->last_ns);
}
