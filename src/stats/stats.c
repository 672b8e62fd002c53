#include "stats/stats.h"

#include "records.h"

/* Prefetch distance: scoring a channel takes about as long as a memory access. */
#define FETCHED_AHEAD 2

size_t stats_channel_count(const struct stats *s)
{
	return s->channel_count;
}

struct channel_key stats_channel_key(const struct stats *s, size_t number)
{
	const struct channel_record *r = &s->channels[number];
	const struct channel *aggregate = records_aggregate(s, r);

	return (struct channel_key){
	    .client = records_client_of(s, r),
	    .domain = records_domain_of(s, r),
	    .server = aggregate
			  ? &aggregate->server
			  : &((const struct client *)s->clients.all[r->message_log.smallest_server])
				 ->address,
	};
}

void channel_room_fini(struct channel_room *room)
{
	channel_fini(&room->channel);
}

const struct channel *stats_channel(const struct stats *s, size_t number, struct channel_room *room)
{
	const struct channel_record *r = &s->channels[number];

	if (records_aggregate(s, r))
		return records_aggregate(s, r);
	/* Channels are mostly read in order. */
	if (number + FETCHED_AHEAD < s->channel_count)
		records_fetch_messages(s, &s->channels[number + FETCHED_AHEAD]);
	channel_restart(&room->channel, records_client_of(s, r), records_domain_of(s, r));
	records_replay(s, r, &room->channel, &room->name);
	channel_finalize(&room->channel);
	return &room->channel;
}

const struct channel *stats_channel_keep(struct stats *s, size_t number)
{
	struct channel_record *r = &s->channels[number];

	if (!records_aggregate(s, r))
		channel_finalize(records_promote(s, r));
	return records_aggregate(s, r);
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
