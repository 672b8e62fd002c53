/*
 * Decimal digits of a number, for who writes millions of them.
 */
#ifndef DNSFERRET_BASE_DIGITS_H
#define DNSFERRET_BASE_DIGITS_H

#include <stddef.h>
#include <stdint.h>

/* A sign and 19 digits with their NUL. */
#define DIGITS_TEXT_MAX 21

/* Text of it into out; returns its length. */
size_t digits_of(int64_t number, char out[DIGITS_TEXT_MAX]);

#endif
