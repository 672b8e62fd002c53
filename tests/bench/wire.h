/*
 * Builds the bytes of one packet in network order. A packet that exceeds the buffer aborts the
 * program.
 */
#ifndef DNSFERRET_BENCH_WIRE_H
#define DNSFERRET_BENCH_WIRE_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PACKET_BYTES 1500

struct wire {
	uint8_t bytes[PACKET_BYTES];
	size_t len;
};

static inline void put(struct wire *w, const void *bytes, size_t n)
{
	if (n > sizeof w->bytes - w->len)
		abort();
	memcpy(w->bytes + w->len, bytes, n);
	w->len += n;
}

static inline void put8(struct wire *w, unsigned v)
{
	put(w, &(uint8_t){(uint8_t)v}, 1);
}

static inline void put16(struct wire *w, unsigned v)
{
	put8(w, v >> 8 & 0xff);
	put8(w, v & 0xff);
}

static inline void put32(struct wire *w, uint32_t v)
{
	put16(w, v >> 16);
	put16(w, v & 0xffff);
}

static inline void put_label(struct wire *w, const char *text)
{
	put8(w, (unsigned)strlen(text));
	put(w, text, strlen(text));
}

/* A registered domain that is a function of a number, below one of the first `ends` suffixes. */
static inline void put_made_domain(struct wire *w, uint32_t number, uint32_t ends)
{
	static const char *const syllables[] = {"ka", "lo", "mi", "ren", "sta", "tor", "vel", "ba",
	    "do", "fin", "gra", "hu", "jo", "ne", "pel", "qui"};
	static const char *const suffixes[] = {"com", "net", "org", "de", "fr", "jp", "io", "info"};
	char label[64] = "";
	size_t len = 0;

	for (uint32_t rest = number + 16; rest > 0; rest /= 16)
		len +=
		    (size_t)snprintf(label + len, sizeof label - len, "%s", syllables[rest % 16]);
	put_label(w, label);
	put_label(w, suffixes[number % ends]);
	put8(w, 0);
}

/* Internet checksum (RFC 1071), continued from `sum`. */
static inline uint32_t checksum_add(uint32_t sum, const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sum += i % 2 ? bytes[i] : (uint32_t)bytes[i] << 8;
	return sum;
}

static inline void checksum_put(uint8_t *at, uint32_t sum)
{
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	sum = sum == 0xffff ? sum : ~sum & 0xffff;
	at[0] = (uint8_t)(sum >> 8);
	at[1] = (uint8_t)sum;
}

#endif
