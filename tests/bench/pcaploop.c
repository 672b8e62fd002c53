/*
 * pcaploop FILE: the minimum a capture reader can do, as a baseline: libpcap's loop, reading every
 * header byte once.
 */
#include <pcap/pcap.h>
#include <stdint.h>
#include <stdio.h>

int main(int argc, char **argv)
{
	char error[PCAP_ERRBUF_SIZE];
	pcap_t *file = argc == 2 ? pcap_open_offline(argv[1], error) : NULL;
	struct pcap_pkthdr *header;
	const uint8_t *bytes;
	uint64_t packets = 0, total = 0, sum = 0;

	if (!file)
		return 2;
	for (; pcap_next_ex(file, &header, &bytes) == 1; packets++) {
		total += header->caplen;
		for (unsigned i = 0; i < header->caplen && i < 54; i++)
			sum += bytes[i];
	}
	pcap_close(file);
	printf("%llu packets, %llu bytes, sum %llu\n", (unsigned long long)packets,
	    (unsigned long long)total, (unsigned long long)sum);
	return 0;
}
