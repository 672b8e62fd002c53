#include "run.h"

#include "servers.h"

static void fill_tool_loop(struct facts *f, const struct channel *channel)
{
	const struct tool_loop *t = &channel->client->tool_loop;

	f->tool_starts = t->starts[0] > t->starts[1] ? t->starts[0] : t->starts[1];
	f->tool_ports = (unsigned)__builtin_popcountll(t->ports);
}

void run_facts(const struct run *run, const struct channel *channel, size_t base_clients,
    struct facts_memory *memory, struct facts *f)
{
	facts_build(f, channel, &run->options->facts, memory);
	f->base_clients = base_clients;
	f->capture_clients = run->capture_clients;
	f->capture_answered =
	    stats_total(run->stats)->of[COUNT_RESPONSE_NAME_BYTES] > 0; /* the root has one */
	if (sketch_distinct(&channel->servers) == 1 && channel->server.family != 0)
		f->server_bases = servers_bases(run->servers, &channel->server);
	f->usual_bases = servers_usual(run->servers, channel->client, &f->client_bases);
	fill_tool_loop(f, channel);
}

size_t run_domain_of(const struct run *run, size_t channel)
{
	return run->index_of[stats_channel_key(run->stats, channel).domain->order];
}
