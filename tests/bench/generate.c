/*
 * generate [-n MESSAGES] [-s SEED]: writes a pcap of mixed DNS traffic to standard output,
 * identical for the same arguments on every machine. 1,000 clients, 200,000 names drawn with
 * probability 1/rank, one exchange in twenty over TCP, one in eight over IPv6; compressed
 * responses, CNAME chains, NXDOMAIN, reverse lookups, mail, and three tunnels. Integer arithmetic
 * only.
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
#define NAMES       200000
#define START_US    (UINT64_C(1479074404) * 1000000)
#define EXCHANGE_US 200
#define POINTER     0xc00c /* to the question's name */

enum { TYPE_A = 1, TYPE_CNAME = 5, TYPE_SOA = 6, TYPE_NULL = 10, TYPE_PTR = 12, TYPE_MX = 15 };
enum { TYPE_TXT = 16, TYPE_AAAA = 28, TYPE_OPT = 41 };

/* One exchange: the query and who sends it. */
struct exchange {
	unsigned client;
	uint16_t port, id;
	bool ip6, tcp;
	struct wire name;
	uint16_t type;
	uint8_t rcode;
};

static uint64_t now_us = START_US;

/* Writes a domain made of syllables, a function of its number, with its root label. */
static void put_domain(struct wire *w, uint32_t number)
{
	put_made_domain(w, number, 8);
}

/* 0 .. NAMES-1 with probability about 1/(number + 1): a random power of two, then uniform within
 * it. */
static uint32_t zipf(void)
{
	uint32_t low = UINT32_C(1) << below(18);

	return (low + below(low) - 1) % NAMES;
}

static void ask_host(struct exchange *e)
{
	static const char *const hosts[] = {
	    "www", "api", "cdn", "mail", "static", "img", "login", "ns1"};
	uint32_t number = zipf();

	put_label(&e->name, hosts[number / 8 % 8]);
	put_domain(&e->name, number);
	e->type = below(3) ? TYPE_A : TYPE_AAAA;
}

static void ask_missing(struct exchange *e)
{
	ask_host(e);
	e->rcode = 3;
}

static void ask_reverse(struct exchange *e)
{
	uint32_t address = zipf();
	char label[8];

	for (int shift = 0; shift < 32; shift += 8) {
		snprintf(label, sizeof label, "%u", address >> shift & 0xff);
		put_label(&e->name, label);
	}
	put_label(&e->name, "in-addr");
	put_label(&e->name, "arpa");
	put8(&e->name, 0);
	e->type = TYPE_PTR;
}

static void ask_mail(struct exchange *e)
{
	put_domain(&e->name, zipf());
	e->type = below(2) ? TYPE_MX : TYPE_TXT;
}

/* Three labels of random characters below one of three domains, from one of three clients. */
static void ask_tunnel(struct exchange *e)
{
	static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz012345";
	uint32_t which = below(3);
	char label[51];

	for (int n = 0; n < 3; n++) {
		for (size_t i = 0; i < sizeof label - 1; i++)
			label[i] = alphabet[below(32)];
		label[sizeof label - 1] = '\0';
		put_label(&e->name, label);
	}
	put_label(&e->name, "t");
	put_domain(&e->name, 150000 + which);
	e->client = which;
	e->type = which ? TYPE_TXT : TYPE_NULL;
}

/* Per hundred exchanges. */
static const struct {
	unsigned share;
	void (*ask)(struct exchange *e);
} kinds[] = {{74, ask_host}, {8, ask_missing}, {6, ask_reverse}, {5, ask_mail}, {7, ask_tunnel}};

static void exchange_new(struct exchange *e)
{
	uint32_t draw = below(100);
	size_t kind = 0;

	*e = (struct exchange){
	    .client = below(CLIENTS),
	    .port = (uint16_t)(1024 + below(64000)),
	    .id = (uint16_t)random32(),
	    .tcp = below(20) == 0,
	};
	while (draw >= kinds[kind].share)
		draw -= kinds[kind++].share;
	kinds[kind].ask(e);
	e->ip6 = e->client % 8 == 0;
}

/* The owner is the question's name; the caller writes the RDATA and then sets its length. */
static size_t record_open(struct wire *w, unsigned owner, unsigned type)
{
	put16(w, owner);
	put16(w, type);
	put16(w, 1);
	put32(w, 60 + below(3600));
	put16(w, 0);
	return w->len;
}

static void record_close(struct wire *w, size_t start)
{
	w->bytes[start - 2] = (uint8_t)((w->len - start) >> 8);
	w->bytes[start - 1] = (uint8_t)(w->len - start);
}

static void put_random(struct wire *w, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put8(w, random32() & 0xff);
}

static unsigned put_addresses(struct wire *w, const struct exchange *e)
{
	unsigned owner = POINTER, count = 1 + below(3), records = count;

	if (below(3) == 0) { /* a CNAME whose target ends in the question's name */
		size_t start = record_open(w, owner, TYPE_CNAME);

		owner = 0xc000 | (unsigned)start;
		put_label(w, "edge");
		put16(w, POINTER);
		record_close(w, start);
		records++;
	}
	while (count-- > 0) {
		size_t start = record_open(w, owner, e->type);

		put_random(w, e->type == TYPE_A ? 4 : 16);
		record_close(w, start);
	}
	return records;
}

static unsigned put_answers(struct wire *w, const struct exchange *e)
{
	if (e->rcode != 0)
		return 0;
	if (e->type == TYPE_A || e->type == TYPE_AAAA)
		return put_addresses(w, e);
	size_t start = record_open(w, POINTER, e->type);
	if (e->type == TYPE_TXT) {
		size_t len = 60 + below(190);

		put8(w, (unsigned)len);
		put_random(w, len);
	} else if (e->type == TYPE_NULL) {
		put_random(w, 100 + below(700));
	} else {
		if (e->type == TYPE_MX)
			put16(w, 10);
		put_label(w, "host");
		put_domain(w, zipf());
	}
	record_close(w, start);
	return 1;
}

static void put_authority(struct wire *w)
{
	size_t start = record_open(w, POINTER, TYPE_SOA);

	put16(w, POINTER);
	put16(w, POINTER);
	for (uint32_t i = 0; i < 5; i++)
		put32(w, 3600 * i);
	record_close(w, start);
}

static void message_of(struct wire *w, const struct exchange *e, bool response)
{
	w->len = 0;
	put16(w, e->id);
	put16(w, response ? 0x8180u | e->rcode : 0x0100);
	put16(w, 1);
	put16(w, 0);
	put16(w, e->rcode != 0 && response);
	put16(w, 1);
	put(w, e->name.bytes, e->name.len);
	put16(w, e->type);
	put16(w, 1);
	if (response) {
		w->bytes[7] = (uint8_t)put_answers(w, e);
		if (e->rcode != 0)
			put_authority(w);
	}
	put8(w, 0); /* OPT, RFC 6891 6.1.2 */
	put16(w, TYPE_OPT);
	put16(w, 1232);
	put32(w, 0);
	put16(w, 0);
}

static void put_address(struct wire *w, bool ip6, bool server, unsigned client)
{
	if (ip6) {
		static const uint8_t net[14] = {0x20, 0x01, 0x0d, 0xb8};

		put(w, net, sizeof net);
		put16(w, server ? 0x53 : 0x1000 + client);
	} else {
		put16(w, 0x0a01);
		put16(w, server ? 0x0035 : 0x1400 + client);
	}
}

/* Writes Ethernet, IP and a finished transport segment as one record of the file. */
static void frame_write(
    const struct exchange *e, bool from_server, struct wire *segment, size_t checksum_at)
{
	static const uint8_t ethernet[12] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2};
	struct wire w = {0};
	unsigned protocol = e->tcp ? 6 : 17;
	size_t ip = sizeof ethernet + 2, header = e->ip6 ? 40 : 20, addresses = e->ip6 ? 32 : 8;

	put(&w, ethernet, sizeof ethernet);
	put16(&w, e->ip6 ? 0x86dd : 0x0800);
	if (e->ip6) {
		put32(&w, 0x60000000);
		put16(&w, (unsigned)segment->len);
		put8(&w, protocol);
		put8(&w, 64);
	} else {
		put16(&w, 0x4500);
		put16(&w, (unsigned)(header + segment->len));
		put32(&w, random32() & 0xffff0000);
		put8(&w, 64);
		put8(&w, protocol);
		put16(&w, 0);
	}
	put_address(&w, e->ip6, from_server, e->client);
	put_address(&w, e->ip6, !from_server, e->client);
	if (!e->ip6)
		checksum_put(w.bytes + ip + 10, checksum_add(0, w.bytes + ip, header));
	uint32_t sum = checksum_add(0, w.bytes + w.len - addresses, addresses);
	sum += protocol + (uint32_t)segment->len;
	checksum_put(segment->bytes + checksum_at, checksum_add(sum, segment->bytes, segment->len));
	put(&w, segment->bytes, segment->len);

	record_write(now_us, w.bytes, w.len);
}

static void put_ports(struct wire *w, const struct exchange *e, bool from_server)
{
	put16(w, from_server ? 53 : e->port);
	put16(w, from_server ? e->port : 53);
}

static void udp_write(const struct exchange *e, bool from_server, const struct wire *message)
{
	struct wire w = {0};

	put_ports(&w, e, from_server);
	put16(&w, (unsigned)(8 + message->len));
	put16(&w, 0);
	put(&w, message->bytes, message->len);
	frame_write(e, from_server, &w, 6);
}

struct tcp {
	uint32_t next[2]; /* sequence number of each side, client first */
};

enum { FIN = 1, SYN = 2, PSH = 8, ACK = 16 };

static void tcp_write(struct tcp *tcp, const struct exchange *e, bool from_server, unsigned flags,
    const struct wire *message)
{
	struct wire w = {0};
	size_t payload = message ? 2 + message->len : 0;

	put_ports(&w, e, from_server);
	put32(&w, tcp->next[from_server]);
	put32(&w, flags & ACK ? tcp->next[!from_server] : 0);
	put16(&w, 0x5000 | flags);
	put16(&w, 65000);
	put32(&w, 0);
	if (message) {
		put16(&w, (unsigned)message->len);
		put(&w, message->bytes, message->len);
	}
	tcp->next[from_server] += (uint32_t)payload + (flags & (SYN | FIN) ? 1 : 0);
	frame_write(e, from_server, &w, 16);
}

/* Writes a query, and its response unless only one message is left. */
static void exchange_write(const struct exchange *e, bool with_response)
{
	struct tcp tcp = {.next = {random32(), random32()}};
	struct wire message;

	if (e->tcp) {
		tcp_write(&tcp, e, false, SYN, NULL);
		tcp_write(&tcp, e, true, SYN | ACK, NULL);
		tcp_write(&tcp, e, false, ACK, NULL);
	}
	for (int response = 0; response <= with_response; response++) {
		message_of(&message, e, response);
		if (e->tcp)
			tcp_write(&tcp, e, response, PSH | ACK, &message);
		else
			udp_write(e, response, &message);
		now_us += 20;
	}
	if (e->tcp) {
		tcp_write(&tcp, e, false, FIN | ACK, NULL);
		tcp_write(&tcp, e, true, FIN | ACK, NULL);
	}
}

static void round_write(uint64_t messages, uint64_t seed)
{
	random_seed(seed);
	for (uint64_t written = 0; written < messages; written += 2) {
		struct exchange e;

		exchange_new(&e);
		exchange_write(&e, written + 1 < messages);
		now_us += below(2 * EXCHANGE_US);
	}
}

int main(int argc, char **argv)
{
	uint64_t messages = 1000000, seed = 1, rounds = 1;

	for (int option; (option = getopt(argc, argv, "n:s:r:")) != -1;) {
		uint64_t value = option == '?' ? 0 : strtoull(optarg, NULL, 10);

		if (option == 'n')
			messages = value;
		else if (option == 's')
			seed = value;
		else if (option == 'r')
			rounds = value;
		else
			return 2;
	}
	file_header_write();
	for (; rounds > 0; rounds--)
		round_write(messages, seed);
	return fflush(stdout) != 0;
}
