/*
 * Numbers that are the same for the same seed on every machine.
 */
#ifndef DNSFERRET_BENCH_RANDOM_H
#define DNSFERRET_BENCH_RANDOM_H

#include <stdint.h>

static uint64_t random_state;

static inline void random_seed(uint64_t seed)
{
	random_state = seed * UINT64_C(0x9e3779b97f4a7c15) | 1;
}

/* xorshift64* (Vigna 2016) */
static inline uint32_t random32(void)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return (uint32_t)(random_state * UINT64_C(2685821657736338717) >> 32);
}

static inline uint32_t below(uint32_t n)
{
	return random32() % n;
}

#endif
