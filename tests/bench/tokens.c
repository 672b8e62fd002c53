/*
 * tokens [-n MESSAGES] [-s SEED]: writes a pcap of DNS over UDP to standard output in which clients
 * ask one label under many domains: hosts named alike by every customer of a service, identifiers
 * that advertisers pass on to each other, selectors of mail, services announced by name, tests of
 * whatever a domain has. Nothing in it is a tunnel or a generated domain. The same for the same
 * arguments on every machine.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "random.h"
#include "record.h"
#include "wire.h"

#define CLIENTS     2000
#define DOMAINS     20000
#define SERVICES    400 /* whose hosts have the same names below each customer's domain */
#define START_US    (UINT64_C(1479074404) * 1000000)
#define EXCHANGE_US 200

enum {
	TYPE_A = 1,
	TYPE_NS = 2,
	TYPE_CNAME = 5,
	TYPE_SOA = 6,
	TYPE_MX = 15,
	TYPE_TXT = 16,
	TYPE_AAAA = 28,
	TYPE_SRV = 33
};
enum { TYPE_HTTPS = 65 };

struct exchange {
	unsigned client;
	uint16_t port, id, type;
	struct wire name;
};

static uint64_t now_us = START_US;

/* 0 .. n-1, low numbers more often: the product of two draws. */
static uint32_t low(uint32_t n)
{
	return (uint32_t)((uint64_t)below(n) * below(n) / n);
}

static void put_domain(struct wire *w, uint32_t number)
{
	put_made_domain(w, number, 4);
}

/* A label that is a function of a number: a word, a code, or both. */
static void put_token(struct wire *w, uint32_t number)
{
	static const char *const words[] = {
	    "sync", "track", "edge", "shop", "media", "auth", "metrics", "assets"};
	char label[32];
	uint32_t code = number * UINT32_C(2654435761);

	if (number % 3 == 0)
		snprintf(label, sizeof label, "%s%u", words[number % 8], number / 8 % 100);
	else if (number % 3 == 1)
		snprintf(label, sizeof label, "%s-%06x", words[number % 8], code >> 8);
	else
		snprintf(label, sizeof label, "%08x", code);
	put_label(w, label);
}

/* A host of a service, below the domain of one of its customers. */
static void ask_service(struct exchange *e)
{
	static const uint16_t types[] = {TYPE_A, TYPE_A, TYPE_AAAA, TYPE_AAAA, TYPE_HTTPS};

	put_token(&e->name, low(SERVICES));
	put_domain(&e->name, low(DOMAINS));
	e->type = types[below(sizeof types / sizeof *types)];
}

/* What a client is known by, below the domains of advertisers: the same label for each of them. */
static void ask_identifier(struct exchange *e)
{
	put_token(&e->name, SERVICES + e->client * 3 + 2 + 3 * below(4) * CLIENTS);
	put_label(&e->name, "sync");
	put_domain(&e->name, low(300));
	e->type = below(2) ? TYPE_A : TYPE_AAAA;
}

/* As mail servers and their filters ask: selectors, policies, aliases. */
static void ask_mail(struct exchange *e)
{
	static const uint16_t types[] = {TYPE_TXT, TYPE_TXT, TYPE_MX, TYPE_CNAME, TYPE_A};
	static const char *const below_domain[] = {"_domainkey", "_report", "mx", "spf"};
	uint32_t kind = below(4);

	put_token(&e->name, low(40));
	put_label(&e->name, below_domain[kind]);
	put_domain(&e->name, low(DOMAINS));
	e->type = types[below(sizeof types / sizeof *types)];
}

static void ask_srv(struct exchange *e)
{
	put_token(&e->name, low(20));
	put_label(&e->name, "_tcp");
	put_domain(&e->name, low(2000));
	e->type = below(3) ? TYPE_SRV : TYPE_CNAME;
}

/* As programs that look for whatever a domain has: types in any order. */
static void ask_any(struct exchange *e)
{
	static const uint16_t types[] = {
	    TYPE_A, TYPE_NS, TYPE_CNAME, TYPE_SOA, TYPE_MX, TYPE_TXT, TYPE_AAAA, TYPE_SRV};

	put_token(&e->name, low(12));
	put_domain(&e->name, low(120));
	e->type = types[below(sizeof types / sizeof *types)];
}

/* Per hundred exchanges. */
static const struct {
	unsigned share;
	void (*ask)(struct exchange *e);
} kinds[] = {{35, ask_service}, {20, ask_identifier}, {14, ask_mail}, {6, ask_srv}, {25, ask_any}};

/* A response has as many bytes of data as one of its type often has. */
static void put_answer(struct wire *w, uint16_t type)
{
	size_t len = type == TYPE_A ? 4 : type == TYPE_TXT ? 120 : 16;

	put16(w, 0xc00c);
	put16(w, type == TYPE_A || type == TYPE_AAAA || type == TYPE_TXT ? type : TYPE_A);
	put16(w, 1);
	put32(w, 60 + below(3600));
	if (type != TYPE_A && type != TYPE_AAAA && type != TYPE_TXT)
		len = 4;
	put16(w, (unsigned)len);
	for (size_t i = 0; i < len; i++)
		put8(w, type == TYPE_TXT ? (i ? 'a' + below(26) : (unsigned)len - 1)
					 : random32() & 0xff);
}

static void message_write(const struct exchange *e, bool response)
{
	static const uint8_t ethernet[14] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0};
	struct wire m = {0}, w = {0};

	put16(&m, e->id);
	put16(&m, response ? 0x8180 : 0x0100);
	put16(&m, 1);
	put16(&m, response);
	put32(&m, 0);
	put(&m, e->name.bytes, e->name.len);
	put16(&m, e->type);
	put16(&m, 1);
	if (response)
		put_answer(&m, e->type);
	put(&w, ethernet, sizeof ethernet);
	put16(&w, 0x4500);
	put16(&w, (unsigned)(28 + m.len));
	put32(&w, random32() & 0xffff0000);
	put16(&w, 64 << 8 | 17);
	put16(&w, 0);
	put32(&w, response ? 0x0a010035 : 0x0a011400 + e->client);
	put32(&w, response ? 0x0a011400 + e->client : 0x0a010035);
	checksum_put(w.bytes + 24, checksum_add(0, w.bytes + 14, 20));
	put16(&w, response ? 53 : e->port);
	put16(&w, response ? e->port : 53);
	put16(&w, (unsigned)(8 + m.len));
	put16(&w, 0); /* no checksum */
	put(&w, m.bytes, m.len);
	record_write(now_us, w.bytes, w.len);
	now_us += 20;
}

static void exchange_write(bool with_response)
{
	struct exchange e = {.client = low(CLIENTS),
	    .port = (uint16_t)(1024 + below(64000)),
	    .id = (uint16_t)random32()};
	uint32_t draw = below(100);
	size_t kind = 0;

	while (draw >= kinds[kind].share)
		draw -= kinds[kind++].share;
	kinds[kind].ask(&e);
	message_write(&e, false);
	if (with_response)
		message_write(&e, true);
	now_us += below(2 * EXCHANGE_US);
}

int main(int argc, char **argv)
{
	uint64_t messages = 1000000, seed = 1;

	for (int option; (option = getopt(argc, argv, "n:s:")) != -1;) {
		uint64_t value = option == '?' ? 0 : strtoull(optarg, NULL, 10);

		if (option == 'n')
			messages = value;
		else if (option == 's')
			seed = value;
		else
			return 2;
	}
	random_seed(seed);
	file_header_write();
	for (uint64_t written = 0; written < messages; written += 2)
		exchange_write(written + 1 < messages);
	return fflush(stdout) != 0;
}
