#include "base/address.h"

#include <arpa/inet.h>
#include <string.h>

struct address address_v4(const uint8_t octets[4])
{
	struct address a = {.family = 4};

	memcpy(a.octets, octets, 4);
	return a;
}

struct address address_v6(const uint8_t octets[16])
{
	struct address a = {.family = 6};

	memcpy(a.octets, octets, 16);
	return a;
}

int address_compare(const struct address *a, const struct address *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return memcmp(a->octets, b->octets, sizeof a->octets);
}

const char *address_text(const struct address *a, char *out)
{
	if (a->family == 4 || a->family == 6)
		inet_ntop(a->family == 4 ? AF_INET : AF_INET6, a->octets, out, ADDRESS_TEXT_MAX);
	else
		memcpy(out, "-", 2);
	return out;
}
