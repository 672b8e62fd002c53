#include "tool_loop.h"

#include <stdio.h>
#include <string.h>

#include "base/hash.h"

#define FIRST_ID 1
/* 32 nibbles, "ip6", "arpa" and the root, each label with its length. */
#define REVERSE_MAX 80

static size_t put_suffix(char *wire, size_t len, const char *suffix, size_t suffix_len)
{
	memcpy(wire + len, suffix, suffix_len);
	return len + suffix_len;
}

static size_t reverse_of_v4(const uint8_t *bytes, char *wire)
{
	static const char suffix[] = "\7in-addr\4arpa";
	size_t len = 0;

	for (int i = 3; i >= 0; i--) {
		int digits = snprintf(wire + len + 1, 4, "%u", bytes[i]);

		wire[len] = (char)digits;
		len += 1 + (size_t)digits;
	}
	return put_suffix(wire, len, suffix, sizeof suffix);
}

static size_t reverse_of_v6(const uint8_t *bytes, char *wire)
{
	static const char suffix[] = "\3ip6\4arpa", digits[] = "0123456789abcdef";
	size_t len = 0;

	for (int i = 15; i >= 0; i--) {
		wire[len++] = 1;
		wire[len++] = digits[bytes[i] & 15];
		wire[len++] = 1;
		wire[len++] = digits[bytes[i] >> 4];
	}
	return put_suffix(wire, len, suffix, sizeof suffix);
}

bool tool_loop_is_reverse(const struct dns_name *name, const struct address *address)
{
	char wire[REVERSE_MAX];

	if (address->family != 4 && address->family != 6)
		return false;
	size_t len = address->family == 4 ? reverse_of_v4(address->bytes, wire)
					  : reverse_of_v6(address->bytes, wire);
	return name->len == len && memcmp(name->fold, wire, len) == 0;
}

void tool_loop_add(struct tool_loop *t, const struct dns_event *e)
{
	if (e->unknown & UNKNOWN_ID || e->id != FIRST_ID || e->qtype != DNS_TYPE_PTR || !e->qname ||
	    !tool_loop_is_reverse(e->qname, &e->server))
		return;
	t->starts[e->response]++;
	t->ports |= UINT64_C(1) << (hash_fixed(&e->client_port, sizeof e->client_port) >> 58);
}

void tool_loop_merge(struct tool_loop *into, const struct tool_loop *from)
{
	into->starts[0] += from->starts[0];
	into->starts[1] += from->starts[1];
	into->ports |= from->ports;
}
