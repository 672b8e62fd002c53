/* Pseudo-random numbers, the same in every run: xorshift64* (Vigna 2016). */
#ifndef DNSFERRET_TESTS_DRAW_H
#define DNSFERRET_TESTS_DRAW_H

#include <stdint.h>

/* Must not be 0; set it before the first draw. */
static uint64_t draw_state;

static inline uint32_t draw(uint32_t below)
{
	draw_state ^= draw_state >> 12;
	draw_state ^= draw_state << 25;
	draw_state ^= draw_state >> 27;
	return (uint32_t)((draw_state * UINT64_C(2685821657736338717)) >> 33) % below;
}

#endif
