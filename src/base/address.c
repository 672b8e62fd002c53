#include "base/address.h"

#include <string.h>

#include "base/digits.h"

struct address address_v4(const uint8_t bytes[4])
{
	struct address a = {.family = 4};

	memcpy(a.bytes, bytes, 4);
	return a;
}

struct address address_v6(const uint8_t bytes[16])
{
	struct address a = {.family = 6};

	memcpy(a.bytes, bytes, 16);
	return a;
}

/* Characters of a name that is cut, before "~" and four hex digits. */
#define NAME_KEPT 11

struct address address_of_name(const char *name, size_t len)
{
	struct address a = {.family = ADDRESS_NAME};
	uint32_t hash = 2166136261; /* FNV-1a */
	size_t at = 0;
	bool whole = true, letter = false;

	for (size_t i = 0; i < len && name[i] != '.'; i++) {
		char c = name[i];
		uint8_t low = (uint8_t)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
		bool plain = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9') ||
			     low == '-' || low == '_' || low == '~';

		hash = (hash ^ low) * 16777619;
		letter |= low >= 'a' && low <= 'z';
		whole &= plain && at < sizeof a.bytes;
		if (plain && at < sizeof a.bytes)
			a.bytes[at++] = low;
	}
	if (!letter)
		return (struct address){.family = 0};
	if (whole)
		return a;
	at = at < NAME_KEPT ? at : NAME_KEPT;
	memset(a.bytes + at, 0, sizeof a.bytes - at);
	a.bytes[at++] = '~';
	for (int shift = 12; shift >= 0; shift -= 4)
		a.bytes[at++] = (uint8_t) "0123456789abcdef"[hash >> shift & 15];
	return a;
}

int address_compare(const struct address *a, const struct address *b)
{
	if (a->family != b->family)
		return a->family < b->family ? -1 : 1;
	return memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

/* The first two bytes of an address, of which the first `bits` (at most 16) count. */
struct prefix {
	uint8_t bytes[2], bits;
};

static const struct prefix local_v4[] = {{{0}, 8}, {{10}, 8}, {{100, 64}, 10}, {{127}, 8},
    {{169, 254}, 16}, {{172, 16}, 12}, {{192, 168}, 16}, {{224}, 4}, {{255, 255}, 16}};
/* ::/16 contains ::, ::1 and IPv4 addresses written as IPv6. */
static const struct prefix local_v6[] = {
    {{0, 0}, 16}, {{0xfc}, 7}, {{0xfe, 0x80}, 10}, {{0xff}, 8}};

static bool has_prefix(const uint8_t *bytes, const struct prefix *p, size_t count)
{
	unsigned head = (unsigned)bytes[0] << 8 | bytes[1];

	for (size_t i = 0; i < count; i++) {
		unsigned wanted = (unsigned)p[i].bytes[0] << 8 | p[i].bytes[1];

		if ((head ^ wanted) >> (16 - p[i].bits) == 0)
			return true;
	}
	return false;
}

bool address_is_local(const struct address *a)
{
	if (a->family == 4)
		return has_prefix(a->bytes, local_v4, sizeof local_v4 / sizeof *local_v4);
	if (a->family == 6)
		return has_prefix(a->bytes, local_v6, sizeof local_v6 / sizeof *local_v6);
	return true;
}

/* Prefix bytes shared by the hosts of one site. */
#define SITE_BYTES_V6 6
#define SITE_BYTES_V4 3

bool address_is_near(const struct address *a, const struct address *other)
{
	size_t shared = a->family == 6 ? SITE_BYTES_V6 : SITE_BYTES_V4;

	return address_is_local(other) ||
	       (a->family == other->family && memcmp(a->bytes, other->bytes, shared) == 0);
}

static void put_v4(const uint8_t bytes[4], char *p)
{
	for (int i = 0; i < 4; i++) {
		p += digits_of(bytes[i], p);
		*p++ = i < 3 ? '.' : '\0';
	}
}

static unsigned group_of(const uint8_t bytes[16], int i)
{
	return (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
}

/* The first of the longest runs of at least two zero groups (RFC 5952 4.2). Returns its length, 0
 * if there is none. */
static int longest_zeros(const uint8_t bytes[16], int *begin)
{
	int longest = 1;

	for (int i = 0; i < 8; i++) {
		int end = i;

		while (end < 8 && group_of(bytes, end) == 0)
			end++;
		if (end - i > longest) {
			longest = end - i;
			*begin = i;
		}
		i = end;
	}
	return longest > 1 ? longest : 0;
}

static char *put_hex(unsigned group, char *p)
{
	static const char digits[] = "0123456789abcdef";
	int shift = 12;

	while (shift > 0 && group >> shift == 0)
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		*p++ = digits[group >> shift & 15];
	return p;
}

/* RFC 5952, with the end of an IPv4 address in ::/96 and ::ffff:0:0/96 in dots (section 5). */
static void put_v6(const uint8_t bytes[16], char *p)
{
	int begin = 8, zeros = longest_zeros(bytes, &begin);
	bool v4 = begin == 0 && (zeros == 6 || (zeros == 5 && group_of(bytes, 5) == 0xffff));

	for (int i = 0; i < (v4 ? 6 : 8); i++) {
		if (i > begin && i < begin + zeros)
			continue;
		if (i > 0 || i == begin)
			*p++ = ':';
		if (i != begin)
			p = put_hex(group_of(bytes, i), p);
	}
	if (v4 || (zeros > 0 && begin + zeros == 8))
		*p++ = ':';
	if (v4)
		put_v4(bytes + 12, p);
	else
		*p = '\0';
}

const char *address_text(const struct address *a, char *out)
{
	if (a->family == 4)
		put_v4(a->bytes, out);
	else if (a->family == 6)
		put_v6(a->bytes, out);
	else if (a->family == ADDRESS_NAME) {
		memcpy(out, a->bytes, sizeof a->bytes);
		out[sizeof a->bytes] = '\0';
	} else
		memcpy(out, "-", 2);
	return out;
}

void address_keep_smaller(struct address *kept, const struct address *seen)
{
	if (kept->family == 0 || (seen->family != 0 && address_compare(seen, kept) < 0))
		*kept = *seen;
}
