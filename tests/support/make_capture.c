#include "make_capture.h"

#include <assert.h>
#include <string.h>

void make_u8(struct making *m, unsigned v)
{
	assert(m->len < sizeof m->bytes);
	m->bytes[m->len++] = (uint8_t)v;
}

static void put(struct making *m, uint64_t v, int bytes)
{
	for (int i = 0; i < bytes; i++)
		make_u8(m, (unsigned)(v >> 8 * (m->big_endian ? bytes - 1 - i : i)) & 0xff);
}

void make_u16(struct making *m, unsigned v)
{
	put(m, v, 2);
}

void make_u32(struct making *m, uint32_t v)
{
	put(m, v, 4);
}

void make_u64(struct making *m, uint64_t v)
{
	put(m, v, 8);
}

void make_data(struct making *m, size_t n)
{
	for (size_t i = 0; i < n; i++)
		make_u8(m, (unsigned)i & 0xff);
}

void make_file_header(struct making *m, uint32_t magic, unsigned major, unsigned minor,
    uint32_t snaplen, uint32_t linktype)
{
	make_u32(m, magic);
	make_u16(m, major);
	make_u16(m, minor);
	make_u64(m, 0);
	make_u32(m, snaplen);
	make_u32(m, linktype);
}

void make_record(struct making *m, uint32_t sec, uint32_t frac, uint32_t captured, uint32_t wire)
{
	make_u32(m, sec);
	make_u32(m, frac);
	make_u32(m, captured);
	make_u32(m, wire);
	make_data(m, captured);
}

size_t make_block(struct making *m, uint32_t type)
{
	size_t at = m->len;

	make_u32(m, type);
	make_u32(m, 0);
	return at;
}

void make_block_end(struct making *m, size_t at)
{
	while (m->len % 4 != at % 4)
		make_u8(m, 0);

	struct making total = {.big_endian = m->big_endian};
	make_u32(&total, (uint32_t)(m->len + 4 - at));
	memcpy(m->bytes + at + 4, total.bytes, 4);
	make_u32(m, (uint32_t)(m->len + 4 - at));
}

void make_section(struct making *m)
{
	size_t at = make_block(m, 0x0a0d0d0a);

	make_u32(m, 0x1a2b3c4d);
	make_u16(m, 1);
	make_u16(m, 0);
	make_u64(m, UINT64_MAX);
	make_block_end(m, at);
}

void make_interface(struct making *m, unsigned linktype, uint32_t snaplen)
{
	size_t at = make_block(m, 1);

	make_u16(m, linktype);
	make_u16(m, 0);
	make_u32(m, snaplen);
	make_block_end(m, at);
}

void make_enhanced(
    struct making *m, uint32_t interface, uint64_t ticks, uint32_t captured, uint32_t wire)
{
	size_t at = make_block(m, 6);

	make_u32(m, interface);
	make_u32(m, (uint32_t)(ticks >> 32));
	make_u32(m, (uint32_t)ticks);
	make_u32(m, captured);
	make_u32(m, wire);
	make_data(m, captured);
	make_block_end(m, at);
}
