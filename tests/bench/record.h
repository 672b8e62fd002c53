/*
 * Writes a pcap of Ethernet frames to standard output. A failed write ends the program.
 */
#ifndef DNSFERRET_BENCH_RECORD_H
#define DNSFERRET_BENCH_RECORD_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static inline void file_put32(uint32_t v)
{
	const uint8_t bytes[4] = {
	    (uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16), (uint8_t)(v >> 24)};

	if (fwrite(bytes, 1, sizeof bytes, stdout) != sizeof bytes)
		exit(1);
}

static inline void file_header_write(void)
{
	file_put32(0xa1b2c3d4); /* microseconds, little-endian */
	file_put32(2 | 4 << 16);
	file_put32(0);
	file_put32(0);
	file_put32(65535);
	file_put32(1); /* LINKTYPE_ETHERNET */
}

static inline void record_write(uint64_t time_us, const uint8_t *bytes, size_t len)
{
	file_put32((uint32_t)(time_us / 1000000));
	file_put32((uint32_t)(time_us % 1000000));
	file_put32((uint32_t)len);
	file_put32((uint32_t)len);
	if (fwrite(bytes, 1, len, stdout) != len)
		exit(1);
}

#endif
