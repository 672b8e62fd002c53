/*
 * Two kinds of 64-bit hash (XXH3): sketches use a fixed key, which is part of the partial format,
 * so that partials merge; hash tables use a secret of this run, so that a sender cannot make keys
 * collide.
 */
#ifndef DNSFERRET_BASE_HASH_H
#define DNSFERRET_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* For sketches: the same in every run and on every machine. */
uint64_t hash_fixed(const void *bytes, size_t len);

/* For tables: differs from run to run; never printed, never stored. */
uint64_t hash_secret(const void *bytes, size_t len, uint64_t secret);

/* A secret from the kernel (getrandom); falls back to addresses and the clock when it gives none.
 */
uint64_t hash_secret_new(void);

#endif
