#include "scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "adding.h"

void scene_ask(struct scene *s, const char *name, uint8_t client, uint16_t qtype)
{
	struct dns_name qname;
	uint8_t from[4] = {10, 1, 20, client}, to[4] = {10, 1, 0, 53};

	assert_int_equal(dns_name_parse(name, &qname), 0);
	struct dns_event event = {
	    .ref = {.input = 0, .record = ++s->frames},
	    .time_ns = START_NS + (int64_t)s->frames * 100000000,
	    .client = address_v4(from),
	    .server = address_v4(to),
	    .dns = true,
	    .flags = DNS_RD,
	    .bytes = 80,
	    .id = (uint16_t)s->frames,
	    .qname = &qname,
	    .qtype = qtype,
	    .qclass = 1,
	};
	add_event(s->stats, s->preparser, &event);
	s->accounting.packets++;
	s->accounting.dns_udp++;
	s->accounting.messages++;
	s->accounting.queries++;
}

void scene_init(struct scene *s, const char *domain)
{
	char path[] = "a b.pcap";

	*s = (struct scene){.preparser = preparser_new(TEST_SECRET)};
	s->stats = stats_new(TEST_SECRET);
	ports_add(&s->ports, 53);
	score_options_default(&s->options);
	for (unsigned i = 0; i < 40; i++) {
		char name[300];

		snprintf(name, sizeof name, "%08x%08x%08x%08x.abcde.%s", i * 2654435761u,
		    i * 2246822519u + 7, i * 3266489917u, i * 668265263u + 99, domain);
		scene_ask(s, name, 23, DNS_TYPE_TXT);
		scene_ask(s, i % 2 ? "www.example.org" : "mail.example.net", 24, DNS_TYPE_A);
	}
	s->inputs[0] = (struct input){.path = arena_copy(&s->arena, path),
	    .format = "pcap",
	    .packets = s->frames,
	    .first_ns = START_NS,
	    .last_ns = START_NS + 9 * NS_PER_SECOND};
	s->input_list[0] = &s->inputs[0];
	s->input_list[1] = &s->inputs[1];
}

struct node *scene_report(struct scene *s)
{
	static const char *const argv[] = {"dnsferret", "a b.pcap", "\x1b[31m\xc3\xa4", NULL};

	stats_finalize(s->stats);
	s->sources = (struct report_sources){
	    .argv = argv,
	    .inputs = s->input_list,
	    .input_count = s->inputs[1].path ? 2 : 1,
	    .accounting = &s->accounting,
	    .anomalies = &s->anomalies,
	    .stats = s->stats,
	    .ranking = score_run(s->stats, &s->options, &s->arena),
	    .options = &s->options,
	    .psl_version = "unknown",
	    .min_level = s->options.min_level,
	    .ports = &s->ports,
	};
	return report_build(&s->arena, &s->sources);
}

void scene_fini(struct scene *s)
{
	arena_fini(&s->arena);
	stats_free(s->stats);
	preparser_free(s->preparser);
}
