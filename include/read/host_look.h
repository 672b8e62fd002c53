/*
 * Looks at packets for what they say about hosts: names in DHCP, NBNS, LLMNR and mDNS, told by port
 * and read in place; and the MAC address of clients, from the frames of their queries. Owned by the
 * caller (init/fini); call it in reading order. Nothing is copied, and a client whose MAC address
 * was just noted costs one comparison.
 */
#ifndef DNSFERRET_READ_HOST_LOOK_H
#define DNSFERRET_READ_HOST_LOOK_H

#include "net/packet.h"
#include "base/ports.h"
#include "read/provenance.h"

struct host_look {
	struct host_recent *recent; /* HOST_RECENT_SLOTS, or NULL */
};

void host_look_fini(struct host_look *l);

/* Adds the names in a datagram, and the MAC address of who sends to one of the ports. Whatever a
 * filter leaves out: names are few, and a finding may need them. */
void host_look(struct host_look *l, struct provenance *into, const struct packet *packet,
    const struct ports *ports);

#endif
