/*
 * Compares the bound on a channel's score with judging it in full, for drawn channels of one and of
 * several names: words, data, names of tools and of test sinks, every kind of response, under drawn
 * thresholds. The first argument is how many rounds to draw.
 */
#include "../../src/score/bound.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../src/score/combine.h"
#include "../support/adding.h"
#include "../support/draw.h"
#include "base/utc.h"

#define CHANNELS 60

static unsigned long rounds = 60;

static const char *const words[] = {"www", "mail", "cdn", "api", "static-content", "login", "m",
    "a1", "img2", "_dmarc", "xn--p1ai", "autodiscover", "video-edge-1", "wpad"};
/* What is left of the base; NULL: drawn characters. */
static const char *const special[] = {NULL, "dnscat.0102030405060708091011",
    "aaaabbbbccccddddeeeeffff0.abcdefgh", "paaaaaaa", "4.3.2.1", "c0ffee00c0ffee00c0ffee00c0ffee",
    "_ta-4f66", "secretdata123456.c23abcdefghijklmnopqrstuvwxyz1234",
    "c23abcdefghijklmnopqrstuvwxyz1234", "user-at-host.abcdefghijklmnopqrstuvwxyz12",
    "x7q9zk2v.a1b2c3", "www.x7q9zk2v.a1b2c3"};
static const char *const bases[] = {"example.com", "example.co.uk", "oastify.com", "dnslog.cn",
    "ceye.io", "oast.fun", "canarytokens.com", "bd", "printer.local", "1.168.192.in-addr.arpa",
    "mq3k7xw2pz9v4t8r1n6b5c0d.com", "amazonaws.com", "e5.sk", "spamhaus.org"};
static const uint16_t types[] = {DNS_TYPE_A, DNS_TYPE_A, DNS_TYPE_A, DNS_TYPE_AAAA, DNS_TYPE_HTTPS,
    DNS_TYPE_TXT, DNS_TYPE_NULL, DNS_TYPE_CNAME, DNS_TYPE_MX, DNS_TYPE_SRV, DNS_TYPE_PTR};
#define COUNT(a) (sizeof(a) / sizeof *(a))
#define PICK(a)  ((a)[draw(COUNT(a))])

static void draw_label(char *out, unsigned len)
{
	static const char *const alphabets[] = {"0123456789abcdef",
	    "abcdefghijklmnopqrstuvwxyz234567",
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", "eeettaaoinshrdlu"};
	const char *alphabet = PICK(alphabets);

	for (unsigned i = 0; i < len; i++)
		out[i] = alphabet[draw((uint32_t)strlen(alphabet))];
	out[len] = '\0';
}

static void draw_left(char *out, size_t cap)
{
	char label[DNS_LABEL_MAX + 1];
	const char *text = PICK(special);
	size_t len = 0;

	out[0] = '\0';
	if (draw(3) == 0 && text)
		snprintf(out, cap, "%s.", text);
	else
		for (unsigned i = draw(4); i > 0; i--) {
			if (draw(2))
				draw_label(label, 1 + draw(draw(3) ? 12 : DNS_LABEL_MAX));
			len += (size_t)snprintf(
			    out + len, cap - len, "%s.", draw(2) ? PICK(words) : label);
		}
}

static void draw_answer(struct dns_event *e)
{
	e->response = true;
	e->rcode = draw(3) ? 0 : (uint16_t)draw(6);
	e->answer_count = (uint16_t)draw(3);
	e->answer_bytes = e->answer_count * draw(draw(4) ? 40 : 4000);
	e->answer_hash = draw(1000);
	e->answer_type = draw(2) ? e->qtype : PICK(types);
	e->answer_flags = draw(3) ? 0 : (uint8_t)draw(128);
	e->answer_ttl_min = draw(600);
}

static void add_channel(struct stats *s, struct preparser *p, uint8_t client, uint64_t *frame)
{
	char left[4 * (DNS_LABEL_MAX + 2)], text[5 * (DNS_LABEL_MAX + 2)];
	const char *base = PICK(bases);
	uint16_t type = PICK(types);
	int64_t time_ns = NS_PER_DAY + (int64_t)draw(1000) * NS_PER_SECOND;
	unsigned steady = draw(3);
	bool again = draw(4) > 0, dead = draw(6) == 0;

	if (dead) { /* one short random name, again and again, without an answer */
		draw_label(left, 8 + draw(8));
		strcat(left, ".");
		steady = 1 + draw(4);
		again = true;
	} else {
		draw_left(left, sizeof left);
	}
	for (unsigned n = 1 + draw(dead || draw(3) == 0 ? 30 : 4); n > 0; n--) {
		const uint8_t from[4] = {10, 0, 0, client}, to[4] = {10, 0, 1, (uint8_t)draw(2)};
		struct dns_name name;

		if (!again)
			draw_left(left, sizeof left);
		snprintf(text, sizeof text, "%s%s", left, base);
		if (dns_name_parse(text, &name) != 0)
			continue;
		time_ns += steady ? (int64_t)steady * 60 * NS_PER_SECOND
				  : (int64_t)draw(400) * NS_PER_SECOND / 4;
		struct dns_event e = {.ref = {.record = ++*frame},
		    .time_ns = time_ns,
		    .client = address_v4(from),
		    .server = address_v4(to),
		    .dns = true,
		    .id = (uint16_t)draw(12),
		    .qname = &name,
		    .qtype = draw(4) ? type : PICK(types),
		    .qclass = 1};
		if (dead || draw(8))
			add_event(s, p, &e);
		e.ref.record = ++*frame;
		if (!dead && draw(4)) {
			draw_answer(&e);
			add_event(s, p, &e);
		}
	}
}

static void draw_options(struct score_options *o)
{
	score_options_default(o);
	if (draw(3) > 0)
		return;
	o->facts.length_threshold = 1 + draw(60);
	o->facts.surprise_threshold = draw(8);
	o->txt_ratio = draw(11) / 10.0;
	o->facts.window_ns = (1 + (int64_t)draw(600)) * NS_PER_SECOND;
	o->no_known = draw(2);
}

/* What is filled in from the whole capture. */
static void draw_surroundings(struct facts *f)
{
	f->base_clients = 1 + draw(100);
	f->capture_clients = f->base_clients + draw(100);
	f->capture_answered = draw(2);
	f->server_bases = draw(3);
	f->usual_bases = draw(40);
	f->client_bases = f->usual_bases + draw(40);
	f->tool_starts = draw(40);
	f->tool_ports = draw(20);
	f->base_names = draw(3) ? 0 : draw(100);
}

struct tally {
	unsigned long bounded, judged, scored;
};

static void compare(struct tally *t, const struct facts *f, const struct score_options *o)
{
	struct verdict v;

	combine_channel(f, NULL, o, &v);
	if (!bound_is_nothing(f, o)) {
		t->judged++;
		t->scored += v.score > 0;
		return;
	}
	t->bounded++;
	if (v.score != 0 || v.weighed != 0 || v.has_mark || v.known || v.staged || v.leaked)
		fail_msg("a channel of %s is bounded and scores %d",
		    (const char *)f->channel->domain->fold + 1, v.score);
}

static void compare_all(struct tally *t, struct stats *s, const struct score_options *o)
{
	struct facts_memory memory = {.taken = 0};
	struct channel_room room = {.channel = {.client = NULL}};

	for (size_t i = 0; i < stats_channel_count(s); i++) {
		struct facts f;

		facts_build(&f, stats_channel(s, i, &room), &o->facts, &memory);
		for (unsigned k = 0; k < 3; k++) {
			draw_surroundings(&f);
			compare(t, &f, o);
		}
	}
	channel_room_fini(&room);
	facts_memory_fini(&memory);
}

static void test_bound(void **state)
{
	struct tally t = {0};
	(void)state;

	draw_state = 1;
	for (unsigned long i = 0; i < rounds; i++) {
		struct stats *s = stats_new(TEST_SECRET);
		struct preparser *p = preparser_new(TEST_SECRET);
		struct score_options o;
		uint64_t frame = 0;

		for (uint8_t client = 1; client <= CHANNELS; client++)
			add_channel(s, p, client, &frame);
		stats_finalize(s);
		draw_options(&o);
		compare_all(&t, s, &o);
		preparser_free(p);
		stats_free(s);
	}
	/* Both happen often. */
	assert_true(t.bounded * 10 > t.judged && t.scored * 10 > t.judged);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_bound)};

	if (argc > 1)
		rounds = strtoul(argv[1], NULL, 10);
	return cmocka_run_group_tests_name("bound", tests, NULL, NULL);
}
