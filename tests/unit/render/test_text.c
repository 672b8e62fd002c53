#include "render/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* A saved report, as small as one can be; %s stands for what a case varies. */
static const char head[] =
    "{\"complete\": %s, \"tool\": {\"version\": \"1.0.0\"},"
    "\"run\": {\"argv\": [\"dnsferret\", \"scan\", \"a.pcap\"],"
    "\"config\": {\"min_level\": \"low\"}, \"modules\": [\"label-entropy\", \"txt-ratio\"],"
    "\"interrupted\": null},"
    "\"inputs\": [{\"path\": \"case/a b.pcap\", \"size\": 41234567, \"packets\": 41203118,"
    "\"format\": \"pcap\", \"status\": \"complete\", \"error\": null, \"drops\": 0}],"
    "\"accounting\": {\"packets\": 41203118, \"dns_udp\": 41203118, \"undecodable\": {\"total\": "
    "0},"
    "\"balance\": 0},"
    "\"messages\": {\"total\": %s, \"queries\": %s, \"responses\": 0, \"bad\": 0},"
    "\"coverage\": {\"from\": \"2016-11-13T22:00:04.000000Z\","
    "\"to\": \"2016-11-14T02:09:58.000000Z\", \"gaps\": [],"
    "\"not_measurable\": [{\"what\": \"responses\", \"why\": \"no response was captured\"}]},"
    "\"forwarding\": {\"resolvers\": [{\"ip\": \"10.1.0.53\", \"clients\": 409}],"
    "\"resolvers_total\": 1, \"direct\": [{\"ip\": \"10.1.20.99\", \"servers\": [\"192.0.2.8\","
    "\"198.51.100.1\"], \"servers_total\": 5}], \"direct_total\": 1, \"local_only\": 411},"
    "\"below_min_level\": 11, \"clients_total\": 412, \"domains_total\": 12,"
    "\"domains\": [{\"registered\": \"example.co.jp\", \"rank\": 1, \"score\": 97,"
    "\"unique_names\": 118402}],"
    "\"errors\": %s, \"findings\": [%s]}";

static const char finding[] =
    "{\"id\": \"F-3f9a1c02b7de\", \"rank\": 1, \"kind\": \"c2\", \"level\": \"%s\", \"score\": %s,"
    "\"domain\": {\"registered\": \"example.co.jp\", \"apex\": \"abcde.example.co.jp\","
    "\"campaign\": \"abcde\"}, \"timeline\": {\"step_s\": 600.0, \"queries\": [1, 0, 8, 4]},"
    "\"first\": \"2016-11-13T22:14:07.000000Z\","
    "\"last\": \"2016-11-13T22:14:17.000000Z\","
    "\"clients\": [{\"ip\": \"10.1.20.23\", \"score\": 97}], \"clients_total\": 3,"
    "\"clients_involved\": 1, \"servers\": [\"10.1.0.53\"],"
    "\"volume\": {\"queries\": 118402, \"responses\": 0, \"unique_names\": 118377,"
    "\"up_bytes\": 9100000, \"down_bytes\": 0},"
    "\"reasons\": [{\"code\": \"txt-ratio\", \"points\": 100, \"text\": \"data-carrying record "
    "types: "
    "100 %% TXT, NULL or KEY\", \"baseline\": {\"data_type_share\": 0.021}},"
    "{\"code\": \"structure\", \"points\": -3, \"text\": \"common name format\","
    "\"baseline\": {\"x\": null}}],"
    "\"evidence\": ["
    "{\"input\": 0, \"packet\": 1201455, \"time\": \"2016-11-13T22:14:07.113402Z\","
    "\"src\": \"10.1.20.23\", \"dst\": \"10.1.0.53\", \"proto\": \"udp\", \"response\": false,"
    "\"qname\": \"k4q3kftf2hnp3vqmtkwnm5yuq2l6wexj2aeh3lqbuzbgi82hbdrinks0123456789012345678901"
    ".k4q3kftf2hnp3vqmtkwnm5yuq2l6wexj2aeh3lqbuzbgi82hb.abcde.example.co.jp\","
    "\"qname_bytes\": 150, \"qtype\": \"TXT\"}],"
    "\"filters\": {\"tshark\": \"ip.addr == 10.1.20.23 && dns.qry.name matches "
    "\\\"(^|[.])abcde[.]example[.]co[.]jp$\\\"\", \"bpf\": \"host 10.1.20.23 and port 53\"},"
    "\"block\": {\"what\": \"registered\", \"domains\": [\"example.co.jp\"], \"servers\": []}}";

struct scene {
	const char *complete, *messages, *errors, *level, *score;
};

static const struct scene found = {"true", "118402", "[]", "critical", "97"};
static const struct scene nothing = {"true", "118402", "[]", NULL, NULL};

/* The report as text; free it. */
static char *text_of(const struct scene *s, const struct layout *layout)
{
	struct arena a = {0};
	struct err err;
	char one[8192] = "", *json = NULL;

	if (s->level)
		assert_true(
		    snprintf(one, sizeof one, finding, s->level, s->score) < (int)sizeof one);
	json = arena_print(&a, head, s->complete, s->messages, s->messages, s->errors, one);
	FILE *in = fmemopen(json, strlen(json), "r");
	const struct node *report = document_read_json(&a, in, "-", &err);
	fclose(in);
	assert_non_null(report);

	struct out *out = out_memory();
	writer_find("text")->write(out, report, layout);
	char *text = strdup(out_text(out, NULL));
	out_discard(out);
	arena_fini(&a);
	return text;
}

static void assert_says(const char *text, const char *what)
{
	if (!strstr(text, what))
		fail_msg("\"%s\" is not in:\n%s", what,
		    text + (strlen(text) > 2000 ? strlen(text) - 1500 : 0));
}

static void test_finding(void **state)
{
	(void)state;
	char *t = text_of(&found, &(struct layout){.width = 100});

	assert_says(t, "dnsferret 1.0.0  scan a.pcap ");
	assert_says(t, "1 file  41.2 MB  41,203,118 packets  2016-11-13 22:00:04 .. "
		       "2016-11-14 02:09:58  (4 h 9 m)\n");
	assert_says(t, "\nVERDICT   1 ACT NOW   (11 other domains look ordinary)\n");
	assert_says(t, "\nWHO       10.1.20.23 (1 of 412 clients)\n"
		       "WHEN      2016-11-13 22:14:07 .. 22:14:17  (10 s)\n");
	assert_says(t, "\nEVIDENCE  COMPLETE: 1 of 1 file read to the end; all 41,203,118 packets");
	assert_says(t, "\nFINDINGS of 2016 ---");
	assert_says(t, "\n  #  score  level     domain         campaign  client      first        "
		       "last         kind\n  1     97  CRITICAL  example.co.jp  abcde     "
		       "10.1.20.23  11-13 22:14  11-13 22:14  command channel\n");
	assert_says(t, "\nACT NOW ---");
	assert_says(t, "\n 1  CRITICAL  97  example.co.jp  campaign abcde  command channel  "
		       "F-3f9a1c02b7de\n");
	assert_says(t, "\n    what    a program that is controlled through DNS: ");
	assert_says(t, "\n    who     10.1.20.23 (1 of 412 clients)  queries 10.1.0.53\n");
	assert_says(t, "\n            2 other clients queried this domain without showing"
		       " this behaviour");
	assert_says(t, "\n    when    2016-11-13 22:14:07 .. 22:14:17  (10 s)\n");
	assert_says(t, "\n    volume  sent about 9.1 MB in 118,402 queries (118,377 unique names)");
	assert_says(t, "\n    why     +100  data-carrying record types: 100 % TXT, NULL or KEY  "
		       "(other domains: 2.1 %)\n");
	assert_says(t, "\n            - 3  common name format\n");
	assert_says(t, "\n    proof   a b.pcap #1201455  22:14:07.113402  10.1.20.23 > 10.1.0.53  "
		       "TXT\n");
	assert_says(t, ".abcde.example.co.jp  (150 bytes)\n");
	assert_says(t, "\n            tshark -r 'case/a b.pcap' \\\n"
		       "              -Y 'ip.addr == 10.1.20.23 && dns.qry.name matches\n"
		       "                \"(^|[.])abcde[.]example[.]co[.]jp$\"'\n");
	assert_says(t, "\n            |. #:|  peak 8 queries per 10 min\n");
	assert_says(t, "\nFORWARDING ---");
	assert_says(t, "\n  1 client queries servers on the internet directly");
	assert_says(t, "\n  resolvers   10.1.0.53 (409 clients)\n");
	assert_says(t, "\n  direct      10.1.20.99 queries 192.0.2.8, 198.51.100.1 and 3 more\n");
	assert_says(t, "\n  2 isolate   10.1.20.23: ");
	assert_says(t, "\n  3 block     example.co.jp: a domain with its subdomains");
	assert_says(t, "\n    do      isolate the client and keep its memory");
	assert_says(t, "\nVERDICT   1 ACT NOW   worst: 97 example.co.jp (command channel)\n"
		       "WHO       10.1.20.23, 2016-11-13 22:14:07 .. 22:14:17\n"
		       "EVIDENCE  COMPLETE: 1 of 1 file read to the end; all 41,203,118 packets "
		       "decoded\n");
	assert_null(strstr(t, "--report"));
	free(t);
	t = text_of(&found, &(struct layout){.width = 100, .report_path = "case 42/r.json"});
	assert_says(t, "\n              dnsferret block F-3f9a --report 'case 42/r.json'\n");
	assert_says(t, "\n              dnsferret extract F-3f9a --report 'case 42/r.json' -o "
		       "packets.pcapng 'case/a b.pcap'\n");
	free(t);
}

/* A row that does not fit takes two lines. */
static void test_two_lines(void **state)
{
	(void)state;
	char *t = text_of(&found, &(struct layout){.width = 80});

	assert_says(t, "\n  #  score  level     domain         kind\n"
		       "                      client      first        last         campaign\n"
		       "  1     97  CRITICAL  example.co.jp  command channel\n"
		       "                      10.1.20.23  11-13 22:14  11-13 22:14  abcde\n");
	free(t);
}

/* Whatever the width: no line is longer, nothing but printable ASCII, no blank at a line's end. */
static void test_width(void **state)
{
	(void)state;

	for (unsigned width = 40; width <= 140; width++) {
		char *t = text_of(&found, &(struct layout){.width = width, .verbose = width % 3});
		unsigned column = 0;

		for (const char *c = t; *c; c++) {
			if (*c == '\n') {
				assert_true(c == t || c[-1] != ' ');
				column = 0;
				continue;
			}
			assert_true(*c >= 0x20 && *c < 0x7f);
			if (++column > width)
				fail_msg("longer than %u:\n%s", width, t);
		}
		free(t);
	}
}

/* With -v the whole name is there, across lines. */
static void test_whole_name(void **state)
{
	(void)state;
	char *t = text_of(&found, &(struct layout){.width = 60, .verbose = 1}), *to = t;

	for (const char *c = t; *c; c++)
		if (*c != ' ' && *c != '\n')
			*to++ = *c;
	*to = '\0';
	assert_says(t,
	    "k4q3kftf2hnp3vqmtkwnm5yuq2l6wexj2aeh3lqbuzbgi82hbdrinks0123456789012345678901"
	    ".k4q3kftf2hnp3vqmtkwnm5yuq2l6wexj2aeh3lqbuzbgi82hb.abcde.example.co.jp");
	free(t);
}

/* Color adds sequences and nothing else. */
static void test_color(void **state)
{
	(void)state;
	char *plain = text_of(&found, &(struct layout){.width = 90});
	char *color = text_of(&found, &(struct layout){.width = 90, .color = true}), *to = color;

	assert_says(color, "\x1b[1;31m1 ACT NOW\x1b[0m");
	assert_null(strchr(plain, '\x1b'));
	for (const char *c = color; *c; c++) {
		if (*c == '\x1b')
			c += strcspn(c, "m");
		else
			*to++ = *c;
	}
	*to = '\0';
	assert_string_equal(color, plain);
	free(plain);
	free(color);
}

static const struct {
	struct scene scene;
	const char *says, *lacks;
} verdicts[] = {
    {{"true", "118402", "[]", "critical", "97"}, "VERDICT   1 ACT NOW", "REVIEW"},
    {{"true", "118402", "[]", "high", "70"}, "VERDICT   1 ACT NOW", "REVIEW"},
    {{"true", "118402", "[]", "medium", "50"}, "VERDICT   1 REVIEW", "ACT NOW"},
    {{"true", "118402", "[]", "medium", "50"}, "2 isolate", "NOTHING"},
    {{"true", "118402", "[]", "low", "30"}, "VERDICT   1 WEAK", "2 isolate"},
    {{"true", "118402", "[]", NULL, NULL}, "VERDICT   NOTHING FOUND   (11", "NEXT"},
    {{"true", "118402", "[]", NULL, NULL},
	"CHECKED   118,402 names under 12 domains, queried by 412 clients, for label-entropy, "
	"txt-ratio\n",
	"ACT NOW"},
    {{"true", "118402", "[]", NULL, NULL}, "UNKNOWN   responses: no response was captured\n",
	"NEXT"},
    {{"true", "0", "[]", NULL, NULL}, "VERDICT   NOTHING TO JUDGE: no DNS message was read",
	"NOTHING FOUND"},
    {{"false", "118402",
	 "[{\"input\": 0, \"status\": \"truncated\", \"text\": \"a.pcap: ends inside a record\"}]",
	 NULL, NULL},
	"VERDICT   NOTHING FOUND IN WHAT COULD BE READ", "COMPLETE: 1"},
    {{"false", "118402",
	 "[{\"input\": 0, \"status\": \"truncated\", \"text\": \"a.pcap: ends inside a record\"}]",
	 "critical", "97"},
	"EVIDENCE  INCOMPLETE: a.pcap: ends inside a record; 0 of 1 file read to the end",
	"NOTHING"},
};

static void test_verdicts(void **state)
{
	(void)state;

	for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
		char *t = text_of(&verdicts[i].scene, &(struct layout){.width = 120});

		assert_says(t, verdicts[i].says);
		if (strstr(t, verdicts[i].lacks))
			fail_msg("\"%s\" is in:\n%s", verdicts[i].lacks, t);
		free(t);
	}
}

/* A report that holds nothing is written too. */
static void test_empty(void **state)
{
	(void)state;
	struct arena a = {0};
	struct out *out = out_memory();

	writer_find("text")->write(out, document_map(&a), &(struct layout){.width = 80});
	assert_says(out_text(out, NULL), "NOTHING TO JUDGE");
	out_discard(out);
	arena_fini(&a);
	char *t = text_of(&nothing, &(struct layout){.width = 100, .top = 1});
	assert_says(t, "and 11 more domains\n");
	free(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_finding),
	    cmocka_unit_test(test_two_lines),
	    cmocka_unit_test(test_width),
	    cmocka_unit_test(test_whole_name),
	    cmocka_unit_test(test_color),
	    cmocka_unit_test(test_verdicts),
	    cmocka_unit_test(test_empty),
	};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
