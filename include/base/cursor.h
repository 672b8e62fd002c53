/*
 * Bounds-checked reader of packet bytes; all packet bytes are read through it. Index arithmetic
 * only. After the first read past the end `bad` stays set and every read returns 0. A value that
 * borrows its bytes; allocates nothing; safe in any thread.
 */
#ifndef DNSFERRET_BASE_CURSOR_H
#define DNSFERRET_BASE_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cursor {
	const uint8_t *base; /* offset 0: compression pointers (RFC 1035 4.1.4) count from here */
	size_t end;          /* first offset that may not be read */
	size_t pos;          /* next offset, never above end */
	bool bad;            /* a read went past the end */
};

static inline struct cursor cursor_of(const uint8_t *bytes, size_t len)
{
	return (struct cursor){.base = bytes, .end = len};
}

static inline size_t cursor_left(const struct cursor *c)
{
	return c->end - c->pos;
}

/* Sets `bad` and moves the cursor to its end, so that nothing more is read. */
static inline void cursor_fail(struct cursor *c)
{
	c->bad = true;
	c->pos = c->end;
}

/* Consumes the next n bytes and returns a pointer to them; returns NULL and sets `bad` if fewer are
 * left. */
static inline const uint8_t *cursor_take(struct cursor *c, size_t n)
{
	if (c->bad || n > c->end - c->pos) {
		cursor_fail(c);
		return NULL;
	}
	const uint8_t *p = c->base + c->pos;
	c->pos += n;
	return p;
}

static inline void cursor_skip(struct cursor *c, size_t n)
{
	(void)cursor_take(c, n);
}

static inline uint8_t cursor_u8(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 1);
	return p ? p[0] : 0;
}

/* Big-endian (network order). */
static inline uint16_t cursor_u16(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 2);
	return p ? (uint16_t)((unsigned)p[0] << 8 | p[1]) : 0;
}

static inline uint32_t cursor_u32(struct cursor *c)
{
	const uint8_t *p = cursor_take(c, 4);
	return p ? (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3] : 0;
}

/* Consumes the next n bytes and returns a cursor over them with the SAME base. If fewer are left,
 * the window holds what there is and this cursor becomes bad. */
static inline struct cursor cursor_window(struct cursor *c, size_t n)
{
	struct cursor w = {.base = c->base, .pos = c->pos, .bad = c->bad};
	size_t left = cursor_left(c);

	w.end = c->pos + (n < left ? n : left);
	cursor_skip(c, n);
	return w;
}

#endif
