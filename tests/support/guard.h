/*
 * Copies of bytes that end exactly at an unreadable page: reading past the end crashes, with or
 * without a sanitizer. guard_copy makes a copy; guard_free frees it.
 */
#ifndef DNSFERRET_TESTS_GUARD_H
#define DNSFERRET_TESTS_GUARD_H

#include <stddef.h>
#include <stdint.h>

const uint8_t *guard_copy(const void *bytes, size_t len);
void guard_free(const uint8_t *copy, size_t len);

#endif
