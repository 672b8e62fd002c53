/*
 * Builds captures for tests byte by byte, in either byte order. The buffer has a fixed size;
 * overrunning it aborts the test program.
 */
#ifndef DNSFERRET_TESTS_MAKE_CAPTURE_H
#define DNSFERRET_TESTS_MAKE_CAPTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct making {
	uint8_t bytes[8192];
	size_t len;
	bool big_endian;
};

void make_u8(struct making *m, unsigned v);
void make_u16(struct making *m, unsigned v);
void make_u32(struct making *m, uint32_t v);
void make_u64(struct making *m, uint64_t v);
/* n bytes with the values 0, 1, 2, ... */
void make_data(struct making *m, size_t n);

/* Classic pcap format. */
void make_file_header(struct making *m, uint32_t magic, unsigned major, unsigned minor,
    uint32_t snaplen, uint32_t linktype);
void make_record(struct making *m, uint32_t sec, uint32_t frac, uint32_t captured, uint32_t wire);

/* pcapng format: a block is started, filled, and ended (padded, both lengths written). */
size_t make_block(struct making *m, uint32_t type);
void make_block_end(struct making *m, size_t at);
void make_section(struct making *m);
void make_interface(struct making *m, unsigned linktype, uint32_t snaplen);
void make_enhanced(
    struct making *m, uint32_t interface, uint64_t ticks, uint32_t captured, uint32_t wire);

#endif
