#include "base/pack.h"

#include <string.h>

#include "base/hash.h"
#include "base/varint.h"
#include "limits.h"

#define HEAD_OCTETS 12 /* of a block: length, hash */

/* -- writing -- */

static void put_le(uint8_t *p, uint64_t n, unsigned octets)
{
	for (unsigned i = 0; i < octets; i++)
		p[i] = (uint8_t)(n >> 8 * i);
}

static uint64_t get_le(const uint8_t *p, unsigned octets)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < octets; i++)
		n |= (uint64_t)p[i] << 8 * i;
	return n;
}

/* Of the number of a block and its content, so that none can be missing or change places. */
static uint64_t block_hash(const uint8_t *octets, size_t len, uint64_t number)
{
	uint64_t parts[2] = {hash_fixed(octets, len), number};

	return hash_fixed(parts, sizeof parts);
}

static void put_block(struct packer *p)
{
	uint8_t head[HEAD_OCTETS];

	put_le(head, p->len, 4);
	put_le(head + 4, block_hash(p->block, p->len, p->blocks++), 8);
	out_write(p->out, (const char *)head, sizeof head);
	out_write(p->out, (const char *)p->block, p->len);
	p->len = 0;
}

void pack_begin(struct packer *p, struct out *out, const char mark[PACK_MARK_LEN], uint32_t version)
{
	uint8_t head[4];

	p->out = out;
	p->blocks = p->len = 0;
	put_le(head, version, sizeof head);
	out_write(out, mark, PACK_MARK_LEN);
	out_write(out, (const char *)head, sizeof head);
}

void pack_number(struct packer *p, uint64_t n)
{
	if (p->len + VARINT_OCTETS_MAX > sizeof p->block)
		put_block(p);
	p->len = (size_t)(varint_put(p->block + p->len, n) - p->block);
}

void pack_signed(struct packer *p, int64_t n)
{
	pack_number(p, varint_zigzag((uint64_t)n));
}

void pack_octets(struct packer *p, const void *octets, size_t len)
{
	const uint8_t *from = octets;

	pack_number(p, len);
	while (len > 0) {
		if (p->len == sizeof p->block)
			put_block(p);
		size_t room = sizeof p->block - p->len, n = len < room ? len : room;

		memcpy(p->block + p->len, from, n);
		p->len += n;
		from += n;
		len -= n;
	}
}

void pack_text(struct packer *p, const char *text)
{
	pack_number(p, text != NULL);
	if (text)
		pack_octets(p, text, strlen(text));
}

void pack_address(struct packer *p, const struct address *a)
{
	pack_number(p, a->family);
	pack_octets(p, a->octets, a->family == 6 ? 16 : a->family == 4 ? 4 : 0);
}

void pack_ref(struct packer *p, struct frame_ref ref)
{
	pack_number(p, ref.number);
	if (ref.number > 0)
		pack_number(p, ref.input);
}

void pack_end(struct packer *p)
{
	if (p->len > 0)
		put_block(p);
	put_block(p);
}

/* -- reading -- */

int unpack_begin(struct unpacker *u, FILE *file, const char mark[PACK_MARK_LEN], uint32_t *version)
{
	uint8_t head[PACK_MARK_LEN + 4];

	u->file = file;
	u->blocks = u->at = u->len = 0;
	u->ended = false;
	u->trouble = NULL;
	if (fread(head, 1, sizeof head, file) != sizeof head ||
	    memcmp(head, mark, PACK_MARK_LEN) != 0)
		return -1;
	*version = (uint32_t)get_le(head + PACK_MARK_LEN, 4);
	return 0;
}

void unpack_fail(struct unpacker *u, const char *trouble)
{
	if (!u->trouble)
		u->trouble = trouble;
	u->at = u->len = 0;
}

static void get_block(struct unpacker *u)
{
	uint8_t head[HEAD_OCTETS];

	u->at = u->len = 0;
	if (u->trouble || u->ended) {
		unpack_fail(u, "it ends in the middle of something");
		return;
	}
	if (fread(head, 1, sizeof head, u->file) != sizeof head) {
		unpack_fail(u, "it is cut short");
		return;
	}
	size_t len = get_le(head, 4);
	if (len > sizeof u->block || fread(u->block, 1, len, u->file) != len) {
		unpack_fail(u, len > sizeof u->block ? "a block is too long" : "it is cut short");
		return;
	}
	if (block_hash(u->block, len, u->blocks++) != get_le(head + 4, 8)) {
		unpack_fail(u, "a block does not match its checksum");
		return;
	}
	u->len = len;
	u->ended = len == 0;
}

/* The next octet; 0 after trouble. */
static uint8_t get_octet(struct unpacker *u)
{
	if (u->at == u->len) {
		get_block(u);
		if (u->len == 0) {
			unpack_fail(u, "it ends in the middle of something");
			return 0;
		}
	}
	return u->block[u->at++];
}

uint64_t unpack_number(struct unpacker *u)
{
	uint64_t n = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint8_t octet = get_octet(u);

		n |= (uint64_t)(octet & 0x7f) << shift;
		if (!(octet & 0x80))
			return u->trouble ? 0 : n;
	}
	unpack_fail(u, "a number is too long");
	return 0;
}

int64_t unpack_signed(struct unpacker *u)
{
	return (int64_t)varint_unzigzag(unpack_number(u));
}

uint64_t unpack_below(struct unpacker *u, uint64_t limit)
{
	uint64_t n = unpack_number(u);

	if (n < limit)
		return n;
	unpack_fail(u, "a number is out of range");
	return 0;
}

size_t unpack_octets(struct unpacker *u, void *into, size_t max)
{
	size_t len = unpack_below(u, (uint64_t)max + 1);
	uint8_t *to = into;

	for (size_t i = 0; i < len; i++)
		to[i] = get_octet(u);
	return u->trouble ? 0 : len;
}

bool unpack_text(struct unpacker *u, char *into, size_t max)
{
	into[0] = '\0';
	if (unpack_below(u, 2) == 0)
		return false;
	size_t len = unpack_octets(u, into, max - 1);
	into[len] = '\0';
	for (size_t i = 0; i < len; i++)
		if (into[i] < ' ' || into[i] > '~') {
			into[0] = '\0';
			unpack_fail(u, "a text is not printable");
			break;
		}
	return true;
}

void unpack_address(struct unpacker *u, struct address *a)
{
	uint8_t octets[16] = {0};
	uint64_t family = unpack_number(u);
	size_t len = unpack_octets(u, octets, sizeof octets);

	*a = (struct address){0};
	if (family == 4 && len == 4)
		*a = address_v4(octets);
	else if (family == 6 && len == 16)
		*a = address_v6(octets);
	else if (family != 0 || len != 0)
		unpack_fail(u, "an address is of no known kind");
}

struct frame_ref unpack_ref(struct unpacker *u, size_t inputs)
{
	struct frame_ref ref = {.number = unpack_number(u)};

	if (ref.number > 0)
		ref.input = (uint32_t)unpack_below(u, inputs);
	return u->trouble ? (struct frame_ref){0} : ref;
}

uint64_t unpack_count(struct unpacker *u)
{
	return unpack_below(u, UINT64_C(1) << 52);
}

int64_t unpack_time(struct unpacker *u)
{
	return unpack_time_from(u, 0);
}

int64_t unpack_time_from(struct unpacker *u, int64_t from_ns)
{
	int64_t time_ns;

	if (!__builtin_add_overflow(from_ns, unpack_signed(u), &time_ns) && time_ns >= 0 &&
	    time_ns <= FRAME_TIME_MAX_NS)
		return time_ns;
	unpack_fail(u, "a time is out of range");
	return 0;
}

bool unpack_check(struct unpacker *u)
{
	while (!u->trouble && !u->ended)
		get_block(u);
	return unpack_ended(u);
}

bool unpack_ended(struct unpacker *u)
{
	if (!u->trouble && u->at == u->len && !u->ended)
		get_block(u);
	if (!u->trouble && (!u->ended || u->at != u->len || fgetc(u->file) != EOF))
		unpack_fail(u, "something follows its end");
	return !u->trouble;
}
