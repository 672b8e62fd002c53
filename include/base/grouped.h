/*
 * Whole numbers for people, their digits in groups of three.
 */
#ifndef DNSFERRET_BASE_GROUPED_H
#define DNSFERRET_BASE_GROUPED_H

#include <stdint.h>

/* Sign, 19 digits, 6 commas and the NUL. */
#define GROUPED_MAX 28

/* "1,575", "-41,203". Returns out. */
const char *grouped_text(int64_t n, char out[GROUPED_MAX]);

#endif
