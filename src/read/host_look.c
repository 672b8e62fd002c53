#include "read/host_look.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "read/dhcp_names.h"
#include "read/local_names.h"

enum {
	PORT_DHCP_SERVER = 67,
	PORT_DHCP_CLIENT = 68,
	PORT_NBNS = 137,
	PORT_DHCP6_CLIENT = 546,
	PORT_DHCP6_SERVER = 547,
	PORT_MDNS = 5353,
	PORT_LLMNR = 5355,
};

#define MAC_BYTES 6

struct host_recent {
	struct address address;
	uint8_t mac[MAC_BYTES];
};

void host_look_fini(struct host_look *l)
{
	free(l->recent);
	l->recent = NULL;
}

/* The service of a datagram by its ports; 0 = none of those below. */
static uint16_t service_of(uint16_t port)
{
	switch (port) {
	case PORT_DHCP_SERVER:
	case PORT_DHCP_CLIENT:
		return PORT_DHCP_SERVER;
	case PORT_DHCP6_CLIENT:
	case PORT_DHCP6_SERVER:
		return PORT_DHCP6_SERVER;
	case PORT_NBNS:
	case PORT_MDNS:
	case PORT_LLMNR:
		return port;
	default:
		return 0;
	}
}

static void look_names(struct provenance *into, const struct packet *p)
{
	struct host_names *names = &into->hosts, *macs = &into->macs;
	uint16_t service = service_of(p->ends.sport);

	if (service == 0)
		service = service_of(p->ends.dport);
	switch (service) {
	case PORT_DHCP_SERVER:
		dhcp_names_read(names, macs, p->payload, p->payload_len, p->ref);
		break;
	case PORT_DHCP6_SERVER:
		dhcp6_names_read(
		    names, macs, p->payload, p->payload_len, &p->ends.src, &p->ends.dst, p->ref);
		break;
	case PORT_NBNS:
		local_names_read(names, macs, HOST_SOURCE_NBNS, p->payload, p->payload_len,
		    &p->ends.src, p->ref);
		break;
	case PORT_MDNS:
		local_names_read(names, macs, HOST_SOURCE_MDNS, p->payload, p->payload_len,
		    &p->ends.src, p->ref);
		break;
	case PORT_LLMNR:
		local_names_read(names, macs, HOST_SOURCE_LLMNR, p->payload, p->payload_len,
		    &p->ends.src, p->ref);
		break;
	default:
		break;
	}
}

static size_t slot_of(const struct address *a)
{
	const uint8_t *last = a->bytes + (a->family == 4 ? 0 : 12);
	uint32_t n =
	    (uint32_t)last[0] << 24 | (uint32_t)last[1] << 16 | (uint32_t)last[2] << 8 | last[3];

	return (n * UINT32_C(2654435761) >> 16) % HOST_RECENT_SLOTS;
}

static void look_mac(struct host_look *l, struct provenance *into, const struct packet *p)
{
	/* Packets come in reading order: what is full stays as it is. */
	if (!p->mac || host_names_is_full(&into->macs))
		return;
	if (!l->recent)
		l->recent = memory_new(HOST_RECENT_SLOTS, sizeof *l->recent);
	struct host_recent *r = &l->recent[slot_of(&p->ends.src)];
	if (memcmp(r->mac, p->mac, MAC_BYTES) == 0 &&
	    address_compare(&r->address, &p->ends.src) == 0)
		return;
	r->address = p->ends.src;
	memcpy(r->mac, p->mac, MAC_BYTES);
	host_names_add_mac(&into->macs, &p->ends.src, HOST_SOURCE_FRAME, p->ref, p->mac);
}

void host_look(
    struct host_look *l, struct provenance *into, const struct packet *p, const struct ports *ports)
{
	if (p->kind == PACKET_UDP)
		look_names(into, p);
	if ((p->kind == PACKET_UDP || p->kind == PACKET_TCP) && ports_has(ports, p->ends.dport))
		look_mac(l, into, p);
}
