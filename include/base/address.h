/*
 * IPv4 and IPv6 addresses as plain values with a total order and RFC 5952 text; and the names of
 * computers, which stand for clients where a log has no addresses.
 */
#ifndef DNSFERRET_BASE_ADDRESS_H
#define DNSFERRET_BASE_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Buffer size for any address as text, including the NUL. */
#define ADDRESS_TEXT_MAX 46

/* The family of a computer name. */
#define ADDRESS_NAME 7

/* Family 4 uses bytes[0..3], family 6 all 16, ADDRESS_NAME the characters of a name; unused bytes
 * are zero. Family 0 = no address. */
struct address {
	uint8_t family;
	uint8_t bytes[16];
};

struct address address_v4(const uint8_t bytes[4]);
struct address address_v6(const uint8_t bytes[16]);

/* A computer name: its first label in lower case. A label that is longer than 16 characters, or has
 * others than letters, digits, "-" and "_", is cut, and ends with a hash of the whole. No family
 * for an empty name and for one without a letter, which would read like an address. */
struct address address_of_name(const char *name, size_t len);

/* Orders by family, then by bytes. */
int address_compare(const struct address *a, const struct address *b);

/* True for an address that is not routed on the internet: private (RFC 1918, RFC 4193), shared (RFC
 * 6598), link-local, loopback, multicast, broadcast, or no address. */
bool address_is_local(const struct address *a);

/* True if `other` is local, or of the same site as `a`: it shares its IPv6 /48 (RFC 6177 2) or IPv4
 * /24. */
bool address_is_near(const struct address *a, const struct address *other);

/* Writes the address as text to out (ADDRESS_TEXT_MAX bytes) and returns out; "-" for no
 * address. */
const char *address_text(const struct address *a, char *out);

/* Source and destination of a packet or message. */
struct endpoints {
	struct address src, dst;
	uint16_t sport, dport;
};

/* Replaces *kept by *seen when nothing is kept yet or *seen is the smaller one. */
void address_keep_smaller(struct address *kept, const struct address *seen);

#endif
