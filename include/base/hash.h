/*
 * Two kinds of 64-bit hash (XXH3). Sketches use a fixed seed, which is part of the partial format,
 * so that partial results can be merged. Hash tables use a secret that is new in each run, so that
 * a sender cannot craft colliding keys. Thread-safe.
 */
#ifndef DNSFERRET_BASE_HASH_H
#define DNSFERRET_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* For sketches: the same in every run and on every machine. */
uint64_t hash_fixed(const void *bytes, size_t len);

/* For hash tables: differs between runs; never printed or stored. */
uint64_t hash_secret(const void *bytes, size_t len, uint64_t secret);

/* A secret from the kernel (getrandom). If that fails, derived from an address and the clock. */
uint64_t hash_secret_new(void);

#endif
