/*
 * Variable-length integers: LEB128, seven bits per byte, least significant first. Signed numbers
 * use zigzag, so that small ones are short whatever their sign.
 */
#ifndef DNSFERRET_BASE_VARINT_H
#define DNSFERRET_BASE_VARINT_H

#include <stdint.h>

#define VARINT_BYTES_MAX 10

/* Writes at most VARINT_BYTES_MAX bytes and returns a pointer past them. */
static inline uint8_t *varint_put(uint8_t *p, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		*p++ = (uint8_t)(n | 0x80);
	*p++ = (uint8_t)n;
	return p;
}

/* Reads bytes written by varint_put and returns a pointer past them. No bounds checks. */
static inline const uint8_t *varint_get(const uint8_t *p, uint64_t *n)
{
	unsigned shift = 0;

	for (*n = 0; *p & 0x80; p++, shift += 7)
		*n |= (uint64_t)(*p & 0x7f) << shift;
	*n |= (uint64_t)*p++ << shift;
	return p;
}

/* Maps 0, -1, 1, -2... to 0, 1, 2, 3...; two's complement. */
static inline uint64_t varint_zigzag(uint64_t n)
{
	return n << 1 ^ (n >> 63 ? UINT64_MAX : 0);
}

static inline uint64_t varint_unzigzag(uint64_t n)
{
	return n >> 1 ^ (n & 1 ? UINT64_MAX : 0);
}

#endif
