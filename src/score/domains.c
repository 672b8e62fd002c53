#include "run.h"

#include "servers.h"

/* One domain per run of channels with the same base domain. */
void run_list_domains(struct run *run)
{
	struct ranking *r = run->ranking;
	const struct domain *last = NULL;

	for (size_t i = 0; i < run->channel_count; i++) {
		struct channel_key key = stats_channel_key(run->stats, i);

		servers_add(run->servers, &key);
		r->domain_count += key.domain != last;
		last = key.domain;
	}
	r->domains = arena_take(run->arena, (r->domain_count + 1) * sizeof *r->domains);
	struct ranked_domain *d = r->domains - 1;
	last = NULL;
	for (size_t i = 0; i < run->channel_count; i++) {
		struct channel_key key = stats_channel_key(run->stats, i);

		if (key.domain != last)
			*++d = (struct ranked_domain){.domain = key.domain,
			    .finding = NO_FINDING,
			    .first_channel = (uint32_t)i};
		d->client_count++;
		last = key.domain;
	}
}
