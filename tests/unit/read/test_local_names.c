#include "read/local_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/host_rows.h"
#include "../../support/packet_rows.h"

static const struct address self = {4, {10, 0, 0, 7}};

struct from {
	enum host_source source;
	const struct address *src;
};

static void read_from(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, const void *ctx)
{
	const struct from *f = ctx;

	local_names_read(names, macs, f->source, bytes, len, f->src, (struct source_ref){0, 1});
}

#define PC_LOCAL "02 7063 05 6c6f63616c 00"
/* 7.0.0.10.in-addr.arpa */
#define REVERSE "0137 0130 0130 023130 07696e2d61646472 0461727061 00"
#define ANSWER  "0000 8400 0000 0001 0000 0000"
#define A       "0001 0001 00000078 0004 "

static const struct host_row mdns[] = {
    {"announcement", ANSWER PC_LOCAL "0001 8001 00000078 0004 0a000007", "10.0.0.7 mDNS pc.local"},
    {"of another host", ANSWER PC_LOCAL A "0a000008", ""},
    {"probe, in the authority section",
	"0000 0000 0001 0000 0001 0000" PC_LOCAL "00ff 0001 c00c" A "0a000007",
	"10.0.0.7 mDNS pc.local"},
    {"query", "0000 0000 0001 0000 0000 0000" PC_LOCAL "0001 0001", ""},
    {"additional record", "0000 8400 0000 0000 0000 0001" PC_LOCAL A "0a000007",
	"10.0.0.7 mDNS pc.local"},
    {"reverse", ANSWER REVERSE "000c 8001 00000078 000a" PC_LOCAL, "10.0.0.7 mDNS pc.local"},
    {"reverse of another host",
	ANSWER
	"0138 0130 0130 023130 07696e2d61646472 0461727061 00 000c 0001 00000078 000a" PC_LOCAL,
	""},
    {"address of five bytes", ANSWER PC_LOCAL "0001 0001 00000078 0005 0a00000700", ""},
    {"class CH", ANSWER PC_LOCAL "0001 0003 00000078 0004 0a000007", ""},
    {"root", ANSWER "00" A "0a000007", ""},
    {"text", ANSWER PC_LOCAL "0010 0001 00000078 0004 03616263", ""},
    {"name that points at itself", ANSWER "c00c" A "0a000007", ""},
    {"name that points ahead", ANSWER "c020" A "0a000007", ""},
    {"names that point at each other", ANSWER "0161 c010 c00c" A "0a000007", ""},
    {"target that points at itself", ANSWER REVERSE "000c 0001 00000078 0002 c02d", ""},
    {"control characters", ANSWER "06 1b5b324a220a 00" A "0a000007",
	"10.0.0.7 mDNS \\027[2J\"\\010"},
    {"more records than there are", "0000 8400 0000 ffff 0000 0000" PC_LOCAL A "0a000007",
	"10.0.0.7 mDNS pc.local"},
    {"RDLENGTH past the end", ANSWER PC_LOCAL "0001 0001 00000078 ff04 0a000007", ""},
};

static void test_mdns(void **state)
{
	const struct from f = {HOST_SOURCE_MDNS, &self};

	(void)state;
	host_rows_check(mdns, sizeof mdns / sizeof *mdns, read_from, &f);
}

static void test_ipv6(void **state)
{
	static const struct host_row row = {"announcement over IPv6",
	    ANSWER PC_LOCAL "001c 8001 00000078 0010 fe80000000000000000000000000000c",
	    "fe80::c mDNS pc.local"};
	const struct address six = address_v6((uint8_t[16]){0xfe, 0x80, [15] = 12});
	const struct from f = {HOST_SOURCE_MDNS, &six};

	(void)state;
	host_rows_check(&row, 1, read_from, &f);
}

#define PC "02 7063 00"

static const struct host_row llmnr[] = {
    {"response", "1234 8000 0001 0001 0000 0000" PC "0001 0001" PC A "0a000007",
	"10.0.0.7 LLMNR pc"},
    {"for another address", "1234 8000 0001 0001 0000 0000" PC "0001 0001" PC A "0a000008", ""},
    {"query", "1234 0000 0001 0001 0000 0000" PC "0001 0001" PC A "0a000007", ""},
};

static void test_llmnr(void **state)
{
	const struct from f = {HOST_SOURCE_LLMNR, &self};

	(void)state;
	host_rows_check(llmnr, sizeof llmnr / sizeof *llmnr, read_from, &f);
}

/* "PC2" with a type, in first-level encoding: each half of a byte is a letter. */
#define BLANKS   "4341 4341 4341 4341 4341 4341 4341 4341 4341 4341 4341 4341"
#define PC2(end) "20 4641 4544 4443" BLANKS end "00"
#define HOST     "4141"
#define MESSAGE  "4144"
#define SERVER   "4341"
#define DOMAIN   "424c"
#define REGISTER "1234 2910 0001 0000 0000 0001"
#define NB       "0020 0001 000493e0 0006 "

static const struct host_row nbns[] = {
    {"registration", REGISTER PC2(HOST) "0020 0001 c00c" NB "0000 0a000007", "10.0.0.7 NBNS PC2"},
    {"of the server service", REGISTER PC2(SERVER) "0020 0001 c00c" NB "0000 0a000007",
	"10.0.0.7 NBNS PC2"},
    {"of a user", REGISTER PC2(MESSAGE) "0020 0001 c00c" NB "0000 0a000007", ""},
    {"of a domain", REGISTER PC2(DOMAIN) "0020 0001 c00c" NB "0000 0a000007", ""},
    {"of a group", REGISTER PC2(HOST) "0020 0001 c00c" NB "8000 0a000007", ""},
    {"for another address", REGISTER PC2(HOST) "0020 0001 c00c" NB "0000 0a000008", ""},
    {"response to a query", "1234 8500 0000 0001 0000 0000" PC2(HOST) NB "0000 0a000007",
	"10.0.0.7 NBNS PC2"},
    {"two addresses",
	"1234 8500 0000 0001 0000 0000" PC2(
	    HOST) "0020 0001 000493e0 000c 0000 0a000008 0000 0a000007",
	"10.0.0.7 NBNS PC2"},
    {"address that ends early",
	"1234 8500 0000 0001 0000 0000" PC2(HOST) "0020 0001 000493e0 0005 0000 0a0000", ""},
    {"query", "1234 0110 0001 0000 0000 0000" PC2(HOST) "0020 0001", ""},
    {"name that is not encoded", REGISTER PC "0020 0001 c00c" NB "0000 0a000007", ""},
    {"letters beyond P",
	REGISTER "20 5151 4544 4443" BLANKS HOST "00 0020 0001 c00c" NB "0000 0a000007", ""},
    {"control characters",
	REGISTER "20 424c 4341 4444" BLANKS HOST "00 0020 0001 c00c" NB "0000 0a000007",
	"10.0.0.7 NBNS \\027 3"},
    {"blank", REGISTER "20 4341 4341 4341" BLANKS HOST "00 0020 0001 c00c" NB "0000 0a000007", ""},
    /* a group, a user, the host; its MAC address */
    {"status",
	"1234 8400 0000 0001 0000 0000" PC2(HOST) "0021 0001 00000000 003d 03"
						  "434f5250202020202020202020202000 8400"
						  "414441202020202020202020202020 03 0400"
						  "504332202020202020202020202020 00 0400"
						  "02005e005317",
	"10.0.0.7 NBNS PC2; 10.0.0.7 NBNS 02:00:5e:00:53:17"},
    {"status with more names than there are",
	"1234 8400 0000 0001 0000 0000" PC2(
	    HOST) "0021 0001 00000000 0013 ff 504332202020202020202020202020 00 0400",
	"10.0.0.7 NBNS PC2"},
};

static void test_nbns(void **state)
{
	const struct from f = {HOST_SOURCE_NBNS, &self};

	(void)state;
	host_rows_check(nbns, sizeof nbns / sizeof *nbns, read_from, &f);
}

static void read_ptr(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, const void *ctx)
{
	struct dns_msg msg;

	(void)macs;
	dns_msg_read(bytes, len, len, &msg, NULL, (struct source_ref){0, 1});
	local_names_read_ptr(names, bytes, len, &msg, ctx, (struct source_ref){0, 1});
}

#define HEADER(flags, answers) "1234" flags "0001" answers "0000 0000"
#define PTR                    "000c 0001 "

static const struct host_row ptr[] = {
    {"response", HEADER("8180", "0001") REVERSE PTR "c00c" PTR "00000e10 000a" PC_LOCAL,
	"10.0.0.7 PTR pc.local"},
    {"compressed target", HEADER("8180", "0001") REVERSE PTR "c00c" PTR "00000e10 0005 027063 c01d",
	"10.0.0.7 PTR pc.arpa"},
    {"by an alias (RFC 2317)",
	HEADER("8180", "0002") REVERSE PTR "c00c 0005 0001 00000e10 0004 0178 c00e"
					   "c033" PTR "00000e10 000a" PC_LOCAL,
	"10.0.0.7 PTR pc.local"},
    {"query", HEADER("0100", "0000") REVERSE PTR, ""},
    {"no such name", HEADER("8183", "0000") REVERSE PTR, ""},
    {"of a service", HEADER("8180", "0001") PC_LOCAL PTR "c00c" PTR "00000e10 000a" PC_LOCAL, ""},
    {"of a distant address",
	HEADER("8180", "0001") "0138 0138 0138 0138 07696e2d61646472 0461727061 00" PTR "c00c" PTR
			       "00000e10 000a" PC_LOCAL,
	""},
    {"of the site of the client",
	HEADER("8180", "0001") "0138 03313133 0130 03323033 07696e2d61646472 0461727061 00" PTR
			       "c00c" PTR "00000e10 000a" PC_LOCAL,
	"203.0.113.8 PTR pc.local"},
    {"another type", HEADER("8180", "0001") REVERSE PTR "c00c 0010 0001 00000e10 0003 02 7063", ""},
    {"target that points at itself",
	HEADER("8180", "0001") REVERSE PTR "c00c" PTR "00000e10 0002 c033", ""},
};

static void test_ptr(void **state)
{
	const struct address client = address_v4((uint8_t[4]){203, 0, 113, 9});

	(void)state;
	host_rows_check(ptr, sizeof ptr / sizeof *ptr, read_ptr, &client);
}

static const struct {
	const char *name, *address; /* NULL: none */
} reverses[] = {
    {"7.0.0.10.in-addr.arpa", "10.0.0.7"},
    {"7.0.0.10.IN-ADDR.ARPA", "10.0.0.7"},
    {"255.254.168.192.in-addr.arpa", "192.168.254.255"},
    {"256.0.0.10.in-addr.arpa", NULL},
    {"07.0.0.10.in-addr.arpa", NULL},
    {"0.0.10.in-addr.arpa", NULL},
    {"a.7.0.0.10.in-addr.arpa", NULL},
    {"0-63.0.0.10.in-addr.arpa", NULL},
    {"7.0.0.10.in-addr.example", NULL},
    {"7.0.0.10.in-addrs.arpa", NULL},
    {"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6.arpa", "2001:db8::1"},
    {"10.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", NULL},
    {"g.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", NULL},
    {"0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", NULL},
    {".", NULL},
    {"arpa", NULL},
};

static void test_reverse(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reverses / sizeof *reverses; i++) {
		struct dns_name name;
		struct address a;
		char ip[ADDRESS_TEXT_MAX];

		assert_int_equal(dns_name_parse(reverses[i].name, &name), 0);
		bool found = local_names_address(&name, &a);
		if (found != (reverses[i].address != NULL) ||
		    (found && strcmp(address_text(&a, ip), reverses[i].address) != 0))
			fail_msg("%s", reverses[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_mdns),
	    cmocka_unit_test(test_ipv6),
	    cmocka_unit_test(test_llmnr),
	    cmocka_unit_test(test_nbns),
	    cmocka_unit_test(test_ptr),
	    cmocka_unit_test(test_reverse),
	};
	return cmocka_run_group_tests_name("local_names", tests, NULL, NULL);
}
