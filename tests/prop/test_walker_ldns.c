/*
 * Compares the message walker with ldns_wire2pkt on seeded mutants of ordinary messages. Every
 * difference must be of a documented kind (docs/walker-and-ldns.md); any other fails the test.
 */
#include <ldns/ldns.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "dns/message.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define LEAKS_OF_LDNS(statement)  \
	do {                      \
		__lsan_disable(); \
		statement;        \
		__lsan_enable();  \
	} while (0)
#else
#define LEAKS_OF_LDNS(statement) statement
#endif

#define MUTANTS_PER_SEED 10000
#define SEED_WITH_TSIG   18
#define MESSAGE_MAX      2048

enum kind {
	BOTH_READ,
	BOTH_REFUSE,
	CUT_KEPT,
	TRAILING_COUNTED,
	POINTER_REFUSED,
	RDLENGTH_OBEYED,
	AFTER_TSIG_SEEN,
	RDATA_NOT_JUDGED,
	UNKNOWN,
	KIND_COUNT,
};

static const char *const kind_names[KIND_COUNT] = {
    "both read the same",
    "both refuse",
    "cut: ldns gives nothing, the walker what there is",
    "trailing bytes: ldns is silent, the walker counts",
    "pointer forward, into the header or too many: ldns follows, the walker refuses",
    "RDLENGTH: ldns goes by the fields it parsed, the walker by RDLENGTH",
    "after TSIG: ldns leaves records out, the walker sees them",
    "RDATA: ldns refuses the message, the walker notes and goes on",
    "unknown",
};

static const struct {
	uint16_t flags;
	const char *question;
	uint16_t qtype;
	const char *records[6]; /* "1 a.example. ...", prefixed with the section number */
} seeds[] = {
    {0x0100, "www.example.com.", 1, {0}},
    {0x0120, "example.com.", 255, {0}},
    {0x0100, "a.b.c.d.e.f.g.h.i.j.example.com.", 16, {0}},
    {0x8180, "www.example.com.", 1, {"1 www.example.com. 300 IN A 192.0.2.1"}},
    {0x8180, "www.example.com.", 1,
	{"1 www.example.com. 60 IN CNAME cdn.example.net.", "1 cdn.example.net. 20 IN A 192.0.2.1",
	    "1 cdn.example.net. 20 IN A 192.0.2.2", "2 example.net. 3600 IN NS ns1.example.net.",
	    "3 ns1.example.net. 3600 IN A 192.0.2.53"}},
    {0x8180, "www.example.com.", 28, {"1 www.example.com. 300 IN AAAA 2001:db8::1"}},
    {0x8183, "nx.example.com.", 1,
	{"2 example.com. 900 IN SOA ns.example.com. root.example.com. 1 2 3 4 5"}},
    {0x8180, "example.com.", 15,
	{"1 example.com. 300 IN MX 10 mail.example.com.",
	    "1 example.com. 300 IN MX 20 mail2.example.com.",
	    "3 mail.example.com. 9 IN A 192.0.2.9"}},
    {0x8180, "x.t.example.com.", 16,
	{"1 x.t.example.com. 0 IN TXT \"abcdefghijklmnopqrstuvwxyz0123456789\" \"second\""}},
    {0x8180, "_sip._udp.example.com.", 33,
	{"1 _sip._udp.example.com. 60 IN SRV 1 2 5060 sip.example.com."}},
    {0x8180, "1.2.0.192.in-addr.arpa.", 12, {"1 1.2.0.192.in-addr.arpa. 60 IN PTR a.example.com."}},
    {0x8180, "example.com.", 35,
	{"1 example.com. 60 IN NAPTR 1 2 \"u\" \"E2U+sip\" \"!^.*$!sip:a@example.com!\" ."}},
    {0x8180, "example.com.", 257, {"1 example.com. 60 IN CAA 0 issue \"ca.example.net\""}},
    {0x8180, "example.com.", 43,
	{"1 example.com. 60 IN DS 12345 8 2 "
	 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}},
    {0x8180, "example.com.", 48, {"1 example.com. 60 IN DNSKEY 257 3 8 AQIDBAUGBwgJ"}},
    {0x8180, "example.com.", 47,
	{"2 example.com. 60 IN NSEC a.example.com. A NS SOA RRSIG NSEC DNSKEY"}},
    {0x8180, "d.example.com.", 39, {"1 d.example.com. 60 IN DNAME e.example.net."}},
    {0x8180, "t.example.com.", 10, {"1 t.example.com. 0 IN TYPE10 \\# 8 0102030405060708"}},
    {0x8180, "signed.example.com.", 1,
	{"1 signed.example.com. 60 IN A 192.0.2.3",
	    "3 key.example.com. 0 ANY TYPE250 \\# 17 0000000000000000000000000000000000",
	    "3 x.example.com. 60 IN A 192.0.2.4"}},
    {0x2800, "example.com.", 6, {"2 new.example.com. 60 IN A 192.0.2.77"}},
};

static uint64_t random_state = 0x20d5;

static uint32_t random_below(uint32_t n)
{
	random_state = random_state * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (uint32_t)(random_state >> 33) % n;
}

static size_t build_seed(size_t i, uint8_t out[MESSAGE_MAX])
{
	static const ldns_pkt_section sections[] = {LDNS_SECTION_QUESTION, LDNS_SECTION_ANSWER,
	    LDNS_SECTION_AUTHORITY, LDNS_SECTION_ADDITIONAL};
	ldns_pkt *pkt = ldns_pkt_query_new(ldns_dname_new_frm_str(seeds[i].question),
	    (ldns_rr_type)seeds[i].qtype, LDNS_RR_CLASS_IN, 0);
	uint8_t *wire = NULL;
	size_t len = 0;

	for (int r = 0; r < 6 && seeds[i].records[r]; r++) {
		const char *text = seeds[i].records[r];
		ldns_rr *rr = NULL;

		assert_int_equal(ldns_rr_new_frm_str(&rr, text + 2, 0, NULL, NULL), LDNS_STATUS_OK);
		assert_true(ldns_pkt_push_rr(pkt, sections[text[0] - '0'], rr));
	}
	ldns_pkt_set_id(pkt, 0x4242);
	if (i % 2 == 1) {
		ldns_pkt_set_edns_udp_size(pkt, 1232);
		ldns_pkt_set_edns_do(pkt, true);
	}
	assert_int_equal(ldns_pkt2wire(&wire, pkt, &len), LDNS_STATUS_OK);
	assert_true(len <= MESSAGE_MAX / 2);
	memcpy(out, wire, len);
	out[2] = (uint8_t)(seeds[i].flags >> 8);
	out[3] = (uint8_t)seeds[i].flags;
	free(wire);
	ldns_pkt_free(pkt);
	return len;
}

static size_t mutate_once(uint8_t *bytes, size_t len)
{
	size_t at = random_below((uint32_t)len), n = 1 + random_below(12);

	switch (random_below(8)) {
	case 0:
		bytes[at] ^= (uint8_t)(1U << random_below(8));
		break;
	case 1:
		bytes[at] = (uint8_t)random_below(256);
		break;
	case 2: /* a pointer to a random offset */
		bytes[at] = (uint8_t)(0xc0 | random_below(2));
		bytes[at + 1] = (uint8_t)random_below(256);
		break;
	case 3: /* lengths slightly off */
		bytes[at] = (uint8_t)(bytes[at] + random_below(9) - 4);
		break;
	case 4: /* wrong counts */
		bytes[5 + 2 * random_below(4)] = (uint8_t)random_below(5);
		break;
	case 5: /* a run of bytes duplicated */
		if (len + n > MESSAGE_MAX / 2 || at + n > len)
			break;
		memmove(bytes + at + n, bytes + at, len - at);
		return len + n;
	case 6: /* a run of bytes removed */
		if (at + n > len || len - n < 12)
			break;
		memmove(bytes + at, bytes + at + n, len - at - n);
		return len - n;
	default: /* trailing bytes */
		if (len + n > MESSAGE_MAX / 2)
			break;
		memset(bytes + len, (int)random_below(256), n);
		return len + n;
	}
	return len;
}

static bool same_record(const struct dns_record *ours, const ldns_rr *theirs)
{
	const ldns_rdf *owner = ldns_rr_owner(theirs);
	struct cursor at = ours->owner;
	struct dns_name name;

	if (ours->type != ldns_rr_get_type(theirs) || ours->class != ldns_rr_get_class(theirs) ||
	    dns_name_read(&at, &name) != ANOMALY_NONE || name.len != ldns_rdf_size(owner) ||
	    memcmp(name.wire, ldns_rdf_data(owner), name.len) != 0)
		return false;
	return ours->section == DNS_QUESTION || ours->ttl == ldns_rr_ttl(theirs);
}

/* Compares records the way ldns lists them: without OPT and TSIG of the additional section. */
static bool same_lists(const uint8_t *bytes, size_t len, const struct dns_msg *msg, ldns_pkt *pkt)
{
	ldns_rr_list *lists[] = {ldns_pkt_question(pkt), ldns_pkt_answer(pkt),
	    ldns_pkt_authority(pkt), ldns_pkt_additional(pkt)};
	size_t next[DNS_SECTION_COUNT] = {0};
	struct dns_record record;
	struct dns_walk walk;

	dns_walk_start(&walk, bytes, len, msg);
	while (dns_walk_next(&walk, &record)) {
		ldns_rr_list *list = lists[record.section];
		size_t *i = &next[record.section];

		if (record.section == DNS_ADDITIONAL &&
		    (record.type == DNS_TYPE_OPT || record.type == DNS_TYPE_TSIG))
			continue;
		if (*i == ldns_rr_list_rr_count(list) ||
		    !same_record(&record, ldns_rr_list_rr(list, *i)))
			return false;
		++*i;
	}
	for (int s = 0; s < DNS_SECTION_COUNT; s++)
		if (next[s] != ldns_rr_list_rr_count(lists[s]))
			return false;
	return msg->id == ldns_pkt_id(pkt) && (msg->flags & 0xf) == ldns_pkt_get_rcode(pkt) &&
	       dns_opcode(msg->flags) == ldns_pkt_get_opcode(pkt);
}

/* The first record the walker read that ldns, given only that one, rejects or ends elsewhere;
 * otherwise a record after a TSIG. */
static enum kind first_divergence(const uint8_t *bytes, size_t len, const struct dns_msg *msg)
{
	struct dns_record record;
	struct dns_walk walk;
	bool tsig = false;

	dns_walk_start(&walk, bytes, len, msg);
	for (size_t pos = walk.at.pos; dns_walk_next(&walk, &record); pos = walk.at.pos) {
		ldns_rr *rr = NULL;
		ldns_status status = ldns_wire2rr(&rr, bytes, len, &pos,
		    record.section == DNS_QUESTION ? LDNS_SECTION_QUESTION : LDNS_SECTION_ANSWER);

		if (status != LDNS_STATUS_OK)
			return RDATA_NOT_JUDGED;
		ldns_rr_free(rr);
		if (pos != walk.at.pos)
			return RDLENGTH_OBEYED;
		tsig |= record.section == DNS_ADDITIONAL && record.type == DNS_TYPE_TSIG;
	}
	return tsig ? AFTER_TSIG_SEEN : UNKNOWN;
}

static enum kind compare(const uint8_t *bytes, size_t len, size_t wire_len)
{
	struct source_ref where = {.record = 1};
	ldns_pkt *pkt = NULL;
	ldns_status status;
	struct dns_msg msg;
	enum kind kind;

	dns_msg_read(bytes, len, wire_len, &msg, NULL, where);
	LEAKS_OF_LDNS(status = ldns_wire2pkt(&pkt, bytes, len));
	bool theirs = status == LDNS_STATUS_OK;

	if (theirs && msg.status == DNS_OK && same_lists(bytes, len, &msg, pkt))
		kind = msg.trailing_bytes > 0 ? TRAILING_COUNTED : BOTH_READ;
	else if (!theirs && msg.status == DNS_CUT)
		kind = CUT_KEPT;
	else if (!theirs && msg.status == DNS_BAD)
		kind = BOTH_REFUSE;
	else
		kind = first_divergence(bytes, len, &msg);
	if (kind == UNKNOWN && theirs &&
	    (msg.reason == ANOMALY_NAME_POINTER_FORWARD ||
		msg.reason == ANOMALY_NAME_POINTER_HEADER ||
		msg.reason == ANOMALY_NAME_POINTER_LIMIT))
		kind = POINTER_REFUSED;
	if (theirs)
		ldns_pkt_free(pkt);
	return kind;
}

static void report_unknown(size_t seed, const uint8_t *bytes, size_t len)
{
	print_error("seed %zu:", seed);
	for (size_t i = 0; i < len; i++)
		print_error(" %02x", bytes[i]);
	print_error("\n");
}

static void test_mutants(void **state)
{
	uint64_t counts[KIND_COUNT] = {0};
	(void)state;

	for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
		uint8_t seed[MESSAGE_MAX], bytes[MESSAGE_MAX];
		size_t seed_len = build_seed(i, seed);

		assert_int_equal(compare(seed, seed_len, seed_len),
		    i == SEED_WITH_TSIG ? AFTER_TSIG_SEEN : BOTH_READ);
		for (int m = 0; m < MUTANTS_PER_SEED; m++) {
			size_t len = seed_len, wire_len;

			memcpy(bytes, seed, seed_len);
			for (uint32_t n = 1 + random_below(3); n > 0; n--)
				len = mutate_once(bytes, len);
			wire_len = len;
			if (random_below(8) == 0)
				len = random_below((uint32_t)len + 1);
			enum kind kind = compare(bytes, len, wire_len);
			counts[kind]++;
			if (kind == UNKNOWN)
				report_unknown(i, bytes, len);
		}
	}
	for (int k = 0; k < KIND_COUNT; k++)
		print_message("%8llu %s\n", (unsigned long long)counts[k], kind_names[k]);
	assert_int_equal(counts[UNKNOWN], 0);
	for (int k = 0; k < UNKNOWN; k++)
		assert_true(counts[k] > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_mutants),
	};
	return cmocka_run_group_tests_name("walker and ldns", tests, NULL, NULL);
}
