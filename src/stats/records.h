/*
 * Inside of the statistics: records of clients, domains and channels, and the tables that find
 * them. Records never move and live as long as the statistics.
 */
#ifndef DNSFERRET_STATS_RECORDS_H
#define DNSFERRET_STATS_RECORDS_H

#include "base/arena.h"
#include "base/table.h"
#include "stats/stats.h"

/* Records of one kind: an index of pointers that never move, and the table that finds them. */
struct records {
	struct table table;
	void **all;
	size_t count, cap;
};

struct stats {
	struct suffix *suffix; /* borrowed */
	uint64_t secret;
	struct arena arena; /* records and names of domains */
	struct records clients, domains, channels;
	struct counters total;
	int64_t first_ns, last_ns;
	bool any;
};

/* The record, made when it is not there yet. */
struct client *records_client(struct stats *s, const struct address *address);
struct domain *records_domain(struct stats *s, const struct domain *wanted);
struct channel *records_channel(
    struct stats *s, const struct client *client, const struct domain *domain);

/* How first, last and "smallest" are kept, whether a message or a whole record is added. */
void records_span(int64_t *first_ns, int64_t *last_ns, int64_t time_ns);
void records_channel_span(struct channel *c, int64_t first_ns, struct frame_ref first,
    int64_t last_ns, struct frame_ref last);
void records_smaller_address(struct address *kept, const struct address *seen);

#endif
