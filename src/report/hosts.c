#include "builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

/* The bit of a MAC address that says that nobody assigned it (IEEE 802 8.4.2). */
#define LOCALLY_ADMINISTERED 2

/* IPv4 clients by the MAC address of their frames: those that many have are of a router. */
struct senders {
	const char **macs; /* one for each client, sorted; borrowed */
	size_t count;
};

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void senders_init(struct senders *s, const struct host_names *macs)
{
	size_t all = macs ? macs->count : 0;

	*s = (struct senders){.macs = memory_new(all + 1, sizeof *s->macs)};
	for (size_t i = 0; i < all; i++) {
		const struct host_name *one = host_names_at(macs, i);

		if (one->source == HOST_SOURCE_FRAME && one->address.family == 4)
			s->macs[s->count++] = one->name;
	}
	qsort(s->macs, s->count, sizeof *s->macs, compare_texts);
}

/* Number of clients whose MAC address is before `mac`, or is that too. */
static size_t count_to(const struct senders *s, const char *mac, bool with)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(s->macs[middle], mac) < with)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Number of IPv4 clients whose frames have this MAC address. */
static size_t clients_of(const struct senders *s, const char *mac)
{
	return count_to(s, mac, true) - count_to(s, mac, false);
}

static void said_build(struct report_builder *p, struct node *map, const struct host_name *said)
{
	struct node *evidence;

	document_set_text(p->arena, map, "source", host_source_name(said->source));
	evidence = document_set(map, "evidence", document_map(p->arena));
	document_set_integer(p->arena, evidence, "input", said->first.input);
	if (said->first.record > 0)
		document_set_integer(p->arena, evidence, "packet", (int64_t)said->first.record);
	else
		document_set_null(p->arena, evidence, "packet");
}

static bool is_locally_administered(const char *mac)
{
	return strtoul(mac, NULL, 16) & LOCALLY_ADMINISTERED;
}

/* Lists the MAC addresses; returns the one to show: of its frames, unless a router sent them. */
static const char *macs_build(
    struct report_builder *p, const struct address *a, const struct senders *s, struct node *list)
{
	size_t count, at = host_names_find(p->from->macs, a, &count);
	const char *mac = NULL;

	for (size_t i = at; i < at + count; i++) {
		const struct host_name *one = host_names_at(p->from->macs, i);
		struct node *map = document_push(list, document_map(p->arena));
		bool frame = one->source == HOST_SOURCE_FRAME;
		size_t clients = frame ? clients_of(s, one->name) : 0;
		bool router = clients >= HOST_ROUTER_ADDRESSES;

		document_set_text(p->arena, map, "mac", one->name);
		document_set_bool(
		    p->arena, map, "locally_administered", is_locally_administered(one->name));
		document_set_integer(p->arena, map, "clients", (int64_t)clients);
		document_set_bool(p->arena, map, "router", router);
		said_build(p, map, one);
		if (!router && (!mac || frame))
			mac = one->name;
	}
	return mac;
}

static void names_build(struct report_builder *p, const struct address *a, struct node *list)
{
	size_t count, at = host_names_find(p->from->hosts, a, &count);

	for (size_t i = at; i < at + count; i++) {
		const struct host_name *one = host_names_at(p->from->hosts, i);
		struct node *map = document_push(list, document_map(p->arena));

		document_set_text(p->arena, map, "name", one->name);
		document_set_bool(p->arena, map, "itself", host_source_is_itself(one->source));
		said_build(p, map, one);
	}
}

/* Returns false if nothing is known. */
static bool host_build(
    struct report_builder *p, const struct address *a, const struct senders *s, struct node *list)
{
	struct node *map = document_map(p->arena), *macs = document_list(p->arena),
		    *names = document_list(p->arena);
	const char *mac = macs_build(p, a, s, macs);

	names_build(p, a, names);
	if (macs->count + names->count == 0)
		return false;
	if (list->count == REPORT_HOSTS_MAX)
		return true;
	node_values_address(p, map, "ip", a);
	document_set_text(p->arena, map, "mac", mac);
	document_set(map, "names", names);
	document_set(map, "macs", macs);
	document_push(list, map);
	return true;
}

void hosts_build(struct report_builder *p, struct node *report)
{
	const struct ranking *r = p->from->ranking;
	struct node *list = document_set(report, "hosts", document_list(p->arena));
	struct senders senders;
	int64_t total = 0;

	senders_init(&senders, p->from->macs);
	for (size_t i = 0; i < r->client_count && i < REPORT_ROWS_MAX; i++)
		total += host_build(p, &r->clients[i].client->address, &senders, list);
	free(senders.macs);
	document_set_integer(p->arena, report, "hosts_total", total);
}

const char *hosts_name(const struct report_builder *p, const struct address *address)
{
	size_t count, at = host_names_find(p->from->hosts, address, &count);

	return count > 0 ? host_names_at(p->from->hosts, at)->name : NULL;
}
