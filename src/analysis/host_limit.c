#include "analysis/host_limit.h"

#include "score/score.h"

/* The latest frame of a full list; false if it is not full. */
static bool latest_of(const struct host_names *h, struct source_ref *latest)
{
	if (!host_names_is_full(h))
		return false;
	for (size_t i = 0; i < h->count; i++) {
		struct source_ref first = host_names_at(h, i)->first;

		if (first.record > 0 &&
		    (latest->record == 0 || source_ref_compare(first, *latest) > 0))
			*latest = first;
	}
	return true;
}

static bool is_known(const struct provenance *p, const struct address *address)
{
	size_t names, macs;

	host_names_find(&p->hosts, address, &names);
	host_names_find(&p->macs, address, &macs);
	return names + macs > 0;
}

void host_limit_note(
    struct anomaly_log *log, const struct provenance *from, const struct stats *stats)
{
	struct source_ref names = {.record = 0}, macs = {.record = 0};
	bool full_names = latest_of(&from->hosts, &names),
	     full_macs = latest_of(&from->macs, &macs);
	uint64_t unknown = 0;
	size_t count;

	if (!full_names && !full_macs)
		return;
	const struct client *const *clients = stats_clients(stats, &count);
	for (size_t i = 0; i < count; i++)
		unknown += host_is_listed(clients[i]) && !is_known(from, &clients[i]->address);
	anomaly_note(log, ANOMALY_HOST_LIMIT, source_ref_compare(names, macs) < 0 ? names : macs);
	log->count[ANOMALY_HOST_LIMIT] = unknown > 0 ? unknown : 1;
}
