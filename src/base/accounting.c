#include "base/accounting.h"

#include <stdlib.h>

uint64_t accounting_undecodable(const struct accounting *a)
{
	uint64_t sum = 0;

	for (int reason = 0; reason < ANOMALY_COUNT; reason++)
		sum += a->undecodable[reason];
	return sum;
}

int64_t accounting_balance(const struct accounting *a)
{
	uint64_t classes = a->dns_udp + a->dns_tcp + a->ip_fragments + a->not_dns + a->filtered +
			   accounting_undecodable(a);
	uint64_t lines = a->lines_dns + a->lines_continuation + a->lines_other +
			 a->lines_malformed + a->lines_filtered;
	uint64_t messages = a->queries + a->responses + a->bad;

	return llabs((int64_t)(a->packets - classes)) + llabs((int64_t)(a->lines - lines)) +
	       llabs((int64_t)(a->messages - messages));
}

void accounting_merge(struct accounting *into, const struct accounting *from)
{
	into->packets += from->packets;
	into->dns_udp += from->dns_udp;
	into->dns_tcp += from->dns_tcp;
	into->ip_fragments += from->ip_fragments;
	into->not_dns += from->not_dns;
	into->filtered += from->filtered;
	for (int reason = 0; reason < ANOMALY_COUNT; reason++)
		into->undecodable[reason] += from->undecodable[reason];
	into->lines += from->lines;
	into->lines_dns += from->lines_dns;
	into->lines_continuation += from->lines_continuation;
	into->lines_other += from->lines_other;
	into->lines_malformed += from->lines_malformed;
	into->lines_filtered += from->lines_filtered;
	into->tunnelled += from->tunnelled;
	into->duplicate_packets += from->duplicate_packets;
	into->other_files += from->other_files;
	into->messages += from->messages;
	into->queries += from->queries;
	into->responses += from->responses;
	into->bad += from->bad;
	into->cut += from->cut;
	into->malformed += from->malformed;
}
