#include "stats/stats.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "records.h"

/* The number of a name's base domain. */
static uint32_t base_of(struct stats *s, const struct dns_name *name)
{
	struct suffix_base base = suffix_find(s->suffix, name);
	struct domain wanted = {
	    .label_count = base.labels, .registered = base.registered, .reverse = base.reverse};
	uint32_t number;

	wanted.len = (uint8_t)dns_name_suffix(name, base.labels, &wanted.fold);
	records_domain(s, &wanted, &number);
	return number;
}

/* The client's channel under the name's base domain, and the number of that. */
static struct channel_record *channel_of(
    struct stats *s, const struct dns_name *name, uint32_t client, uint32_t *domain)
{
	bool known;
	uint64_t hash = channel_name_hash(name);
	struct recent_name *recent = recent_find(&s->recent, name, hash, &known);

	*domain = known ? recent->domain : base_of(s, name);
	if (known && recent->client == client)
		return &s->channels[recent->channel];
	struct channel_record *channel = records_channel(s, client, *domain);
	if (recent && !known)
		recent_set(recent, name, hash, *domain);
	if (recent) {
		recent->client = client;
		recent->channel = (uint32_t)(channel - s->channels);
	}
	return channel;
}

static void add_question(struct stats *s, struct client *client, uint32_t client_number,
    uint32_t server, const struct dns_event *e)
{
	uint32_t domain;
	struct channel_record *channel = channel_of(s, e->qname, client_number, &domain);
	struct question q = channel_question(e, s->domains.all[domain]);

	counters_add(&client->asked, e, q.service);
	counters_add(&s->total, e, q.service);
	uint64_t before = sketch_heap_bytes(&client->names);
	sketch_add(&client->names, &q.name);
	s->heap_bytes += sketch_heap_bytes(&client->names) - before;
	records_pair(s, client_number, server);
	records_add_to_channel(s, channel, e, &q, server);
}

static void add_not_dns(struct client *client, const struct dns_event *e)
{
	client->not_dns++;
	client->not_dns_bytes += e->bytes;
	records_smaller_address(&client->not_dns_server, &e->server);
	if (frame_ref_compare(e->ref, client->not_dns_first) < 0)
		client->not_dns_first = e->ref;
}

/* Messages between two looks at the limit. */
#define LOOK_EVERY 1024

void stats_limit(struct stats *s, uint64_t bytes)
{
	s->limit_bytes = bytes;
}

void stats_fit(struct stats *s, struct frame_ref where)
{
	if (s->limit_bytes == 0 || records_bytes(s) <= s->limit_bytes)
		return;
	uint64_t limit_bytes = s->limit_bytes, target_bytes = limit_bytes / 2;
	shrink_stats(s, target_bytes, where);
	/* Where little could go, it is not tried again at once. */
	uint64_t needed = records_bytes(s) + target_bytes / 2;
	s->limit_bytes = needed > limit_bytes ? needed : limit_bytes;
}

uint64_t stats_given_up(const struct stats *s, struct frame_ref *first)
{
	*first = s->given_up_first;
	return s->given_up;
}

void stats_add(struct stats *s, const struct dns_event *e)
{
	if (++s->added % LOOK_EVERY == 0)
		stats_fit(s, e->ref);
	uint32_t number, server_number;
	struct client *client = records_client(s, &e->client, &number);

	if (!s->any) {
		s->any = true;
		s->first_ns = s->last_ns = e->time_ns;
	}
	records_span(&s->first_ns, &s->last_ns, e->time_ns);
	records_span(&client->first_ns, &client->last_ns, e->time_ns);
	if (!e->dns) {
		add_not_dns(client, e);
		return;
	}
	struct client *server = records_client(s, &e->server, &server_number);
	records_span(&server->first_ns, &server->last_ns, e->time_ns);
	if (e->response)
		server->served_responses++;
	else
		server->served_queries++;
	if (e->qname) {
		add_question(s, client, number, server_number, e);
		return;
	}
	counters_add(&client->asked, e, false);
	counters_add(&s->total, e, false);
}

static int compare_clients(const void *a, const void *b)
{
	const struct client *const *x = a, *const *y = b;

	return address_compare(&(*x)->address, &(*y)->address);
}

static int compare_domains(const void *a, const void *b)
{
	const struct domain *x = *(const struct domain *const *)a,
			    *y = *(const struct domain *const *)b;
	size_t shorter = x->len < y->len ? x->len : y->len;
	int order = memcmp(x->fold, y->fold, shorter);

	return order ? order : (x->len > y->len) - (x->len < y->len);
}

static int compare_channels(const void *a, const void *b)
{
	const struct channel_record *x = a, *y = b;

	return (x->client > y->client) - (x->client < y->client);
}

/* By domain, then by client: both are places by now. There are many domains of few channels each,
 * so each gets its place at once (Knuth, TAOCP 3, 5.2, distribution counting). */
static void sort_channels(struct stats *s)
{
	size_t domains = s->domains.count;
	struct channel_record *sorted = memory_resize(NULL, s->channel_count + 1, sizeof *sorted);
	size_t *place = memory_new(domains + 2, sizeof *place);

	for (size_t i = 0; i < s->channel_count; i++)
		place[s->channels[i].domain + 2]++;
	for (size_t d = 2; d < domains + 2; d++)
		place[d] += place[d - 1];
	for (size_t i = 0; i < s->channel_count; i++)
		sorted[place[s->channels[i].domain + 1]++] = s->channels[i];
	for (size_t d = 0; d < domains; d++)
		if (place[d + 1] - place[d] > 1)
			qsort(sorted + place[d], place[d + 1] - place[d], sizeof *sorted,
			    compare_channels);
	free(place);
	free(s->channels);
	s->channels = sorted;
	s->channel_cap = s->channel_count + 1;
}

static void sort(struct records *r, int (*compare)(const void *, const void *))
{
	r->sorted = memory_new(r->count + 1, sizeof *r->sorted);
	if (r->count == 0)
		return;
	memcpy(r->sorted, r->all, r->count * sizeof *r->sorted);
	qsort(r->sorted, r->count, sizeof *r->sorted, compare);
}

/* Domains and clients are few: sorted first, they make the order of channels one of numbers. */
static void sort_records(struct stats *s)
{
	sort(&s->clients, compare_clients);
	sort(&s->domains, compare_domains);
	for (size_t i = 0; i < s->clients.count; i++)
		((struct client *)s->clients.sorted[i])->order = (uint32_t)i;
	for (size_t i = 0; i < s->domains.count; i++)
		((struct domain *)s->domains.sorted[i])->order = (uint32_t)i;
	for (size_t i = 0; i < s->channel_count; i++) {
		struct channel_record *r = &s->channels[i];

		r->client = records_client_of(s, r)->order;
		r->domain = records_domain_of(s, r)->order;
	}
	s->settled = true;
	sort_channels(s);
}

void stats_settle(struct stats *s)
{
	table_fini(&s->channel_table);
	table_fini(&s->pair_table);
	for (size_t i = 0; i < s->channel_count; i++)
		if (records_figures(&s->channels[i]))
			channel_settle(records_figures(&s->channels[i]));
	for (size_t i = 0; i < s->clients.count; i++)
		sketch_settle(&((struct client *)s->clients.all[i])->names);
	sort_records(s);
}

size_t stats_channel_count(const struct stats *s)
{
	return s->channel_count;
}

struct channel_key stats_channel_key(const struct stats *s, size_t number)
{
	const struct channel_record *r = &s->channels[number];
	const struct channel *figures = records_figures(r);

	return (struct channel_key){
	    .client = records_client_of(s, r),
	    .domain = records_domain_of(s, r),
	    .server = figures ? &figures->server
			      : &((const struct client *)s->clients.all[r->journal.owner])->address,
	};
}

void channel_room_fini(struct channel_room *room)
{
	channel_fini(&room->channel);
}

const struct channel *stats_channel(const struct stats *s, size_t number, struct channel_room *room)
{
	const struct channel_record *r = &s->channels[number];

	if (records_figures(r))
		return records_figures(r);
	channel_restart(&room->channel, records_client_of(s, r), records_domain_of(s, r));
	records_replay(
	    s, r, &room->channel, &room->name, room->names_only ? channel_add_name : channel_add);
	channel_settle(&room->channel);
	return &room->channel;
}

const struct channel *stats_channel_keep(struct stats *s, size_t number)
{
	struct channel_record *r = &s->channels[number];

	if (!records_figures(r))
		channel_settle(records_promote(s, r));
	return records_figures(r);
}

size_t stats_pair_count(const struct stats *s)
{
	return s->pair_count;
}

struct asked_pair stats_pair(const struct stats *s, size_t number)
{
	const struct pair_record *p = &s->pairs[number];

	return (struct asked_pair){s->clients.all[p->client], s->clients.all[p->server]};
}

const struct client *const *stats_clients(const struct stats *s, size_t *count)
{
	*count = s->clients.count;
	return (const struct client *const *)s->clients.sorted;
}

const struct counters *stats_total(const struct stats *s)
{
	return &s->total;
}

void stats_span(const struct stats *s, int64_t *first_ns, int64_t *last_ns)
{
	*first_ns = s->first_ns;
	*last_ns = s->last_ns;
}
