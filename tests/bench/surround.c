/*
 * surround [-n PACKETS] [-s SEED] <DNS.pcap: writes what a full packet capture of an office holds
 * to standard output: the frames of a capture by `generate`, and PACKETS (default 9) others after
 * each of them: TLS, QUIC, SMB, ARP. The same for the same arguments on every machine.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "random.h"
#include "record.h"
#include "wire.h"

#define CLIENTS     1000
#define SERVERS     4000
#define FILE_HEADER 24
#define RECORD      16
#define FRAME_MAX   65535
#define APART_US    7

enum { TCP = 6, UDP = 17, ACK = 0x10, PUSH_ACK = 0x18 };
enum { PORT_HTTPS = 443, PORT_SMB = 445 };

static void put_random(struct wire *w, size_t n)
{
	for (; n >= 4; n -= 4)
		put32(w, random32());
	while (n-- > 0)
		put8(w, random32() & 0xff);
}

/* Ethernet and IPv4, from or to a server on the internet or in the house. */
static void put_ip(struct wire *w, unsigned protocol, bool from_server, bool inside, size_t len)
{
	static const uint8_t ethernet[14] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0};
	uint32_t client = 0x0a011400 + below(CLIENTS);
	uint32_t server = (inside ? 0x0a010200 : 0xc6120000) + below(inside ? 4 : SERVERS);

	put(w, ethernet, sizeof ethernet);
	put16(w, 0x4500);
	put16(w, (unsigned)(20 + len));
	put32(w, random32() & 0xffff0000);
	put8(w, 64);
	put8(w, protocol);
	put16(w, 0);
	put32(w, from_server ? server : client);
	put32(w, from_server ? client : server);
	checksum_put(w->bytes + 24, checksum_add(0, w->bytes + 14, 20));
}

static void put_ports(struct wire *w, bool from_server, unsigned port)
{
	unsigned other = 49152 + below(16384);

	put16(w, from_server ? port : other);
	put16(w, from_server ? other : port);
}

static void put_tcp(struct wire *w, bool from_server, unsigned port, unsigned flags)
{
	put_ports(w, from_server, port);
	put32(w, random32());
	put32(w, random32());
	put16(w, 0x5000 | flags);
	put16(w, 65000);
	put32(w, 0);
}

/* Half of the packets are full ones, most others acknowledge them. */
static void tls(struct wire *w)
{
	uint32_t draw = below(100);
	size_t len = draw < 50 ? 1440 : draw < 88 ? 0 : 30 + below(600);
	bool from_server = draw < 50 || (draw >= 88 && below(2));

	put_ip(w, TCP, from_server, false, 20 + len);
	put_tcp(w, from_server, PORT_HTTPS, len ? PUSH_ACK : ACK);
	if (len > 0) {
		/* a record of application data, or the middle of one */
		if (below(4) == 0) {
			put8(w, 23);
			put16(w, 0x0303);
			put16(w, (unsigned)len - 5);
			len -= 5;
		}
		put_random(w, len);
	}
}

static void quic(struct wire *w)
{
	bool from_server = below(3) > 0;
	size_t len = from_server ? 1200 + below(60) : 28 + below(40);

	put_ip(w, UDP, from_server, false, 8 + len);
	put_ports(w, from_server, PORT_HTTPS);
	put16(w, (unsigned)(8 + len));
	put16(w, 0);
	put8(w, 0x40 | below(64)); /* short header */
	put_random(w, len - 1);
}

static void smb(struct wire *w)
{
	bool from_server = below(2);
	size_t len = below(3) ? 1440 : 64 + below(200);

	put_ip(w, TCP, from_server, true, 20 + len);
	put_tcp(w, from_server, PORT_SMB, PUSH_ACK);
	put32(w, (uint32_t)len - 4); /* NetBIOS session service */
	put32(w, 0xfe534d42);        /* SMB2 */
	put_random(w, len - 8);
}

static void arp(struct wire *w)
{
	static const uint8_t start[22] = {
	    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 8, 6, 0, 1, 8, 0, 6, 4, 0, 1};

	put(w, start, sizeof start);
	put_random(w, 20);
}

/* Per hundred packets. */
static const struct {
	unsigned share;
	void (*make)(struct wire *w);
} kinds[] = {{62, tls}, {22, quic}, {10, smb}, {6, arp}};

static void other_write(uint64_t time_us)
{
	uint32_t draw = below(100);
	struct wire w;
	size_t kind = 0;

	w.len = 0;
	while (draw >= kinds[kind].share)
		draw -= kinds[kind++].share;
	kinds[kind].make(&w);
	record_write(time_us, w.bytes, w.len);
}

static uint32_t number(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

int main(int argc, char **argv)
{
	static uint8_t frame[FRAME_MAX];
	uint8_t header[FILE_HEADER];
	uint64_t others = 9, seed = 1, time_us = 0;

	for (int option; (option = getopt(argc, argv, "n:s:")) != -1;) {
		uint64_t value = option == '?' ? 0 : strtoull(optarg, NULL, 10);

		if (option == 'n')
			others = value;
		else if (option == 's')
			seed = value;
		else
			return 2;
	}
	random_seed(seed);
	if (fread(header, 1, FILE_HEADER, stdin) != FILE_HEADER)
		return 1;
	file_header_write();
	while (fread(header, 1, RECORD, stdin) == RECORD) {
		uint64_t at_us = number(header) * UINT64_C(1000000) + number(header + 4);
		size_t len = number(header + 8);

		if (len > sizeof frame || fread(frame, 1, len, stdin) != len)
			return 1;
		time_us = at_us > time_us ? at_us : time_us;
		record_write(time_us, frame, len);
		for (uint64_t i = 0; i < others; i++)
			other_write(time_us += APART_US);
	}
	return fflush(stdout) != 0;
}
