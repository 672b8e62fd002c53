#include "render/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* Texts a captured name or a path could be, each an attempt on one of the formats. */
static const char *const hostile[] = {
    "<script>alert(1)</script>",
    "</script><!--",
    "</style></title></pre></textarea>",
    "\"><img src=x onerror=alert(1)>",
    "'; drop table",
    "&lt;b&gt;",
    "=cmd|'/c calc'!A1",
    "+1",
    "-1+1",
    "@SUM(A1)",
    "a,b\"c",
    "[x](http://evil.example/)",
    "www.evil.example",
    "| a | b |",
    "`code`",
    "\\n{\"type\":\"end\"}",
};
#define HOSTILE (sizeof hostile / sizeof *hostile)

/* What the drawings of the page show. */
static void add_drawn(struct arena *a, struct node *report, const char *text)
{
	struct node *activity = document_set(report, "activity", document_map(a));

	document_set_text(a, activity, "start", "2016-11-13T22:00:00.000000Z");
	document_set_decimal(a, activity, "step_s", 10);
	struct node *rows = document_set(activity, "clients", document_list(a));
	struct node *row = document_push(rows, document_map(a));
	document_set_text(a, row, "ip", text);
	document_push_integer(a, document_set(row, "queries", document_list(a)), 7);
	struct node *domains = document_set(report, "domains", document_list(a));
	struct node *domain = document_push(domains, document_map(a));
	document_set_text(a, domain, "registered", text);
	struct node *look = document_set(domain, "names_look", document_map(a));
	document_set_decimal(a, look, "mean_bits", 4.5);
	struct node *forwarding = document_set(report, "forwarding", document_map(a));
	struct node *direct = document_set(forwarding, "direct", document_list(a));
	row = document_push(direct, document_map(a));
	document_set_text(a, row, "ip", text);
	document_push_text(a, document_set(row, "servers", document_list(a)), text);
	document_push_text(a, document_set(row, "resolvers", document_list(a)), "10.0.0.53");
	struct node *run = document_set(report, "run", document_map(a));
	struct node *checks = document_set(run, "checks", document_list(a));
	row = document_push(checks, document_map(a));
	document_set_text(a, row, "code", text);
	document_set_text(a, row, "what", text);
	struct node *messages = document_set(report, "messages", document_map(a));
	document_set_integer(a, messages, "queries", 7);
}

/* A report in which every text is the hostile one. */
static struct node *report_of(struct arena *a, const char *text)
{
	static const char *const keys[] = {"id", "level", "kind", "first", "last"};
	struct node *report = document_map(a);
	struct node *findings = document_set(report, "findings", document_list(a));
	struct node *f = document_push(findings, document_map(a));

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		document_set_text(a, f, keys[i], text);
	struct node *domain = document_set(f, "domain", document_map(a));
	document_set_text(a, domain, "registered", text);
	document_set_text(a, domain, "apex", text);
	document_set_text(a, domain, "campaign", text);
	document_push_text(a, document_set(f, "servers", document_list(a)), text);
	struct node *reasons = document_set(f, "reasons", document_list(a));
	document_set_text(a, document_push(reasons, document_map(a)), "text", text);
	struct node *evidence = document_set(f, "evidence", document_list(a));
	document_set_text(a, document_push(evidence, document_map(a)), "qname", text);
	struct node *pool = document_set(f, "pool", document_map(a));
	document_set_text(a, pool, "why", text);
	document_push_text(a, document_set(pool, "domains", document_list(a)), text);
	struct node *involved = document_set(f, "clients", document_list(a));
	struct node *client = document_push(involved, document_map(a));
	document_set_text(a, client, "ip", text);
	document_set_text(a, client, "host", text);
	document_set_integer(a, f, "clients_involved", 1);
	struct node *inputs = document_set(report, "inputs", document_list(a));
	document_set_text(a, document_push(inputs, document_map(a)), "path", text);
	struct node *clients = document_set(report, "clients", document_list(a));
	document_set_text(a, document_push(clients, document_map(a)), "ip", text);
	add_drawn(a, report, text);
	return report;
}

static char *written(const char *format, const struct node *report)
{
	struct out *out = out_memory();

	writer_find(format)->write(out, report, &(struct layout){.width = 100});
	char *text = strdup(out_text(out, NULL));
	out_discard(out);
	return text;
}

static size_t count_of(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)); text++)
		count++;
	return count;
}

static char *page_of(const struct node *report, bool script)
{
	struct out *out = out_memory();

	writer_find("html")->write(
	    out, report, &(struct layout){.width = 100, .html_script = script});
	char *text = strdup(out_text(out, NULL));
	out_discard(out);
	return text;
}

/* Whatever the texts are, the page has the same tags, and its markup holds no other. */
static void check_page(bool script)
{
	struct arena a = {0};
	char *plain = page_of(report_of(&a, "plain"), script);

	assert_non_null(strstr(plain, "default-src 'none'"));
	assert_int_equal(count_of(plain, "<script"), script);
	assert_int_equal(count_of(plain, "script-src 'sha256-"), script);
	assert_null(strstr(plain, "http://"));
	assert_null(strstr(plain, "https://"));
	assert_non_null(strstr(plain, "<svg class=\"bar heat\""));
	assert_non_null(strstr(plain, "<svg class=\"scatter\""));
	for (size_t i = 0; i < HOSTILE; i++) {
		char *page = page_of(report_of(&a, hostile[i]), script);

		assert_int_equal(count_of(page, "<"), count_of(plain, "<"));
		assert_int_equal(count_of(page, ">"), count_of(plain, ">"));
		assert_int_equal(count_of(page, "\""), count_of(plain, "\""));
		assert_int_equal(count_of(page, "'"), count_of(plain, "'"));
		free(page);
	}
	free(plain);
	arena_fini(&a);
}

static void test_html(void **state)
{
	(void)state;
	check_page(false);
	check_page(true);
}

/* Cells of the second line of a CSV file; returns their number. */
static size_t cells_of(const char *csv, char cells[64][128])
{
	size_t count = 0, len = 0;
	bool quoted = false;

	csv = strstr(csv, "\r\n") + 2;
	for (;; csv++) {
		if (*csv == '"' && quoted && csv[1] == '"') {
			cells[count][len++] = *csv++;
		} else if (*csv == '"') {
			quoted = !quoted;
		} else if (!quoted && (*csv == ',' || *csv == '\r')) {
			cells[count++][len] = '\0';
			len = 0;
			if (*csv == '\r')
				return count;
		} else {
			assert_true(*csv != '\0');
			cells[count][len++] = *csv;
		}
	}
}

static void test_csv(void **state)
{
	(void)state;
	struct arena a = {0};
	char *empty = written("csv", document_map(&a));
	size_t titles = 1 + count_of(empty, ",");

	assert_int_equal(count_of(empty, "\n"), 1);
	free(empty);
	for (size_t i = 0; i < HOSTILE; i++) {
		char *csv = written("csv", report_of(&a, hostile[i]));
		char cells[64][128];
		bool formula = strchr("=+-@'", hostile[i][0]);

		assert_int_equal(cells_of(csv, cells), titles);
		assert_string_equal(cells[1] + formula, hostile[i]);
		assert_true(!formula || cells[1][0] == '\'');
		assert_string_equal(cells[6] + formula, hostile[i]);
		assert_int_equal(count_of(csv, "\r\n"), 2);
		free(csv);
	}
	arena_fini(&a);
}

static void test_jsonl(void **state)
{
	(void)state;
	static const char *const types[] = {"begin", "input", "finding", "client", "domain", "end"};
	struct arena a = {0};

	for (size_t i = 0; i < HOSTILE; i++) {
		char *text = written("jsonl", report_of(&a, hostile[i])), *line = text;

		for (size_t t = 0; t < sizeof types / sizeof *types; t++) {
			char start[32];
			size_t len = strcspn(line, "\n");
			struct err err;

			snprintf(start, sizeof start, "{\"type\":\"%s\"", types[t]);
			assert_memory_equal(line, start, strlen(start));
			FILE *in = fmemopen(line, len, "r");
			const struct node *n = document_read_json(&a, in, "-", &err);
			fclose(in);
			assert_non_null(n);
			if (t == 2)
				assert_string_equal(
				    document_text(n, "domain.registered"), hostile[i]);
			line += len + 1;
		}
		assert_string_equal(line, "");
		free(text);
	}
	arena_fini(&a);
}

/* Nothing that means something to Markdown stands without its backslash, but for the one line that
 * is code. */
static void test_md(void **state)
{
	(void)state;
	struct arena a = {0};

	for (size_t i = 0; i < HOSTILE; i++) {
		char *text = written("md", report_of(&a, hostile[i]));

		assert_null(strstr(text, " <"));
		assert_null(strstr(text, " ["));
		assert_null(strstr(text, "www.evil"));
		assert_null(strstr(text, "http://"));
		assert_null(strstr(text, " `"));
		if (hostile[i][0] == '|')
			assert_non_null(strstr(text, "\\| a \\| b \\|"));
		free(text);
	}
	arena_fini(&a);
}

/* The same in what is not drawn for a finding alone. */
static void set_absurd(
    struct arena *a, struct node *report, struct node *f, int64_t number, double seconds)
{
	struct node *activity = document_set(report, "activity", document_map(a));
	struct node *rows = document_set(activity, "clients", document_list(a));

	document_set_text(a, activity, "start", "2024-03-12T09:00:00Z");
	document_set_decimal(a, activity, "step_s", seconds);
	document_set_integer(a, activity, "clients_total", number);
	for (size_t i = 0; i < 3; i++) {
		struct node *row = document_push(rows, document_map(a));
		struct node *queries = document_set(row, "queries", document_list(a));

		document_set_integer(a, row, "score", number);
		for (size_t n = 0; n < 1000 * i + 1; n++)
			document_push_integer(a, queries, number);
	}
	struct node *length = document_set(f, "length", document_map(a));
	document_set_integer(a, length, "median", number);
	document_set_integer(a, f, "clients_total", number);
	document_set_integer(a, document_member(f, "pool"), "domains_total", number);
	document_set_integer(a, report, "findings_total", number);
	document_set_integer(a, report, "domains_total", number);
	struct node *forwarding = document_member(report, "forwarding");
	document_set_integer(a, forwarding, "direct_total", number);
	document_set_integer(a, forwarding, "local_only", number);
	struct node *resolvers = document_set(forwarding, "resolvers", document_list(a));
	struct node *resolver = document_push(resolvers, document_map(a));
	document_set_text(a, resolver, "ip", "10.0.0.53");
	document_set_integer(a, resolver, "clients", number);
}

/* A saved report may hold any numbers where drawings are made of them. */
static void test_absurd_numbers(void **state)
{
	(void)state;
	static const int64_t numbers[] = {INT64_MIN, -1, 0, 1, INT64_C(1) << 53, INT64_MAX};
	static const char *const paths[] = {"length", "surprise"};

	for (size_t i = 0; i < 2 * sizeof numbers / sizeof *numbers; i++) {
		struct arena a = {0};
		struct node *report = report_of(&a, "2024-03-12T09:00:00Z");
		struct node *f = document_first(document_first(report)); /* of findings */
		struct node *t = document_set(f, "timeline", document_map(&a));
		struct node *queries = document_set(t, "queries", document_list(&a));
		struct node *histograms = document_set(f, "histograms", document_map(&a));
		int64_t number = numbers[i / 2];

		document_set_text(&a, t, "start", "2024-03-12T09:00:00Z");
		document_set_decimal(&a, t, "step_s", i % 2 ? 8e11 : 0.0001);
		for (size_t n = 0; n < 3 + i % 2 * 2000; n++)
			document_push_integer(&a, queries, number);
		for (size_t p = 0; p < 2; p++) {
			struct node *one = document_set(histograms, paths[p], document_map(&a));

			document_set_decimal(&a, one, "step", 8e11);
			document_push_integer(
			    &a, document_set(one, "names", document_list(&a)), number);
		}
		struct node *types = document_set(f, "query_types", document_map(&a));
		document_set_integer(&a, types, "txt", number);
		document_set_integer(&a, types, "a", number);
		struct node *burst = document_set(f, "burst", document_map(&a));
		document_set_integer(&a, burst, "max_queries", number);
		document_set_text(&a, burst, "at", "2024-03-12T09:00:00Z");
		document_set_decimal(&a, burst, "span_s", 8e11);
		document_set_integer(&a, f, "score", number);
		document_set_integer(&a, f, "rank", number);
		char *text = written("text", report);
		set_absurd(&a, report, f, number, i % 2 ? 9e8 : 0.0001);
		char *page = written("html", report);
		assert_null(strstr(page, "nan"));
		assert_null(strstr(page, "inf\""));
		assert_null(strstr(page, "\"-"));
		free(page);
		free(text);
		arena_fini(&a);
	}
}

static void test_formats(void **state)
{
	(void)state;
	static const struct {
		const char *path, *format;
	} paths[] = {
	    {"report.json", "json"},
	    {"a.b/report.JSON", "json"},
	    {"report.txt", "text"},
	    {"report.jsonl", "jsonl"},
	    {"report.csv", "csv"},
	    {"report.clients.csv", "csv_clients"},
	    {"report.Domains.CSV", "csv_domains"},
	    {"clients.csv", "csv"},
	    {"a/.clients.csv", "csv_clients"},
	    {"report.md", "md"},
	    {"report.html", "html"},
	    {"report", NULL},
	    {"json", NULL},
	    {"a.json/report", NULL},
	    {"report.json.gz", NULL},
	    {"report.", NULL},
	    {"", NULL},
	};

	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		const struct writer *w = writer_for_path(paths[i].path);

		if (paths[i].format)
			assert_string_equal(w->name, paths[i].format);
		else
			assert_null(w);
	}
	assert_null(writer_find(""));
	assert_null(writer_find("JSON"));
	for (const struct writer *w = writer_table(); w->name; w++) {
		assert_ptr_equal(writer_find(w->name), w);
		assert_true(w->extension && *w->extension && w->what && *w->what && w->write);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_html),
	    cmocka_unit_test(test_csv),
	    cmocka_unit_test(test_jsonl),
	    cmocka_unit_test(test_md),
	    cmocka_unit_test(test_absurd_numbers),
	    cmocka_unit_test(test_formats),
	};
	return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
