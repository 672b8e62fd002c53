#include "../../../src/score/benign/explained.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/utc.h"
#include "dns/name.h"

/* What the formats explain in whole channels: of names of the services they stand for, nearly all;
 * of data put inside them, so little that no discount follows (0.8). */

#define ALNUM  "abcdefghijklmnopqrstuvwxyz0123456789"
#define BASE32 "abcdefghijklmnopqrstuvwxyz234567"
#define HEX    "0123456789abcdef"
#define ALPHA  "abcdefghijklmnopqrstuvwxyz"
#define BASE   ".example.com"

struct channel_of {
	struct channel channel;
	struct domain domain;
	struct sample_name names[SAMPLE_NAMES_MAX];
	struct dns_name parsed[SAMPLE_NAMES_MAX];
};

static uint64_t state = 1;

/* Xorshift64* (Vigna 2016). */
static unsigned draw(unsigned below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (unsigned)((state * UINT64_C(2685821657736338717)) >> 33) % below;
}

static size_t put_text(char *out, const char *alphabet, size_t len)
{
	for (size_t i = 0; i < len; i++)
		out[i] = alphabet[draw((unsigned)strlen(alphabet))];
	return len;
}

/* A template: 'A' 8 letters and digits, 'B' 20 base32, 'L' 10 letters, 'H' a hex digit, 'N' a byte,
 * 'U' one that an address starts with, 'G' a GUID, 'W' a word, 'C' a word out of few, 'T' a
 * top-level domain; the rest stands for itself. */
static void fill(const char *template, char *out)
{
	static const char *const words[] = {"harbour", "kitchen", "orange", "garden", "market",
	    "silver", "winter", "castle", "bridge", "forest", "travel", "coffee"};
	static const char *const endings[] = {
	    "com", "net", "org", "de", "fr", "top", "xyz", "club", "online", "work", "jp", "nl"};

	for (const char *c = template; *c; c++) {
		if (*c == 'A')
			out += put_text(out, ALNUM, 8);
		else if (*c == 'B')
			out += put_text(out, BASE32, 20);
		else if (*c == 'L')
			out += put_text(out, ALPHA, 10);
		else if (*c == 'H')
			out += put_text(out, HEX, 1);
		else if (*c == 'N')
			out += sprintf(out, "%u", draw(256));
		else if (*c == 'U')
			out += sprintf(out, "%u", 1 + draw(223));
		else if (*c == 'G')
			out += sprintf(out, "%08x-%04x-%04x-%04x-%06x%06x", draw(1u << 31),
			    draw(65536), draw(65536), draw(65536), draw(1 << 24), draw(1 << 24));
		else if (*c == 'W')
			out += sprintf(out, "%s%s", words[draw(12)], words[draw(12)]);
		else if (*c == 'C')
			out += sprintf(out, "%s", words[draw(12)]);
		else if (*c == 'T')
			out += sprintf(out, "%s", endings[draw(12)]);
		else
			*out++ = *c;
	}
	*out = '\0';
}

static void build(struct channel_of *c, const char *template, unsigned types, unsigned outcomes)
{
	const char *last = strrchr(template, '.');
	bool local = last && strcmp(last, ".local") == 0;

	*c = (struct channel_of){.domain = {.label_count = 2, .registered = !local}};
	c->channel.domain = &c->domain;
	c->channel.sample.names = c->names;
	c->channel.sample.count = SAMPLE_NAMES_MAX;
	c->channel.last_ns = 60 * NS_PER_SECOND;
	for (unsigned i = 0; i < SAMPLE_NAMES_MAX; i++) {
		char text[600];

		fill(template, text);
		assert_int_equal(dns_name_parse(text, &c->parsed[i]), 0);
		c->names[i] = (struct sample_name){.types = (uint16_t)types,
		    .outcomes = (uint8_t)outcomes,
		    .base_labels = 2,
		    .wire = c->parsed[i].wire,
		    .wire_len = c->parsed[i].len};
	}
}

static double share_of(const char *template, unsigned types, unsigned outcomes, double names)
{
	static struct channel_of c;
	struct explained e;

	build(&c, template, types, outcomes);
	if (names < SAMPLE_NAMES_MAX)
		c.channel.sample.count = (uint16_t)names;
	explained_find(&e, &c.channel, names, NULL);
	return e.share;
}

/* Names that are known to be data are explained by nothing, whatever they look like. */
static void test_data(void **context)
{
	static struct channel_of c;
	bool data[SAMPLE_NAMES_MAX];
	struct explained e;

	(void)context;
	build(&c, "host-U-N-N-N" BASE, SAMPLE_A, SAMPLE_ANSWERED);
	for (unsigned i = 0; i < SAMPLE_NAMES_MAX; i++)
		data[i] = i % 4 == 0;
	memset(&e, 0xff, sizeof e); /* nothing is left as it was */
	explained_find(&e, &c.channel, SAMPLE_NAMES_MAX, data);
	for (unsigned i = 0; i < SAMPLE_NAMES_MAX; i++)
		assert_int_equal(e.name[i], !data[i]);
	assert_true(e.share > 0.74 && e.share < 0.76);
}

static void test_benign(void **context)
{
	static const struct {
		const char *template;
		unsigned types, outcomes;
		double names;
	} rows[] = {
	    {"N.N.N.U.bl" BASE, SAMPLE_A | SAMPLE_TXT, SAMPLE_NXDOMAIN, 30000},
	    {"host-U-N-N-N" BASE, SAMPLE_A, SAMPLE_ANSWERED, 30000},
	    {"W.com.corp" BASE, SAMPLE_A | SAMPLE_AAAA, SAMPLE_NXDOMAIN, 3000},
	    {"W._domainkey" BASE, SAMPLE_TXT, SAMPLE_ANSWERED, 300},
	    {"B._domainkey" BASE, SAMPLE_TXT, SAMPLE_ANSWERED, 33},
	    {"_dmarc.W" BASE, SAMPLE_TXT, SAMPLE_ANSWERED, 3000},
	    {"_ldap._tcp.C._sites.dc._msdcs" BASE, SAMPLE_SRV, SAMPLE_ANSWERED, 3000},
	    {"L" BASE, SAMPLE_A | SAMPLE_AAAA, SAMPLE_NXDOMAIN, 64},
	    {"L.corp" BASE, SAMPLE_A, SAMPLE_NXDOMAIN, 64},
	    {"www.L.T.uri" BASE, SAMPLE_A, SAMPLE_NXDOMAIN, 200},
	    {"C.T.C.svc.cluster.local", SAMPLE_A | SAMPLE_AAAA, SAMPLE_NXDOMAIN, 3000},
	    {"_.W" BASE, SAMPLE_A, SAMPLE_EMPTY, 3000},
	};
	(void)context;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double share =
		    share_of(rows[i].template, rows[i].types, rows[i].outcomes, rows[i].names);

		if (share < 0.8)
			fail_msg("%s: %.2f", rows[i].template, share);
	}
}

/* Each discount must not be a way in. */
static void test_hidden(void **context)
{
	static const char *const marks[] = {"host-1-2-3-4", "_dmarc", "wpad", "_x._tcp", "4.3.2.1",
	    "_acme-challenge", "isatap", "a._domainkey", "www.harbour.com", "C.T.C", "_"};
	static const unsigned types[] = {SAMPLE_A, SAMPLE_AAAA, SAMPLE_TXT, SAMPLE_RARE,
	    SAMPLE_CNAME, SAMPLE_MX, SAMPLE_SRV, SAMPLE_OTHER};
	static const char *const data[] = {"A.A.A.A.A.A.A.A.A.A.A.A", "A.A", "A", "B", "B.B"};
	(void)context;

	for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
		for (size_t d = 0; d < sizeof data / sizeof *data; d++)
			for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
				char left[200], right[200];

				snprintf(left, sizeof left, "%s.%s" BASE, data[d], marks[m]);
				snprintf(right, sizeof right, "%s.%s" BASE, marks[m], data[d]);
				if (share_of(left, types[t], 0, 3000) >= 0.8)
					fail_msg("%s, types %u", left, types[t]);
				if (share_of(right, types[t], 0, 3000) >= 0.8)
					fail_msg("%s, types %u", right, types[t]);
			}
}

/* Data inside the room that a format has. */
static void test_room(void **context)
{
	static const struct {
		const char *template;
		unsigned types, outcomes;
	} rows[] = {
	    {"N.N.N.N" BASE, SAMPLE_A, 0},
	    {"host-N-N-N-N" BASE, SAMPLE_A, SAMPLE_ANSWERED},
	    {"host-U-N-N-N" BASE, SAMPLE_TXT, SAMPLE_ANSWERED},
	    {"H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H.H" BASE, SAMPLE_A, 0},
	    {"L" BASE, SAMPLE_A, 0},
	    {"L" BASE, SAMPLE_TXT, 0},
	    {"L.corp" BASE, SAMPLE_A, SAMPLE_NXDOMAIN},
	    {"B._domainkey" BASE, SAMPLE_TXT, 0},
	    {"G._msdcs" BASE, SAMPLE_SRV, 0},
	    {"G" BASE, SAMPLE_A, SAMPLE_NXDOMAIN},
	    {"G.local", SAMPLE_A, SAMPLE_ANSWERED},
	    {"www.L.com.uri" BASE, SAMPLE_A, SAMPLE_NXDOMAIN},
	    {"www.L.T.uri" BASE, SAMPLE_TXT, SAMPLE_ANSWERED},
	    {"www.L.T.uri" BASE, SAMPLE_A, SAMPLE_NXDOMAIN},
	    {"A.com" BASE, SAMPLE_A, SAMPLE_NXDOMAIN},
	};
	(void)context;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		double share = share_of(rows[i].template, rows[i].types, rows[i].outcomes, 3000);

		if (share >= 0.8)
			fail_msg("%s: %.2f", rows[i].template, share);
	}
}

/* One name more than a format explains takes away one name, not all. */
static void test_no_cliff(void **context)
{
	double before = 1;
	(void)context;

	for (double names = 33; names < 4000; names *= 1.2) {
		double share = share_of("B._domainkey" BASE, SAMPLE_TXT, 0, names);

		assert_true(share <= before + 0.05);
		assert_true(share >= 0.8 * 32 / names - 0.02);
		before = share;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_data),
	    cmocka_unit_test(test_benign),
	    cmocka_unit_test(test_hidden),
	    cmocka_unit_test(test_room),
	    cmocka_unit_test(test_no_cliff),
	};

	return cmocka_run_group_tests_name("explained", tests, NULL, NULL);
}
