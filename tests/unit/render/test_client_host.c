#include "../../../src/render/client_host.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../../../src/render/lines.h"

#define NAME(name, itself, source, packet)                                  \
	"{\"name\":\"" name "\",\"itself\":" itself ",\"source\":\"" source \
	"\",\"evidence\":{\"input\":0,\"packet\":" packet "}}"
#define MAC(mac, local, clients, router)                                               \
	"{\"mac\":\"" mac "\",\"locally_administered\":" local ",\"clients\":" clients \
	",\"router\":" router ",\"source\":\"frame\",\"evidence\":{\"input\":0,\"packet\":1}}"

static const struct {
	const char *what, *mac, *names, *macs, *full, *brief;
} rows[] = {
    {"nothing", "null", "", "", "", ""},
    {"a name", "null", NAME("PC-1", "true", "dhcp", "7"), "", " (says \"PC-1\", DHCP #7)",
	" (says \"PC-1\")"},
    {"of a file", "null", NAME("pc-1", "false", "capture", "null"), "",
	" (named \"pc-1\", capture file)", " (named \"pc-1\")"},
    {"the same name", "null",
	NAME("PC-1", "true", "dhcp", "7") "," NAME("pc-1.corp.example", "true", "dhcp-fqdn",
	    "7") "," NAME("Pc-1.local", "true", "mdns", "9"),
	"", " (says \"PC-1\", DHCP #7)", " (says \"PC-1\")"},
    {"cut by NetBIOS", "null",
	NAME("quite-a-long-name", "true", "dhcp", "7") "," NAME(
	    "QUITE-A-LONG-NA", "true", "nbns", "9"),
	"", " (says \"quite-a-long-name\", DHCP #7)", " (says \"quite-a-long-name\")"},
    {"several names", "null",
	NAME("PC-1", "true", "dhcp", "7") "," NAME("PC-10", "true", "nbns", "8") "," NAME(
	    "a", "true", "mdns", "9") "," NAME("b", "false", "ptr", "10"),
	"", " (says \"PC-1\", DHCP #7; also \"PC-10\", NBNS #8; 2 more names)", " (says \"PC-1\")"},
    {"said and named", "null",
	NAME("PC-1", "true", "dhcp", "7") "," NAME("b", "false", "ptr", "10"), "",
	" (says \"PC-1\", DHCP #7; named \"b\", PTR #10)", " (says \"PC-1\")"},
    {"a name that ends its quotes", "null",
	NAME("a\\\", DHCP #1; MAC </script>", "true", "dhcp", "7"), "",
	" (says \"a\\\", DHCP #1; MAC </script>\", DHCP #7)",
	" (says \"a\\\", DHCP #1; MAC </script>\")"},
    {"a source of a later version", "null", NAME("a", "true", "hearsay", "7"), "",
	" (says \"a\", hearsay #7)", " (says \"a\")"},
    {"a MAC address", "\"00:00:5e:00:53:01\"", "", MAC("00:00:5e:00:53:01", "false", "1", "false"),
	" (MAC 00:00:5e:00:53:01)", ""},
    {"a random one", "\"02:00:5e:00:53:01\"", NAME("PC-1", "true", "dhcp", "7"),
	MAC("02:00:5e:00:53:01", "true", "1", "false"),
	" (says \"PC-1\", DHCP #7; MAC 02:00:5e:00:53:01, locally administered)",
	" (says \"PC-1\")"},
    {"of a router", "null", "", MAC("00:00:5e:00:53:01", "false", "4", "true"),
	" (MAC 00:00:5e:00:53:01 of a router: 4 clients)", ""},
    {"behind a router", "\"00:00:5e:00:53:02\"", "",
	MAC("00:00:5e:00:53:01", "false", "4", "true") "," MAC(
	    "00:00:5e:00:53:02", "false", "0", "false"),
	" (MAC 00:00:5e:00:53:02)", ""},
};

/* Without the marks of lines.h. */
static const char *plain(struct out *out)
{
	static char text[512];
	size_t len;
	const char *from = out_text(out, &len);

	assert_true(len < sizeof text);
	for (size_t i = 0; i < len; i++)
		text[i] = from[i] == *NO_BREAK ? ' ' : from[i];
	text[len] = '\0';
	return text;
}

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char json[2048];
		struct arena arena = {0};
		struct err err = {""};
		int len = snprintf(json, sizeof json,
		    "{\"inputs\":[{\"path\":\"a.pcap\"}],\"hosts\":[{\"ip\":\"10.0.0.2\","
		    "\"mac\":null,\"names\":[],\"macs\":[]},{\"ip\":\"10.0.0.1\",\"mac\":%s,"
		    "\"names\":[%s],\"macs\":[%s]}],\"client\":{\"ip\":\"10.0.0.1\"}}",
		    rows[i].mac, rows[i].names, rows[i].macs);
		FILE *file = fmemopen(json, (size_t)len, "r");
		const struct node *report = document_read_json(&arena, file, "x", &err);

		fclose(file);
		assert_string_equal(err.text, "");
		for (int brief = 0; brief < 2; brief++) {
			struct out *out = out_memory();
			const char *expected = brief ? rows[i].brief : rows[i].full;

			(brief ? client_host_put_name : client_host_put)(
			    out, report, document_get(report, "client"));
			if (strcmp(plain(out), expected) != 0)
				fail_msg("%s: \"%s\"", rows[i].what, plain(out));
			out_close(out, NULL);
		}
		arena_fini(&arena);
	}
}

/* A report of version 2.0 has no hosts, and the name with the client. */
static void test_old_report(void **state)
{
	char json[] = "{\"client\":{\"ip\":\"10.0.0.1\",\"host\":\"desk-7\"}}";
	struct arena arena = {0};
	struct err err = {""};
	FILE *file = fmemopen(json, sizeof json - 1, "r");
	const struct node *report = document_read_json(&arena, file, "x", &err);
	struct out *out = out_memory();

	(void)state;
	fclose(file);
	client_host_put(out, report, document_get(report, "client"));
	assert_string_equal(plain(out), " (named \"desk-7\")");
	out_close(out, NULL);
	arena_fini(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_old_report),
	};
	return cmocka_run_group_tests_name("client_host", tests, NULL, NULL);
}
