/*
 * Bytes that end exactly at an unreadable page: a read past the end is a crash, with or without a
 * sanitizer. guard_copy gives such a copy; free it with guard_free.
 */
#ifndef DNSFERRET_TESTS_GUARD_H
#define DNSFERRET_TESTS_GUARD_H

#include <stddef.h>
#include <stdint.h>

const uint8_t *guard_copy(const void *bytes, size_t len);
void guard_free(const uint8_t *copy, size_t len);

#endif
