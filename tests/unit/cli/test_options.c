#include "../../../src/cli/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utc.h"

#define ARGUMENTS_MAX 12

/* A command line as words; options_init may move them. */
struct line {
	char *argv[ARGUMENTS_MAX];
	int argc;
};

static struct line line_of(const char *const words[])
{
	struct line l = {.argv = {(char *)"dnsferret"}, .argc = 1};

	for (; words[l.argc - 1]; l.argc++)
		l.argv[l.argc] = (char *)words[l.argc - 1];
	return l;
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static struct options parsed(const char *const words[])
{
	struct line l = line_of(words);
	struct options o;
	struct err err = {.text = ""};

	if (options_init(&o, l.argc, l.argv, &err) != 0)
		fail_msg("%s", err.text);
	return o;
}

static void test_defaults(void **state)
{
	(void)state;
	struct options o = parsed(WORDS("a.pcap"));

	assert_string_equal(o.verb->name, "scan");
	assert_int_equal(o.read.operands.count, 1);
	assert_string_equal(o.read.operands.items[0], "a.pcap");
	assert_int_equal(o.read.ports.first, 53);
	assert_true(ports_has(&o.read.ports, 53));
	assert_int_equal(o.min_level, LEVEL_LOW);
	assert_int_equal(o.fail_on, LEVEL_NONE);
	assert_null(o.format);
	assert_int_equal(o.color, WHEN_AUTO);
	assert_int_equal(o.score.facts.window_ns, 10 * NS_PER_SECOND);
	options_fini(&o);
}

static void test_values(void **state)
{
	(void)state;
	struct options o = parsed(WORDS("scan", "-qvv", "-fjson", "--port=5353", "--port", "65535",
	    "--burst-window", "0.25", "--txt-ratio", "1"));

	assert_true(o.read.quiet);
	assert_int_equal(o.verbose, 2);
	assert_string_equal(o.format, "json");
	assert_int_equal(o.read.ports.first, 5353);
	assert_true(ports_has(&o.read.ports, 65535));
	assert_false(ports_has(&o.read.ports, 53));
	assert_int_equal(o.score.facts.window_ns, NS_PER_SECOND / 4);
	assert_true(fabs(o.score.txt_ratio - 1) < 1e-12);
	options_fini(&o);

	o = parsed(WORDS("--fail-on", "critical", "--min-level", "info", "--color", "never",
	    "--length-threshold", "253", "--top", "7"));
	assert_int_equal(o.fail_on, LEVEL_CRITICAL);
	assert_int_equal(o.min_level, LEVEL_INFO);
	assert_int_equal(o.color, WHEN_NEVER);
	assert_int_equal(o.score.facts.length_threshold, 253);
	assert_int_equal(o.top, 7);
	options_fini(&o);
}

/* Options may follow paths, "--" ends them, "-" is a path; the environment plays no part. */
static void test_order(void **state)
{
	(void)state;
	for (int posix = 0; posix < 2; posix++) {
		if (posix)
			setenv("POSIXLY_CORRECT", "1", 1);
		struct options o =
		    parsed(WORDS("a", "--force", "-", "-o", "b.json", "--", "-q", "scan"));

		assert_true(o.force);
		assert_false(o.read.quiet);
		assert_int_equal(o.outputs.count, 1);
		assert_string_equal(o.outputs.items[0], "b.json");
		assert_int_equal(o.read.operands.count, 4);
		assert_string_equal(o.read.operands.items[0], "a");
		assert_string_equal(o.read.operands.items[1], "-");
		assert_string_equal(o.read.operands.items[2], "-q");
		assert_string_equal(o.read.operands.items[3], "scan");
		options_fini(&o);
	}
	unsetenv("POSIXLY_CORRECT");
}

/* Other spellings of an option with a value; the last one counts. */
static void test_aliases(void **state)
{
	(void)state;
	struct options o = parsed(WORDS("-r", "a.pcap", "--read=b.pcap", "c.pcap", "--json",
	    "--no-color", "-rd.pcap", "--color", "always"));

	assert_int_equal(o.read.operands.count, 4);
	assert_string_equal(o.read.operands.items[0], "a.pcap");
	assert_string_equal(o.read.operands.items[3], "d.pcap");
	assert_string_equal(o.format, "json");
	assert_int_equal(o.color, WHEN_ALWAYS);
	options_fini(&o);
	o = parsed(WORDS("rows", "--json", "x"));
	assert_string_equal(o.format, "jsonl");
	options_fini(&o);
	o = parsed(WORDS("--json", "-ftext", "--no-color", "x"));
	assert_string_equal(o.format, "text");
	assert_int_equal(o.color, WHEN_NEVER);
	options_fini(&o);
	o = parsed(WORDS("-V"));
	assert_true(o.version);
	options_fini(&o);
	/* a word that is no verb by far, or a path, is a path */
	o = parsed(WORDS("evidence", "./scna", "x.info"));
	assert_int_equal(o.read.operands.count, 3);
	options_fini(&o);
}

static void test_verbs(void **state)
{
	(void)state;
	const struct verb *verbs = verb_table();

	for (size_t i = 0; i < VERB_COUNT; i++) {
		struct options o = parsed(WORDS(verbs[i].name, "x"));

		assert_ptr_equal(o.verb, &verbs[i]);
		assert_int_equal(o.read.operands.count, 1);
		options_fini(&o);
	}
	assert_null(verb_find("sca"));
}

/* One sentence that names the option and the value. */
static const struct {
	const char *words[3];
	const char *sentence;
} refused[] = {
    {{"--bogus"}, "unknown option '--bogus' (see dnsferret --help)"},
    /* beginnings do not count, but they are understood */
    {{"--forc"}, "unknown option '--forc' (did you mean --force?)"},
    {{"--colour"}, "unknown option '--colour' (did you mean --color?)"},
    {{"--colour=never"}, "unknown option '--colour=never' (did you mean --color?)"},
    {{"--ouptut"}, "unknown option '--ouptut' (did you mean --output?)"},
    {{"rows", "--jsonl"}, "unknown option '--jsonl' (-f jsonl prints JSON Lines)"},
    {{"list", "--json"}, "--json is not an option of list"},
    {{"-w"},
	"unknown option '-w' (-o FILE writes a report, extract -o FILE.pcapng the packets of a "
	"finding)"},
    {{"-nw"}, "unknown option '-n' (dnsferret never resolves names, so there is nothing to turn "
	      "off)"},
    {{"--json=1"}, "--json takes no argument"},
    {{"-r"}, "-r requires an argument"},
    {{"scna", "x"}, "'scna' is neither a verb nor a file (did you mean dnsferret scan?)"},
    {{"rosw"}, "'rosw' is neither a verb nor a file (did you mean dnsferret rows?)"},
    {{"-q", "info", "x"}, "'info' is a verb and comes first: dnsferret info [OPTIONS]..."},
    {{"./x", "info"}, "'info' is a verb and comes first: dnsferret info [OPTIONS]..."},
    {{"--force=1"}, "--force takes no argument"},
    {{"-Q"}, "unknown option '-Q' (see dnsferret --help)"},
    {{"-qQ"}, "unknown option '-Q' (see dnsferret --help)"},
    {{"-f"}, "-f requires an argument"},
    {{"--port"}, "--port requires an argument"},
    {{"--port", "0"}, "--port: '0' is not a whole number from 1 to 65535"},
    {{"--port", "65536"}, "--port: '65536' is not a whole number from 1 to 65535"},
    {{"--port", "53 "}, "--port: '53 ' is not a whole number from 1 to 65535"},
    {{"--port", "-53"}, "--port: '-53' is not a whole number from 1 to 65535"},
    {{"--port", ""}, "--port: '' is not a whole number from 1 to 65535"},
    {{"--port", "99999999999999999999"},
	"--port: '99999999999999999999' is not a whole number from 1 to 65535"},
    {{"--top", "1.5"}, "--top: '1.5' is not a whole number from 1 to 1000000"},
    {{"--txt-ratio", "1.01"}, "--txt-ratio: '1.01' is not a number from 0 to 1"},
    {{"--txt-ratio", "nan"}, "--txt-ratio: 'nan' is not a number from 0 to 1"},
    {{"--txt-ratio", "0x1"}, "--txt-ratio: '0x1' is not a number from 0 to 1"},
    {{"--txt-ratio", "1."}, "--txt-ratio: '1.' is not a number from 0 to 1"},
    {{"--txt-ratio", ".5"}, "--txt-ratio: '.5' is not a number from 0 to 1"},
    {{"--burst-window", "0"}, "--burst-window: '0' is not a number from 0.001 to 86400"},
    {{"--burst-window", "1e3"}, "--burst-window: '1e3' is not a number from 0.001 to 86400"},
    {{"--min-level", "LOW"}, "--min-level: 'LOW' is not info, low, medium, high or critical"},
    {{"--color", "yes"}, "--color: 'yes' is not auto, always or never"},
    {{"--client", "10.0.0.0/33"}, "--client: '10.0.0.0/33' is not an address or address/bits"},
    {{"--client", "10.0.0/8"}, "--client: '10.0.0/8' is not an address or address/bits"},
    {{"--client", "::1/129"}, "--client: '::1/129' is not an address or address/bits"},
    {{"--domain", "a..b"}, "--domain: 'a..b' is not a domain name"},
    {{"--from", "2016-13-01"}, "--from: '2016-13-01' is not a time (2016-11-13T22:00:04, also with "
			       "+02:00; or +10m after the first packet, -1h before the last)"},
    {{"rows", "--top", "1"}, "--top is not an option of rows"},
    {{"--fields", "time"}, "--fields is not an option of scan"},
    {{"list", "-q"}, "--quiet is not an option of list"},
};

static void test_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		struct line l =
		    line_of(WORDS(refused[i].words[0], refused[i].words[1], refused[i].words[2]));
		struct options o;
		struct err err = {.text = ""};

		assert_int_equal(options_init(&o, l.argc, l.argv, &err), -1);
		assert_string_equal(err.text, refused[i].sentence);
		options_fini(&o);
	}
}

static void test_filter(void **state)
{
	(void)state;
	struct options o = parsed(WORDS("--client", "10.1.0.0/15", "--client", "2001:db8::/33",
	    "--domain", "Example.COM", "--from", "2016-11-13", "--to", "@1479081600"));
	struct endpoints ends = {.src = address_v4((const uint8_t[]){10, 2, 0, 1}),
	    .dst = address_v4((const uint8_t[]){10, 1, 0, 0}),
	    .sport = 4000,
	    .dport = 53};
	struct dns_name name;

	assert_false(
	    filter_client(&o.read.filter, &ends, &o.read.ports)); /* only the server is inside */
	ends.sport = 53;
	assert_true(
	    filter_client(&o.read.filter, &ends, &o.read.ports)); /* both ports: either end */
	ends.dport = 4000;
	assert_true(filter_client(&o.read.filter, &ends, &o.read.ports));
	ends.dst = address_v6((const uint8_t[16]){0x20, 0x01, 0x0d, 0xb8, 0x7f, 0xff});
	assert_true(filter_client(&o.read.filter, &ends, &o.read.ports));
	ends.dst.bytes[4] = 0x80;
	assert_false(filter_client(&o.read.filter, &ends, &o.read.ports));

	assert_int_equal(dns_name_parse("a.exAmple.com", &name), 0);
	assert_true(filter_domain(&o.read.filter, &name));
	assert_int_equal(dns_name_parse("example.com", &name), 0);
	assert_true(filter_domain(&o.read.filter, &name));
	assert_int_equal(dns_name_parse("notexample.com", &name), 0);
	assert_false(filter_domain(&o.read.filter, &name));
	assert_int_equal(dns_name_parse("com", &name), 0);
	assert_false(filter_domain(&o.read.filter, &name));
	assert_false(filter_domain(&o.read.filter, NULL));

	int64_t from = INT64_C(1478995200) * NS_PER_SECOND, day = 86400 * NS_PER_SECOND;
	assert_false(filter_is_relative(&o.read.filter));
	struct filter_period p = filter_period(&o.read.filter, NULL, NULL);
	assert_false(filter_within(&p, from - 1));
	assert_true(filter_within(&p, from));
	assert_true(filter_within(&p, from + day - 1));
	assert_false(filter_within(&p, from + day));
	options_fini(&o);
}

/* The table itself: nothing said twice, everything explained. */
static void test_table(void **state)
{
	(void)state;
	size_t count;
	const struct option_row *rows = options_table(&count);

	for (size_t i = 0; i < count; i++) {
		assert_true(strlen(rows[i].what) > 10);
		assert_true(rows[i].verbs != 0);
		for (size_t j = 0; j < i; j++) {
			/* an alias may have a row for each of several verbs */
			if (rows[i].verbs & rows[j].verbs || !rows[i].alias || !rows[j].alias)
				assert_string_not_equal(rows[i].name, rows[j].name);
			assert_true(!rows[i].letter || rows[i].letter != rows[j].letter);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_defaults),
	    cmocka_unit_test(test_values),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_aliases),
	    cmocka_unit_test(test_verbs),
	    cmocka_unit_test(test_refused),
	    cmocka_unit_test(test_filter),
	    cmocka_unit_test(test_table),
	};
	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
