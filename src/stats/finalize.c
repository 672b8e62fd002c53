/* Sorts clients, domains and channels, so that output does not depend on the order of arrival. */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "records.h"

static int compare_clients(const void *a, const void *b)
{
	const struct client *const *x = a, *const *y = b;

	return address_compare(&(*x)->address, &(*y)->address);
}

/* A domain with the first bytes of its name as sort key, so that most comparisons need not touch
 * the record. */
struct domain_key {
	uint64_t first;
	struct domain *domain;
};

static int compare_domains(const void *a, const void *b)
{
	const struct domain_key *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	size_t shorter = x->domain->len < y->domain->len ? x->domain->len : y->domain->len;
	int order = memcmp(x->domain->fold, y->domain->fold, shorter);

	return order ? order
		     : (x->domain->len > y->domain->len) - (x->domain->len < y->domain->len);
}

static struct domain_key key_of(struct domain *d)
{
	struct domain_key key = {.domain = d};

	memcpy(&key.first, d->fold, d->len < sizeof key.first ? d->len : sizeof key.first);
	key.first = be64toh(key.first);
	return key;
}

static int compare_channels(const void *a, const void *b)
{
	const struct channel_record *x = a, *y = b;

	return (x->client > y->client) - (x->client < y->client);
}

/* Index of the first channel of each domain; [domain_count] = total. */
static size_t *begins_of(const struct stats *s)
{
	size_t *begin = memory_new(s->domains.count + 1, sizeof *begin);

	for (size_t i = 0; i < s->channel_count; i++)
		begin[s->channels[i].domain + 1]++;
	for (size_t d = 0; d < s->domains.count; d++)
		begin[d + 1] += begin[d];
	return begin;
}

static void sort_runs(struct stats *s, const size_t *begin)
{
	for (size_t d = 0; d < s->domains.count; d++)
		if (begin[d + 1] - begin[d] > 1)
			qsort(s->channels + begin[d], begin[d + 1] - begin[d], sizeof *s->channels,
			    compare_channels);
}

/* Sorts by domain, then by client; both are already indexes in sorted order. There are many domains
 * with few channels each, so each record moves straight to the next free place of its domain
 * (McIlroy, Bostic and McIlroy, "Engineering Radix Sort", 1993). */
static void sort_channels(struct stats *s)
{
	size_t *begin = begins_of(s), *taken = memory_new(s->domains.count + 1, sizeof *taken);

	memcpy(taken, begin, s->domains.count * sizeof *taken);
	for (size_t d = 0; d < s->domains.count; d++)
		while (taken[d] < begin[d + 1]) {
			struct channel_record r = s->channels[taken[d]];

			while (r.domain != d) {
				struct channel_record *place = &s->channels[taken[r.domain]++];
				struct channel_record next = *place;

				*place = r;
				r = next;
			}
			s->channels[taken[d]++] = r;
		}
	sort_runs(s, begin);
	free(begin);
	free(taken);
}

static void sort_clients(struct records *r)
{
	r->sorted = memory_new(r->count + 1, sizeof *r->sorted);
	if (r->count == 0)
		return;
	memcpy(r->sorted, r->all, r->count * sizeof *r->sorted);
	qsort(r->sorted, r->count, sizeof *r->sorted, compare_clients);
	for (size_t i = 0; i < r->count; i++)
		((struct client *)r->sorted[i])->order = (uint32_t)i;
}

static void sort_domains(struct records *r)
{
	struct domain_key *keys = memory_new(r->count + 1, sizeof *keys);

	for (size_t i = 0; i < r->count; i++)
		keys[i] = key_of(r->all[i]);
	qsort(keys, r->count, sizeof *keys, compare_domains);
	r->sorted = memory_new(r->count + 1, sizeof *r->sorted);
	for (size_t i = 0; i < r->count; i++) {
		r->sorted[i] = keys[i].domain;
		keys[i].domain->order = (uint32_t)i;
	}
	free(keys);
}

/* Domains and clients are few: sorting them first lets channels be sorted by number. */
static void sort_records(struct stats *s)
{
	sort_clients(&s->clients);
	sort_domains(&s->domains);
	for (size_t i = 0; i < s->channel_count; i++) {
		struct channel_record *r = &s->channels[i];

		r->client = records_client_of(s, r)->order;
		r->domain = records_domain_of(s, r)->order;
	}
	s->finalized = true;
	sort_channels(s);
}

void stats_finalize(struct stats *s)
{
	table_fini(&s->clients.table);
	table_fini(&s->domains.table);
	table_fini(&s->channel_table);
	table_fini(&s->pair_table);
	for (size_t i = 0; i < s->aggregate_count; i++)
		channel_finalize(s->aggregates[i]);
	for (size_t i = 0; i < s->clients.count; i++)
		sketch_finalize(&((struct client *)s->clients.all[i])->names_evicted);
	sort_records(s);
}
