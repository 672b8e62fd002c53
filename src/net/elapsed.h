/*
 * Time between two frames. Timestamps come from the file and may be any two 64-bit numbers.
 */
#ifndef DNSFERRET_NET_ELAPSED_H
#define DNSFERRET_NET_ELAPSED_H

#include <stdint.h>

/* Returns 0 if time went backwards, INT64_MAX if the difference is larger than that. */
static inline int64_t elapsed_ns(int64_t from_ns, int64_t to_ns)
{
	uint64_t difference = (uint64_t)to_ns - (uint64_t)from_ns;

	if (to_ns <= from_ns)
		return 0;
	return difference > INT64_MAX ? INT64_MAX : (int64_t)difference;
}

#endif
