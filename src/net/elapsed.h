/*
 * Time between two frames. Timestamps are whatever the file says: any two 64-bit numbers.
 */
#ifndef DNSFERRET_NET_ELAPSED_H
#define DNSFERRET_NET_ELAPSED_H

#include <stdint.h>

/* 0 when time went backwards; INT64_MAX when the difference is larger. */
static inline int64_t elapsed_ns(int64_t from_ns, int64_t to_ns)
{
	uint64_t difference = (uint64_t)to_ns - (uint64_t)from_ns;

	if (to_ns <= from_ns)
		return 0;
	return difference > INT64_MAX ? INT64_MAX : (int64_t)difference;
}

#endif
