#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../support/scene.h"
#include "base/utc.h"
#include "render/writer.h"

static char *json_of(const struct node *report)
{
	struct out *out = out_memory();

	writer_find("json")->write(out, report, &(struct layout){.width = 100});
	char *text = strdup(out_text(out, NULL));
	out_discard(out);
	return text;
}

static void test_finding(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "Example.co.jp");
	const struct node *r = scene_report(&s);
	const struct node *f = document_members(r, "findings");

	assert_int_equal(document_count(r, "findings"), 1);
	assert_string_equal(document_text(f, "domain.registered"), "example.co.jp");
	assert_string_equal(document_text(f, "domain.apex"), "abcde.example.co.jp");
	assert_string_equal(document_text(f, "domain.campaign"), "abcde");
	assert_true(document_bool(f, "domain.listed_suffix"));
	assert_string_equal(document_text(document_members(f, "clients"), "ip"), "10.1.20.23");
	assert_string_equal(document_members(f, "servers")->text, "10.1.0.53");
	assert_int_equal(document_integer(f, "volume.queries"), 40);
	assert_int_equal(document_integer(f, "volume.unique_names"), 40);
	assert_string_equal(document_text(f, "first"), "2016-11-13T21:54:07.100000Z");
	assert_string_equal(document_text(f, "filters.tshark"),
	    "ip.addr == 10.1.20.23 && dns.qry.name matches "
	    "\"(^|[.])example[.]co[.]jp$\" && !icmp && !icmpv6");
	assert_string_equal(document_text(f, "filters.bpf"),
	    "(host 10.1.20.23 and (port 53 or ip[6:2] & 0x1fff != 0 or ip6[6] == 44)) or "
	    "(vlan and ((host 10.1.20.23 and (port 53 or ip[6:2] & 0x1fff != 0 or ip6[6] == 44)) "
	    "or (vlan and host 10.1.20.23 and (port 53 or ip[6:2] & 0x1fff != 0 or ip6[6] == "
	    "44))))");
	assert_true(document_bool(document_members(f, "clients"), "involved"));
	assert_string_equal(document_text(f, "block.what"), "registered");
	assert_string_equal(document_members(f, "block.domains")->text, "example.co.jp");

	int64_t points = 0, previous = INT64_MAX;
	for (const struct node *n = document_members(f, "reasons"); n; n = n->next) {
		points += document_integer(n, "points");
		assert_true(document_integer(n, "points") <= previous);
		previous = document_integer(n, "points");
		assert_int_equal(document_count(n, "measured"), document_count(n, "limit"));
		assert_int_equal(document_count(n, "measured"), document_count(n, "baseline"));
	}
	assert_int_equal(points, document_integer(f, "score"));

	int64_t frame = 0;
	assert_int_equal(document_count(f, "evidence"), 10);
	for (const struct node *n = document_members(f, "evidence"); n; n = n->next) {
		assert_true(document_integer(n, "packet") > frame);
		frame = document_integer(n, "packet");
		assert_string_equal(document_text(n, "src"), "10.1.20.23");
		assert_string_equal(document_text(n, "qtype"), "TYPE16");
	}
	scene_fini(&s);
}

static void test_tables(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "example.co.jp");
	const struct node *r = scene_report(&s);
	const struct node *c = document_members(r, "clients"), *d = document_members(r, "domains");

	assert_int_equal(document_integer(r, "clients_total"), 2);
	assert_int_equal(document_integer(r, "domains_total"), 3);
	assert_int_equal(document_integer(r, "below_min_level"), 2);
	assert_string_equal(document_text(c, "ip"), "10.1.20.23");
	assert_string_equal(document_members(c, "findings")->text,
	    document_text(document_members(r, "findings"), "id"));
	assert_int_equal(document_integer(c, "queries"), 40);
	assert_int_equal(document_get(c, "not_dns")->kind, NODE_NULL);
	assert_int_equal(document_count(c->next, "findings"), 0);
	assert_string_equal(document_text(d, "finding"), document_members(c, "findings")->text);
	assert_int_equal(document_get(d->next, "finding")->kind, NODE_NULL);
	scene_fini(&s);
}

/* Names no filter and no shell may see stay text; nothing but printable ASCII comes out. */
static void test_hostile_names(void **state)
{
	(void)state;
	static const char *const domains[] = {"ex'ample.com", "a\\\"b.com", "x\\027[31m.example",
	    "\\000.\\255", "$(id).example.com", "a\\.b.example", "a\\\\.example"};

	for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
		struct scene s;

		scene_init(&s, domains[i]);
		const struct node *r = scene_report(&s);
		const struct node *f = document_members(r, "findings");

		assert_non_null(f);
		if (strpbrk(document_text(f, "domain.registered"), "\\'\"$()"))
			assert_string_equal(document_text(f, "filters.tshark"), "");
		char *json = json_of(r);
		for (const char *c = json; *c; c++)
			assert_true(*c == '\n' || (*c >= 0x20 && *c < 0x7f));
		free(json);
		scene_fini(&s);
	}
}

/* The same sources, the same bytes; and a saved report is written again as it was. */
static void test_same_again(void **state)
{
	(void)state;
	struct scene s;
	struct err err;

	scene_init(&s, "example.co.jp");
	char *one = json_of(scene_report(&s));
	char *two = json_of(report_build(&s.arena, &s.sources));
	assert_string_equal(one, two);

	FILE *in = fmemopen(one, strlen(one), "r");
	char *three = json_of(document_read_json(&s.arena, in, "-", &err));
	fclose(in);
	assert_string_equal(one, three);
	free(one);
	free(two);
	free(three);
	scene_fini(&s);
}

static void test_min_level(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "example.co.jp");
	scene_report(&s);
	s.sources.min_level = LEVEL_INFO;
	int64_t all = document_integer(report_build(&s.arena, &s.sources), "below_min_level") + 1;
	struct finding *f = s.sources.ranking->findings;
	f->level = LEVEL_MEDIUM;
	for (int level = LEVEL_INFO; level <= LEVEL_CRITICAL; level++) {
		s.sources.min_level = (enum level)level;
		const struct node *r = report_build(&s.arena, &s.sources);
		bool shown = level <= LEVEL_MEDIUM;

		assert_int_equal(document_count(r, "findings"), shown);
		assert_int_equal(document_integer(r, "findings_total"), shown);
		assert_int_equal(document_integer(r, "below_min_level"), all - shown);
		assert_int_equal(document_count(document_members(r, "clients"), "findings"), shown);
		assert_int_equal(
		    *document_text(document_members(r, "domains"), "finding") != '\0', shown);
	}
	scene_fini(&s);
}

/* A client that asked for the same domain and shows nothing counts as one of all, not as involved.
 */
static void test_bystander(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "example.co.jp");
	scene_ask(&s, "www.example.co.jp", 99, DNS_TYPE_A);
	const struct node *f = document_members(scene_report(&s), "findings");

	assert_int_equal(document_integer(f, "clients_total"), 2);
	assert_int_equal(document_integer(f, "clients_involved"), 1);
	assert_int_equal(document_integer(f, "volume.queries"), 40);
	assert_int_equal(document_integer(f, "volume.unique_names"), 40);
	assert_string_equal(document_text(f, "last"), "2016-11-13T21:54:14.900000Z");
	scene_fini(&s);
}

static void test_reasons(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "example.co.jp");
	scene_report(&s);
	struct finding *f = s.sources.ranking->findings;
	f->reason_count = 3;
	f->reasons[0] = (struct reason){.code = "a", .points = -5};
	f->reasons[1] = (struct reason){.code = "b", .points = 40, .measure_count = 1};
	f->reasons[1].measures[0] =
	    (struct measure){.name = "figure", .value = 1.5, .limit = INFINITY, .baseline = NAN};
	f->reasons[2] = (struct reason){.code = "c", .points = 40};
	const struct node *r = document_members(
	    document_members(report_build(&s.arena, &s.sources), "findings"), "reasons");

	assert_string_equal(document_text(r, "code"), "b");
	assert_string_equal(document_text(r->next, "code"), "c");
	assert_string_equal(document_text(r->next->next, "code"), "a");
	assert_int_equal(document_get(r, "measured.figure")->number, 15000);
	assert_int_equal(document_get(r, "limit.figure")->kind, NODE_NULL);
	assert_int_equal(document_get(r, "baseline.figure")->kind, NODE_NULL);
	scene_fini(&s);
}

static void test_complete(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "example.co.jp");
	const struct node *r = scene_report(&s);
	assert_true(document_bool(r, "complete"));
	assert_int_equal(document_count(r, "limits"), 0);
	assert_int_equal(document_count(r, "errors"), 0);

	s.sources.interrupted = "SIGINT";
	assert_false(document_bool(report_build(&s.arena, &s.sources), "complete"));
	s.sources.interrupted = NULL;

	anomaly_note(&s.anomalies, ANOMALY_TCP_GAP, (struct source_ref){0, 7});
	r = report_build(&s.arena, &s.sources);
	assert_true(document_bool(r, "complete"));
	assert_int_equal(document_integer(r, "anomalies.tcp-gap.first.packet"), 7);
	assert_int_equal(document_count(r, "anomalies"), 1);

	anomaly_note(&s.anomalies, ANOMALY_TCP_LIMIT, (struct source_ref){0, 8});
	r = report_build(&s.arena, &s.sources);
	assert_false(document_bool(r, "complete"));
	assert_string_equal(document_text(document_members(r, "limits"), "name"), "tcp-limit");
	s.anomalies = (struct anomaly_log){0};

	for (enum input_status i = INPUT_TRUNCATED; i <= INPUT_UNREADABLE; i++) {
		s.inputs[0].status = i;
		err_set(&s.inputs[0].error, "it broke");
		r = report_build(&s.arena, &s.sources);
		assert_false(document_bool(r, "complete"));
		assert_string_equal(
		    document_text(document_members(r, "errors"), "text"), "it broke");
		assert_string_equal(
		    document_text(document_members(r, "errors"), "status"), input_status_name(i));
	}
	scene_fini(&s);
}

/* Seconds between the end of the first input and the start of the second, and the gaps they make.
 */
static const struct {
	int64_t apart_s;
	size_t gaps;
} gaps[] = {{-5, 0}, {0, 0}, {60, 0}, {61, 1}, {86400, 1}};

static void test_gaps(void **state)
{
	(void)state;

	for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
		struct scene s;

		scene_init(&s, "example.co.jp");
		s.inputs[1] = s.inputs[0];
		s.inputs[1].first_ns = s.inputs[0].last_ns + gaps[i].apart_s * NS_PER_SECOND;
		s.inputs[1].last_ns = s.inputs[1].first_ns + NS_PER_SECOND;
		const struct node *r = scene_report(&s);

		assert_int_equal(document_count(r, "coverage.gaps"), gaps[i].gaps);
		if (gaps[i].gaps)
			assert_int_equal(
			    document_integer(document_members(r, "coverage.gaps"), "seconds"),
			    gaps[i].apart_s);
		scene_fini(&s);
	}
}

/* A silence of the first input counts unless the second covers it. */
static void test_silences(void **state)
{
	static const struct {
		int64_t second_from_s, second_to_s;
		size_t gaps;
	} rows[] = {{-10, -5, 1}, {-10, 300, 1}, {-10, 961, 0}, {100, 900, 2}, {50, 950, 0}};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct scene s;

		scene_init(&s, "example.co.jp");
		int64_t start = s.inputs[0].first_ns;
		s.inputs[0].last_ns = start + 1000 * NS_PER_SECOND;
		s.inputs[0].packet_gaps =
		    (struct packet_gaps){.count = 1, .of = {{start, start + 1000 * NS_PER_SECOND}}};
		s.inputs[1] = s.inputs[0];
		s.inputs[1].packet_gaps.count = 0;
		s.inputs[1].first_ns = start + rows[i].second_from_s * NS_PER_SECOND;
		s.inputs[1].last_ns = start + rows[i].second_to_s * NS_PER_SECOND;
		const struct node *r = scene_report(&s);

		assert_int_equal(document_count(r, "coverage.gaps"), rows[i].gaps);
		scene_fini(&s);
	}
}

static bool cannot_measure(const struct node *report, const char *what)
{
	const struct node *n = document_members(report, "coverage.not_measurable");

	while (n && strcmp(document_text(n, "what"), what) != 0)
		n = n->next;
	return n != NULL;
}

static void test_not_measurable(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "example.co.jp");
	const struct node *r = scene_report(&s);
	assert_true(cannot_measure(r, "responses"));
	assert_true(cannot_measure(r, "regularity"));
	assert_false(cannot_measure(r, "queries"));
	assert_false(cannot_measure(r, "rarity"));

	s.accounting.responses = 1;
	s.accounting.cut = 1;
	s.inputs[0].drops = 4;
	r = report_build(&s.arena, &s.sources);
	assert_false(cannot_measure(r, "responses"));
	assert_true(cannot_measure(r, "content of truncated messages"));
	assert_true(cannot_measure(r, "dropped packets"));

	s.accounting = (struct accounting){.packets = 3, .not_dns = 3};
	r = report_build(&s.arena, &s.sources);
	assert_true(cannot_measure(r, "anything"));
	assert_int_equal(document_count(r, "coverage.not_measurable"), 1);
	scene_fini(&s);
}

static void test_vantage(void **state)
{
	(void)state;
	struct scene s;

	scene_init(&s, "example.co.jp");
	const struct node *r = scene_report(&s);
	assert_string_equal(document_text(r, "coverage.vantage.kind"), "clients-to-resolver");
	assert_string_equal(document_members(r, "coverage.vantage.resolvers")->text, "10.1.0.53");

	scene_fini(&s);
}

/* Without a ranking there are no findings, and what is said of the captures stays. */
static void test_health_only(void **state)
{
	static const char *const kept[] = {
	    "run", "inputs", "accounting", "messages", "anomalies", "limits", "errors"};
	static const char *const judged[] = {
	    "findings", "rest", "clients", "domains", "known", "suppressed", "forwarding"};
	struct scene s;
	(void)state;

	scene_init(&s, "example.co.jp");
	assert_non_null(document_get(scene_report(&s), "findings"));
	s.sources.ranking = NULL;
	const struct node *r = report_build(&s.arena, &s.sources);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		assert_non_null(document_get(r, kept[i]));
	for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
		assert_null(document_get(r, judged[i]));
	assert_string_equal(document_text(r, "coverage.vantage.kind"), "clients-to-resolver");
	scene_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_finding),
	    cmocka_unit_test(test_tables),
	    cmocka_unit_test(test_hostile_names),
	    cmocka_unit_test(test_same_again),
	    cmocka_unit_test(test_min_level),
	    cmocka_unit_test(test_bystander),
	    cmocka_unit_test(test_reasons),
	    cmocka_unit_test(test_complete),
	    cmocka_unit_test(test_gaps),
	    cmocka_unit_test(test_silences),
	    cmocka_unit_test(test_not_measurable),
	    cmocka_unit_test(test_vantage),
	    cmocka_unit_test(test_health_only),
	};
	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
