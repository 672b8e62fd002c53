/*
 * Arbitrary bytes as the content of datagrams that name hosts (before each, a byte for the service
 * and two for its length, little-endian), and as a DNS response: whatever is said is printable
 * ASCII, of the service's source, in order and within the limits, the same when it is read again,
 * and the same when it is merged.
 */
#include <assert.h>
#include <string.h>

#include "read/dhcp_names.h"
#include "read/host_look.h"
#include "read/local_names.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct {
	uint16_t sport, dport;
} services[] = {
    {68, 67}, {67, 68}, {546, 547}, {547, 546}, {137, 137}, {5353, 5353}, {5355, 40000}};
#define SERVICES (sizeof services / sizeof *services)

static void check(const struct host_names *h)
{
	assert(h->count <= HOST_NAMES_MAX);
	for (size_t i = 0; i < h->count; i++) {
		const struct host_name *one = host_names_at(h, i);
		size_t name_len = strlen(one->name), count;

		assert(name_len > 0 && name_len < HOST_TEXT_MAX && one->first.record > 0);
		for (size_t k = 0; k < name_len; k++)
			assert(one->name[k] >= ' ' && one->name[k] <= '~');
		assert(one->source < HOST_SOURCE_CAPTURE);
		size_t at = host_names_find(h, &one->address, &count);
		assert(at <= i && i < at + count && count <= HOST_NAMES_EACH);
	}
}

static void check_same(const struct host_names *a, const struct host_names *b)
{
	assert(a->count == b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct host_name *x = host_names_at(a, i), *y = host_names_at(b, i);

		assert(address_compare(&x->address, &y->address) == 0 && x->source == y->source);
		assert(source_ref_compare(x->first, y->first) == 0);
		assert(strcmp(x->name, y->name) == 0);
	}
}

static void read_all(struct cursor at, struct provenance *into)
{
	static const struct ports ports = {.first = 0};
	struct host_look look = {NULL};

	for (uint64_t frame = 1; cursor_left(&at) >= 3; frame++) {
		unsigned service = cursor_u8(&at) % (SERVICES + 1);
		size_t low = cursor_u8(&at), len = low | (size_t)cursor_u8(&at) << 8;
		struct cursor content = cursor_window(&at, len);
		len = cursor_left(&content);
		struct packet p = {.kind = PACKET_UDP,
		    .ref = {0, frame},
		    .ends = {address_v4((uint8_t[]){10, 0, 0, 7}),
			address_v4((uint8_t[]){10, 0, 0, 53}), 0, 0},
		    .payload = cursor_take(&content, len),
		    .payload_len = len,
		    .payload_wire_len = len};

		if (service < SERVICES) {
			p.ends.sport = services[service].sport;
			p.ends.dport = services[service].dport;
			host_look(&look, into, &p, &ports);
		} else {
			struct dns_msg msg;

			dns_msg_read(p.payload, len, len, &msg, NULL, p.ref);
			local_names_read_ptr(
			    &into->hosts, p.payload, len, &msg, &p.ends.src, p.ref);
		}
	}
	host_look_fini(&look);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct provenance first = {.input_count = 0}, again = {.input_count = 0};
	struct host_names merged = {0};

	read_all(cursor_of(bytes, len), &first);
	read_all(cursor_of(bytes, len), &again);
	check(&first.hosts);
	check(&first.macs);
	check_same(&first.hosts, &again.hosts);
	check_same(&first.macs, &again.macs);
	host_names_merge(&merged, &first.hosts, NULL);
	host_names_merge(&merged, &again.hosts, NULL);
	check_same(&merged, &first.hosts);
	host_names_fini(&merged);
	provenance_fini(&first);
	provenance_fini(&again);
	return 0;
}
