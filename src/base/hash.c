#include "base/hash.h"

#include <stdint.h>
#include <sys/random.h>
#include <time.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

/* Part of the partial format: changing it requires a new format version. */
#define HASH_FIXED_SEED UINT64_C(0x646e736665727274)

uint64_t hash_fixed(const void *bytes, size_t len)
{
	return XXH3_64bits_withSeed(bytes, len, HASH_FIXED_SEED);
}

uint64_t hash_secret(const void *bytes, size_t len, uint64_t secret)
{
	return XXH3_64bits_withSeed(bytes, len, secret);
}

uint64_t hash_secret_new(void)
{
	uint64_t secret = 0;

	if (getrandom(&secret, sizeof secret, GRND_NONBLOCK) != (ssize_t)sizeof secret) {
		struct timespec now;

		clock_gettime(CLOCK_MONOTONIC, &now);
		secret = (uint64_t)(uintptr_t)&secret ^ (uint64_t)now.tv_nsec << 32;
	}
	return secret;
}
