/*
 * Looks at packets that are not read as DNS for signs of DNS: messages on other ports, encrypted
 * transports, local links, tunnels. Each packet is judged by itself, by its header, ports and
 * addresses: no table of flows, no dependence on order, a few nanoseconds for most packets.
 */
#ifndef DNSFERRET_READ_UNREAD_DNS_H
#define DNSFERRET_READ_UNREAD_DNS_H

#include "base/address.h"
#include "base/unread.h"
#include "net/packet.h"

#define DOH_ADDRESSES_MAX 160

/* Addresses of public resolvers, parsed once. A plain value. */
struct doh_addresses {
	struct {
		struct address address;
		uint16_t service; /* row of unread_doh_services */
	} of[DOH_ADDRESSES_MAX];
	size_t count;
	uint64_t ends[1024]; /* which last two bytes occur, to reject most addresses at once */
};

void doh_addresses_init(struct doh_addresses *all);

/* Counts a packet that is UDP or TCP on a port that is not read, or neither. */
void unread_dns_look(
    struct unread *into, const struct doh_addresses *doh, const struct packet *packet);

/* True for a whole message as clients and servers send it: one question of a known class, a
 * possible header, records to the last byte. */
bool unread_dns_is_message(const uint8_t *bytes, size_t len, size_t wire_len);

/* Finds the server name in a TLS ClientHello (RFC 8446 4.1.2, RFC 6066 3). Returns its length, 0 if
 * there is none. Borrows the bytes. */
size_t unread_dns_server_name(const uint8_t *bytes, size_t len, const uint8_t **name);

/* Row of the service of that name or a parent of it, or -1. */
int unread_dns_service(const uint8_t *name, size_t len);

#endif
