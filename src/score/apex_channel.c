#include "apex_channel.h"

bool apex_channel_has(const struct run *run, const struct client *client)
{
	return host_hides_clients(host_of(&run->ranking->roles, client));
}

size_t apex_channel_members(const struct run *run, const struct ranked_domain *d)
{
	size_t count = 0;

	for (size_t i = d->first_channel; i < d->first_channel + d->client_count; i++)
		count += apex_channel_has(run, stats_channel_key(run->stats, i).client);
	return count;
}

void apex_channel_merge(const struct run *run, const struct ranked_domain *d, struct channel *into,
    struct channel_room *room)
{
	const struct client *most = NULL;
	uint64_t most_asked = 0;

	channel_restart(into, NULL, d->domain);
	for (size_t i = d->first_channel; i < d->first_channel + d->client_count; i++) {
		const struct client *client = stats_channel_key(run->stats, i).client;

		if (!apex_channel_has(run, client))
			continue;
		const struct channel *c = stats_channel(run->stats, i, room);
		uint64_t asked = counters_asked(&c->count);

		channel_merge(into, c);
		if (!most || asked > most_asked) {
			most = client;
			most_asked = asked;
		}
	}
	into->client = most;
	channel_finalize(into);
}

bool apex_channel_is_of_zone(const struct channel *merged)
{
	return 2 * merged->count.of[COUNT_OWN] > merged->count.of[COUNT_RESPONSES];
}

void apex_channel_facts(const struct run *run, const struct channel *merged, struct facts *f)
{
	run_facts(run, merged, 1, NULL, f);
	f->capture_clients = 1;
	/* Each resolver has habits of its own. */
	f->usual_bases = f->client_bases = 0;
}
