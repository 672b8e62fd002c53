#include "classic_header.h"

static const struct classic_magic magics[] = {
    {0xa1b2c3d4, "pcap", 24, 1000, {RECORD_PLAIN, RECORD_LINUX, RECORD_NOKIA}},
    {0xa1b23c4d, "pcap-ns", 24, 1, {RECORD_PLAIN}},
    /* Alexey Kuznetsov's patched libpcap */
    {0xa1b2cd34, "pcap", 24, 1000, {RECORD_LINUX, RECORD_LINUX2}},
    /* IXIA lcap, of hardware and of software: the file header ends in the length of the rest */
    {0x1c0001ac, "pcap-ixia", 28, 1, {RECORD_PLAIN}},
    {0x1c0001ab, "pcap-ixia", 28, 1000, {RECORD_PLAIN}},
};

static const struct classic_version versions[] = {
    {2, 4, CAPTURED_FIRST}, {2, 3, SMALLER_IS_CAPTURED}, {2, 2, WIRE_FIRST}, {2, 1, WIRE_FIRST},
    {2, 0, WIRE_FIRST}, {543, 0, WIRE_FIRST}, /* DG/UX tcpdump */
};

const struct classic_magic *classic_find_magic(struct reader *r, const uint8_t *p)
{
	for (int big = 0; big < 2; big++) {
		r->big_endian = big;
		for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
			if (reader_u32(r, p) == magics[i].value)
				return &magics[i];
	}
	return NULL;
}

const struct classic_version *classic_find_version(const struct reader *r, const uint8_t *p)
{
	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
		if (versions[i].major == reader_u16(r, p) &&
		    versions[i].minor == reader_u16(r, p + 2))
			return &versions[i];
	return NULL;
}
