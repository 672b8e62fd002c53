#include "base/block_file.h"

#include <string.h>

#include "base/hash.h"
#include "base/varint.h"
#include "base/limits.h"

#define HEAD_BYTES 12 /* block header: length, hash */

/* -- writing -- */

static void put_le(uint8_t *p, uint64_t n, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		p[i] = (uint8_t)(n >> 8 * i);
}

static uint64_t get_le(const uint8_t *p, unsigned bytes)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < bytes; i++)
		n |= (uint64_t)p[i] << 8 * i;
	return n;
}

/* Covers the block's sequence number and content, so that no block can be missing or moved. */
static uint64_t block_hash(const uint8_t *bytes, size_t len, uint64_t number)
{
	uint64_t parts[2] = {hash_fixed(bytes, len), number};

	return hash_fixed(parts, sizeof parts);
}

static void put_block(struct block_file_writer *p)
{
	uint8_t head[HEAD_BYTES];

	put_le(head, p->len, 4);
	put_le(head + 4, block_hash(p->block, p->len, p->blocks++), 8);
	out_write(p->out, (const char *)head, sizeof head);
	out_write(p->out, (const char *)p->block, p->len);
	p->len = 0;
}

void block_file_begin(struct block_file_writer *p, struct out *out,
    const char magic[BLOCK_FILE_MAGIC_LEN], uint32_t version)
{
	uint8_t head[4];

	p->out = out;
	p->blocks = p->len = 0;
	put_le(head, version, sizeof head);
	out_write(out, magic, BLOCK_FILE_MAGIC_LEN);
	out_write(out, (const char *)head, sizeof head);
}

void block_file_put_number(struct block_file_writer *p, uint64_t n)
{
	if (p->len + VARINT_BYTES_MAX > sizeof p->block)
		put_block(p);
	p->len = (size_t)(varint_put(p->block + p->len, n) - p->block);
}

void block_file_put_signed(struct block_file_writer *p, int64_t n)
{
	block_file_put_number(p, varint_zigzag((uint64_t)n));
}

void block_file_put_bytes(struct block_file_writer *p, const void *bytes, size_t len)
{
	const uint8_t *from = bytes;

	block_file_put_number(p, len);
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

void block_file_put_text(struct block_file_writer *p, const char *text)
{
	block_file_put_number(p, text != NULL);
	if (text)
		block_file_put_bytes(p, text, strlen(text));
}

void block_file_put_address(struct block_file_writer *p, const struct address *a)
{
	block_file_put_number(p, a->family);
	block_file_put_bytes(p, a->bytes, a->family == 4 ? 4 : a->family != 0 ? 16 : 0);
}

void block_file_put_ref(struct block_file_writer *p, struct source_ref ref)
{
	block_file_put_number(p, ref.record);
	if (ref.record > 0)
		block_file_put_number(p, ref.input);
}

void block_file_end(struct block_file_writer *p)
{
	if (p->len > 0)
		put_block(p);
	put_block(p);
}

/* -- reading -- */

int block_file_open(struct block_file_reader *u, FILE *file, const char magic[BLOCK_FILE_MAGIC_LEN],
    uint32_t *version)
{
	uint8_t head[BLOCK_FILE_MAGIC_LEN + 4];

	u->file = file;
	u->blocks = u->at = u->len = 0;
	u->ended = false;
	u->error = NULL;
	if (fread(head, 1, sizeof head, file) != sizeof head ||
	    memcmp(head, magic, BLOCK_FILE_MAGIC_LEN) != 0)
		return -1;
	*version = (uint32_t)get_le(head + BLOCK_FILE_MAGIC_LEN, 4);
	return 0;
}

void block_file_fail(struct block_file_reader *u, const char *error)
{
	if (!u->error)
		u->error = error;
	u->at = u->len = 0;
}

static void get_block(struct block_file_reader *u)
{
	uint8_t head[HEAD_BYTES];

	u->at = u->len = 0;
	if (u->error || u->ended) {
		block_file_fail(u, "it ends in the middle of a value");
		return;
	}
	if (fread(head, 1, sizeof head, u->file) != sizeof head) {
		block_file_fail(u, "the file is truncated");
		return;
	}
	size_t len = get_le(head, 4);
	if (len > sizeof u->block || fread(u->block, 1, len, u->file) != len) {
		block_file_fail(
		    u, len > sizeof u->block ? "a block is too long" : "the file is truncated");
		return;
	}
	if (block_hash(u->block, len, u->blocks++) != get_le(head + 4, 8)) {
		block_file_fail(u, "a block does not match its checksum");
		return;
	}
	u->len = len;
	u->ended = len == 0;
}

/* The next byte; 0 after an error. */
static uint8_t get_byte(struct block_file_reader *u)
{
	if (u->at == u->len) {
		get_block(u);
		if (u->len == 0) {
			block_file_fail(u, "it ends in the middle of a value");
			return 0;
		}
	}
	return u->block[u->at++];
}

uint64_t block_file_get_number(struct block_file_reader *u)
{
	uint64_t n = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		uint8_t byte = get_byte(u);

		n |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return u->error ? 0 : n;
	}
	block_file_fail(u, "a number has too many bytes");
	return 0;
}

int64_t block_file_get_signed(struct block_file_reader *u)
{
	return (int64_t)varint_unzigzag(block_file_get_number(u));
}

uint64_t block_file_get_below(struct block_file_reader *u, uint64_t limit)
{
	uint64_t n = block_file_get_number(u);

	if (n < limit)
		return n;
	block_file_fail(u, "a number is out of range");
	return 0;
}

size_t block_file_get_bytes(struct block_file_reader *u, void *into, size_t max)
{
	size_t len = block_file_get_below(u, (uint64_t)max + 1);
	uint8_t *to = into;

	for (size_t i = 0; i < len; i++)
		to[i] = get_byte(u);
	return u->error ? 0 : len;
}

bool block_file_get_text(struct block_file_reader *u, char *into, size_t max)
{
	into[0] = '\0';
	if (block_file_get_below(u, 2) == 0)
		return false;
	size_t len = block_file_get_bytes(u, into, max - 1);
	into[len] = '\0';
	for (size_t i = 0; i < len; i++)
		if (into[i] < ' ' || into[i] > '~') {
			into[0] = '\0';
			block_file_fail(u, "a text has characters that are not printable ASCII");
			break;
		}
	return true;
}

void block_file_get_address(struct block_file_reader *u, struct address *a)
{
	uint8_t bytes[16] = {0};
	uint64_t family = block_file_get_number(u);
	size_t len = block_file_get_bytes(u, bytes, sizeof bytes);

	*a = (struct address){0};
	if (family == 4 && len == 4)
		*a = address_v4(bytes);
	else if (family == 6 && len == 16)
		*a = address_v6(bytes);
	else if (family == ADDRESS_NAME && len == 16)
		*a = address_of_name((const char *)bytes, strnlen((const char *)bytes, len));
	else if (family != 0 || len != 0)
		block_file_fail(u, "an address is neither IPv4 nor IPv6, nor a name");
}

struct source_ref block_file_get_ref(struct block_file_reader *u, size_t inputs)
{
	struct source_ref ref = {.record = block_file_get_number(u)};

	if (ref.record > 0)
		ref.input = (uint32_t)block_file_get_below(u, inputs);
	return u->error ? (struct source_ref){0} : ref;
}

uint64_t block_file_get_count(struct block_file_reader *u)
{
	return block_file_get_below(u, UINT64_C(1) << 52);
}

int64_t block_file_get_time(struct block_file_reader *u)
{
	return block_file_get_time_from(u, 0);
}

int64_t block_file_get_time_from(struct block_file_reader *u, int64_t from_ns)
{
	int64_t time_ns;

	if (!__builtin_add_overflow(from_ns, block_file_get_signed(u), &time_ns) && time_ns >= 0 &&
	    time_ns <= FRAME_TIME_MAX_NS)
		return time_ns;
	block_file_fail(u, "a time is out of range");
	return 0;
}

bool block_file_check(struct block_file_reader *u)
{
	while (!u->error && !u->ended)
		get_block(u);
	return block_file_ended(u);
}

bool block_file_ended(struct block_file_reader *u)
{
	if (!u->error && u->at == u->len && !u->ended)
		get_block(u);
	if (!u->error && (!u->ended || u->at != u->len || fgetc(u->file) != EOF))
		block_file_fail(u, "there is data after its end");
	return !u->error;
}
