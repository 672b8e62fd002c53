#include "read/dhcp_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "../../support/host_rows.h"

/* op, hardware; client and given address; MAC; 202 bytes of zeros, and the magic number. */
#define Z8  "0000000000000000"
#define Z32 Z8 Z8 Z8 Z8
#define HEAD(op, client, given)                                                                 \
	op "01 06 00 1a2b3c4d 0000 0000" client given "00000000 00000000 02005e005317 00000000" \
	   "000000000000" Z32 Z32 Z32 Z32 Z32 Z32 "63825363"
#define NONE     "00000000"
#define ADDRESS  "0a000007"
#define REQUEST  "350103"
#define ACK      "350105"
#define WANTED   "3204" ADDRESS
#define LAPTOP   "0c06 6c6170746f70"
#define MAC_SAID "10.0.0.7 DHCP 02:00:5e:00:53:17"

static const struct host_row rows[] = {
    {"request", HEAD("01", NONE, NONE) REQUEST WANTED LAPTOP "ff",
	"10.0.0.7 DHCP laptop; " MAC_SAID},
    {"options in another order, padding", HEAD("01", NONE, NONE) LAPTOP "00" WANTED "0000" REQUEST,
	"10.0.0.7 DHCP laptop; " MAC_SAID},
    {"renewal", HEAD("01", ADDRESS, NONE) REQUEST LAPTOP "ff", "10.0.0.7 DHCP laptop; " MAC_SAID},
    {"inform", HEAD("01", ADDRESS, NONE) "350108" LAPTOP "ff", "10.0.0.7 DHCP laptop; " MAC_SAID},
    {"acknowledgement", HEAD("02", NONE, ADDRESS) ACK "ff", MAC_SAID},
    {"acknowledgement with the name", HEAD("02", NONE, ADDRESS) ACK LAPTOP "ff",
	"10.0.0.7 DHCP laptop; " MAC_SAID},
    {"acknowledgement of inform", HEAD("02", ADDRESS, NONE) ACK "ff", MAC_SAID},
    {"refusal", HEAD("02", NONE, ADDRESS) "350106" LAPTOP "ff", ""},
    {"offer", HEAD("02", NONE, ADDRESS) "350102" LAPTOP "ff", ""},
    {"discovery asks for anything", HEAD("01", NONE, NONE) "350101" WANTED LAPTOP "ff", ""},
    {"request without an address", HEAD("01", NONE, NONE) REQUEST LAPTOP "ff", ""},
    {"BOOTP", HEAD("01", ADDRESS, NONE) LAPTOP "ff", ""},
    {"neither request nor reply", HEAD("03", ADDRESS, NONE) REQUEST LAPTOP "ff", ""},
    {"no options after the end", HEAD("01", ADDRESS, NONE) REQUEST "ff" LAPTOP, MAC_SAID},
    {"option longer than the message", HEAD("01", ADDRESS, NONE) REQUEST LAPTOP "51ff 0000",
	"10.0.0.7 DHCP laptop; " MAC_SAID},
    {"name longer than the message", HEAD("01", ADDRESS, NONE) REQUEST "0cff 6c61", MAC_SAID},
    {"empty name", HEAD("01", ADDRESS, NONE) REQUEST "0c00 ff", MAC_SAID},
    {"name of zeros", HEAD("01", ADDRESS, NONE) REQUEST "0c03 000000 ff", MAC_SAID},
    {"name with its NUL and dot", HEAD("01", ADDRESS, NONE) REQUEST "0c04 61622e00 ff",
	"10.0.0.7 DHCP ab; " MAC_SAID},
    {"requested address of another length",
	HEAD("01", NONE, NONE) REQUEST "3203 0a0000" LAPTOP "ff", ""},
    {"control characters and a script",
	HEAD("01", ADDRESS, NONE) REQUEST "0c0c 1b5d 3c2f7363726970743e 0a ff",
	"10.0.0.7 DHCP \\027]</script>\\010; " MAC_SAID},
    {"two names: the first",
	HEAD("01", ADDRESS, NONE) REQUEST "0c0161"
					  "0c0162"
					  "ff",
	"10.0.0.7 DHCP a; " MAC_SAID},
    {"not DHCP", "01010600" Z32 Z32 Z32 Z32 Z32 Z32 Z32 Z32, ""},
    /* option 81 */
    {"FQDN in wire format", HEAD("01", ADDRESS, NONE) REQUEST "510a 050000 01610365786100 ff",
	"10.0.0.7 DHCP FQDN a.exa; " MAC_SAID},
    {"FQDN without its root", HEAD("01", ADDRESS, NONE) REQUEST "5107 040000 03616263 ff",
	"10.0.0.7 DHCP FQDN abc; " MAC_SAID},
    {"FQDN as text", HEAD("01", ADDRESS, NONE) REQUEST "5106 010000 612e62 ff",
	"10.0.0.7 DHCP FQDN a.b; " MAC_SAID},
    {"FQDN of the root", HEAD("01", ADDRESS, NONE) REQUEST "5104 050000 00 ff", MAC_SAID},
    {"FQDN without a name", HEAD("01", ADDRESS, NONE) REQUEST "5103 050000 ff", MAC_SAID},
    {"FQDN too short", HEAD("01", ADDRESS, NONE) REQUEST "5102 0500 ff", MAC_SAID},
    {"FQDN with a pointer", HEAD("01", ADDRESS, NONE) REQUEST "5107 050000 0161c000 ff", MAC_SAID},
    {"FQDN that points at itself", HEAD("01", ADDRESS, NONE) REQUEST "5105 050000 c000 ff",
	MAC_SAID},
    {"FQDN whose label is too long", HEAD("01", ADDRESS, NONE) REQUEST "5106 050000 3f6162 ff",
	MAC_SAID},
    {"FQDN with a byte behind its root",
	HEAD("01", ADDRESS, NONE) REQUEST "5107 050000 01610061 ff", MAC_SAID},
    /* option 61 */
    {"client ID that is a text", HEAD("01", ADDRESS, NONE) REQUEST "3d04 00 706332 ff",
	"10.0.0.7 DHCP client ID pc2; " MAC_SAID},
    {"client ID that is none", HEAD("01", ADDRESS, NONE) REQUEST "3d04 00 706301 ff", MAC_SAID},
    {"client ID of hardware", HEAD("01", ADDRESS, NONE) REQUEST "3d07 01 02005e005317 ff",
	MAC_SAID},
    /* another hardware type */
    {"no Ethernet",
	"01 20 00 00 1a2b3c4d 0000 0000" ADDRESS NONE
	"00000000 00000000" Z8 Z8 Z32 Z32 Z32 Z32 Z32 Z32 "63825363" REQUEST LAPTOP "ff",
	"10.0.0.7 DHCP laptop"},
};

static void read4(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, const void *ctx)
{
	(void)ctx;
	dhcp_names_read(names, macs, bytes, len, (struct source_ref){0, 1});
}

static void test_rows(void **state)
{
	(void)state;
	host_rows_check(rows, sizeof rows / sizeof *rows, read4, NULL);
}

/* DHCPv6: type and transaction; a DUID with a MAC address; an association with one address. */
#define DUID  "0001 000e 0001 0001 12345678 02005e005317"
#define IA    "0003 0028 00000001 00000000 00000000 0005 0018 20010db8000000000000000000000007 " Z8
#define FQDN6 "0027 0008 01 0370636100 6200"
#define PCA   "0027 0006 01 0370636100"

static const struct host_row rows6[] = {
    {"request", "03 000001" DUID PCA IA,
	"2001:db8::7 DHCPv6 pca; fe80::1 DHCPv6 pca; 2001:db8::7 DHCPv6 02:00:5e:00:53:17; "
	"fe80::1 DHCPv6 02:00:5e:00:53:17"},
    {"reply", "07 000001" IA PCA, "2001:db8::7 DHCPv6 pca; fe80::2 DHCPv6 pca"},
    {"DUID without a time", "01 000001 0001 000a 0003 0001 02005e005317",
	"fe80::1 DHCPv6 02:00:5e:00:53:17"},
    {"DUID of an enterprise", "01 000001 0001 000a 0002 0001 02005e005317", ""},
    {"DUID of InfiniBand", "01 000001 0001 000a 0003 0020 02005e005317", ""},
    {"DUID with more", "01 000001 0001 000c 0003 0001 02005e0053170000", ""},
    {"name with bytes behind its root", "03 000001" FQDN6, ""},
    {"name without its root", "03 000001 0027 0005 01 03706361", "fe80::1 DHCPv6 pca"},
    {"empty name", "03 000001 0027 0001 00", ""},
    {"no flags", "03 000001 0027 0000", ""},
    {"temporary address",
	"05 000001 0004 0020 00000001 0005 0018 20010db8000000000000000000000009" Z8 PCA,
	"2001:db8::9 DHCPv6 pca; fe80::1 DHCPv6 pca"},
    {"association that ends early", "03 000001" PCA "0003 000f 00000001 00000000 00000000 000500",
	"fe80::1 DHCPv6 pca"},
    {"option longer than the message", "03 000001" PCA "0003 ffff 0000", "fe80::1 DHCPv6 pca"},
    {"relayed", "0c 00" Z8 Z8 Z8 Z8 PCA, ""},
    {"no type", "00 000001" PCA, ""},
};

static void read6(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, const void *ctx)
{
	struct address src = address_v6((uint8_t[16]){0xfe, 0x80, [15] = 1}),
		       dst = address_v6((uint8_t[16]){0xfe, 0x80, [15] = 2});

	(void)ctx;
	dhcp6_names_read(names, macs, bytes, len, &src, &dst, (struct source_ref){0, 1});
}

static void test_rows6(void **state)
{
	(void)state;
	host_rows_check(rows6, sizeof rows6 / sizeof *rows6, read6, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_rows6),
	};
	return cmocka_run_group_tests_name("dhcp_names", tests, NULL, NULL);
}
