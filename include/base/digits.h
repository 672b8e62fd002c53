/*
 * Decimal conversion that is faster than printf, for callers that print millions of numbers.
 */
#ifndef DNSFERRET_BASE_DIGITS_H
#define DNSFERRET_BASE_DIGITS_H

#include <stddef.h>
#include <stdint.h>

/* Sign, 19 digits and NUL. */
#define DIGITS_TEXT_MAX 21

/* Writes the number as text to out and returns its length without the NUL. */
size_t digits_of(int64_t number, char out[DIGITS_TEXT_MAX]);

/* Writes the last `count` digits, with zeros in front, and nothing after them. */
void digits_fixed(uint64_t number, unsigned count, char *out);

#endif
