/*
 * flood KIND [-n MESSAGES]: writes a pcap to standard output in which MESSAGES queries within an
 * hour try to exhaust the memory of the analyzer, and one client queries a server of its own for a
 * name with data once a minute. KIND:
 *   names     one client, one domain, a new name per query
 *   domains   one client, a new domain per query
 *   clients   a new client address per query
 *   data      a new client address, domain and long data name (TXT) per query
 *   busy      a million domains queried repeatedly by one client
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire.h"

#define START_S   UINT64_C(1479074404)
#define SPAN_US   UINT64_C(3600000000)
#define BEACON_US UINT64_C(60000000)

static uint64_t mixed(uint64_t n)
{
	n = (n ^ n >> 31) * UINT64_C(0x9e3779b97f4a7c15);
	n = (n ^ n >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
	return n ^ n >> 32;
}

static void file_put32(uint32_t v)
{
	uint8_t bytes[4] = {(uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16), (uint8_t)(v >> 24)};

	fwrite(bytes, sizeof bytes, 1, stdout);
}

static void put_base32(char *out, uint64_t n, unsigned len)
{
	for (unsigned i = 0; i < len; i++) {
		if (i % 12 == 0)
			n = mixed(n + i);
		out[i] = "abcdefghijklmnopqrstuvwxyz234567"[n >> i % 12 * 5 & 31];
	}
	out[len] = '\0';
}

static void question_write(
    uint64_t at_us, uint32_t client, uint16_t id, const char *const labels[], uint16_t type)
{
	struct wire w = {.len = 0};
	size_t total;

	put(&w, "\x02\0\0\0\0\1\x02\0\0\0\0\2\x08\0", 14);
	size_t ip = w.len;
	put(&w, "\x45\0\0\0\0\0\0\0\x40\x11\0\0", 12);
	put32(&w, client);
	put32(&w, 0x0a090035); /* 10.9.0.53 */
	size_t udp = w.len;
	put16(&w, 1024 + id % 60000);
	put16(&w, 53);
	put32(&w, 0);
	put16(&w, id);
	put(&w, "\1\0\0\1\0\0\0\0\0\0", 10);
	for (size_t i = 0; labels[i]; i++)
		put_label(&w, labels[i]);
	put8(&w, 0);
	put16(&w, type);
	put16(&w, 1);
	total = w.len - ip;
	w.bytes[ip + 2] = (uint8_t)(total >> 8);
	w.bytes[ip + 3] = (uint8_t)total;
	w.bytes[udp + 4] = (uint8_t)((w.len - udp) >> 8);
	w.bytes[udp + 5] = (uint8_t)(w.len - udp);
	checksum_put(w.bytes + ip + 10, checksum_add(0, w.bytes + ip, 20));
	file_put32((uint32_t)(START_S + at_us / 1000000));
	file_put32((uint32_t)(at_us % 1000000));
	file_put32((uint32_t)w.len);
	file_put32((uint32_t)w.len);
	fwrite(w.bytes, w.len, 1, stdout);
}

/* Content of a packet of another kind, after its IPv4 header. */
static void packet_write(uint64_t at_us, uint32_t client, unsigned protocol, unsigned fragment,
    uint16_t id, const struct wire *payload)
{
	struct wire w = {.len = 0};

	put(&w, "\x02\0\0\0\0\1\x02\0\0\0\0\2\x08\0", 14);
	size_t ip = w.len;
	put(&w, "\x45\0", 2);
	put16(&w, (unsigned)(20 + payload->len));
	put16(&w, id);
	put16(&w, fragment);
	put8(&w, 64);
	put8(&w, protocol);
	put16(&w, 0);
	put32(&w, client);
	put32(&w, 0x0a090035); /* 10.9.0.53 */
	checksum_put(w.bytes + ip + 10, checksum_add(0, w.bytes + ip, 20));
	put(&w, payload->bytes, payload->len);
	file_put32((uint32_t)(START_S + at_us / 1000000));
	file_put32((uint32_t)(at_us % 1000000));
	file_put32((uint32_t)w.len);
	file_put32((uint32_t)w.len);
	fwrite(w.bytes, w.len, 1, stdout);
}

static void put_question(struct wire *w, uint64_t n, const char *word)
{
	put16(w, n & 0xffff);
	put(w, "\1\0\0\1\0\0\0\0\0\0", 10);
	put_label(w, word);
	put_label(w, "flood");
	put_label(w, "example");
	put(w, "\0\0\1\0\1", 5);
}

static void stream_write(uint64_t at_us, uint64_t n, const char *word)
{
	struct wire message = {.len = 0}, w = {.len = 0};

	put_question(&message, n, word);
	put16(&w, (unsigned)(1024 + n % 60000));
	put16(&w, 53);
	put32(&w, (uint32_t)mixed(n));
	put32(&w, 1);
	put(&w, "\x50\x18\x20\0\0\0\0\0", 8);
	put16(&w, (unsigned)message.len);
	put(&w, message.bytes, message.len);
	packet_write(at_us, 0x40000000 + (uint32_t)n, 6, 0, n & 0xffff, &w);
}

static void fragment_write(uint64_t at_us, uint64_t n, const char *word)
{
	struct wire w = {.len = 0};

	put16(&w, (unsigned)(1024 + n % 60000));
	put16(&w, 53);
	put16(&w, 600);
	put16(&w, 0);
	put_question(&w, n, word);
	while (w.len % 8 != 0)
		put8(&w, 0);
	packet_write(at_us, 0x40000000 + (uint32_t)n, 17, 0x2000, n & 0xffff, &w);
}

static void flood_write(const char *kind, uint64_t at_us, uint64_t n)
{
	char data[64], word[64];
	uint32_t other = 0x0a400000 | (uint32_t)(mixed(n) & 0x3fffff), usual = 0x0a090014;

	put_base32(data, n * 7 + 1, 40);
	snprintf(word, sizeof word, "n%llu", (unsigned long long)n);
	if (strcmp(kind, "streams") == 0)
		stream_write(at_us, n, word);
	else if (strcmp(kind, "fragments") == 0)
		fragment_write(at_us, n, word);
	else if (strcmp(kind, "names") == 0)
		question_write(at_us, usual, (uint16_t)n,
		    (const char *[]){word, "flood", "example", "com", NULL}, 1);
	else if (strcmp(kind, "domains") == 0)
		question_write(
		    at_us, usual, (uint16_t)n, (const char *[]){"www", word, "com", NULL}, 1);
	else if (strcmp(kind, "clients") == 0)
		question_write(at_us, 0x40000000 + (uint32_t)n, (uint16_t)n,
		    (const char *[]){"www", "example", "com", NULL}, 1);
	else if (strcmp(kind, "data") == 0)
		question_write(
		    at_us, other, (uint16_t)n, (const char *[]){data, word, "com", NULL}, 16);
	else {
		snprintf(word, sizeof word, "b%llu", (unsigned long long)(mixed(n) % 1000000));
		question_write(
		    at_us, usual, (uint16_t)n, (const char *[]){"www", word, "com", NULL}, 1);
	}
}

int main(int argc, char **argv)
{
	uint64_t messages = argc > 3 ? strtoull(argv[3], NULL, 10) : 1000000,
		 next_us = BEACON_US / 2;
	char data[64];

	if (argc < 2)
		return 2;
	static const uint32_t header[] = {0xa1b2c3d4, 2 | 4 << 16, 0, 0, 65535, 1};
	for (size_t i = 0; i < sizeof header / sizeof *header; i++)
		file_put32(header[i]);
	for (uint64_t n = 0; n < messages; n++) {
		uint64_t at_us = n * SPAN_US / messages;

		if (at_us >= next_us) {
			put_base32(data, next_us, 24);
			question_write(next_us, 0x0a09004d, (uint16_t)next_us,
			    (const char *[]){data, "quiet", "example", "net", NULL}, 1);
			next_us += BEACON_US;
		}
		flood_write(argv[1], at_us, n);
	}
	return fflush(stdout) != 0;
}
