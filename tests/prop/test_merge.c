#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/out.h"
#include "../support/draw.h"
#include "../support/through.h"
#include "dns/suffix.h"

/* Merge laws: however a sequence of messages is split, shuffled and merged, the statistics equal
 * those of the whole. Compared through a dump of every field. */

#define EVENTS 16000
#define ROUNDS 12

struct event {
	struct dns_event event;
	struct dns_name name;
};

static void random_label(char *out, unsigned len)
{
	static const char set[] = "abcdefghijklmnopqrstuvwxyz234567ABC";

	for (unsigned i = 0; i < len; i++)
		out[i] = set[draw(sizeof set - 1)];
	out[len] = '\0';
}

static void random_name(struct dns_name *name)
{
	static const char *const bases[] = {"example.com", "example.co.jp", "a.b.example.net",
	    "test", "4.3.2.1.in-addr.arpa", "x.github.io"};
	char label[64], text[128];

	if (draw(3) == 0)
		snprintf(label, sizeof label, "www%u", draw(20));
	else
		random_label(label, 1 + draw(50));
	snprintf(text, sizeof text, "%s.%s%s", label, draw(5) ? "" : "_tcp.", bases[draw(6)]);
	assert_int_equal(dns_name_parse(text, name), 0);
}

static void random_event(struct event *e, uint64_t number)
{
	static const uint16_t types[] = {1, 28, 16, 10, 5, 15, 33, 12, 65399, 65};
	/* Few clients with many messages, many with few. */
	uint8_t client[4] = {10, 0, 0, (uint8_t)(draw(4) ? draw(4) : draw(250))},
		server[4] = {10, 0, 1, (uint8_t)draw(12)};

	random_name(&e->name);
	e->event = (struct dns_event){
	    .ref = {.input = 0, .record = number},
	    .time_ns = INT64_C(1479074404000000000) + (int64_t)number * 7000000 -
		       (int64_t)draw(20) * 1000000,
	    .client = address_v4(client),
	    .client_port = (uint16_t)draw(65536),
	    .server = address_v4(server),
	    .tcp = draw(10) == 0,
	    .response = draw(2) == 0,
	    .dns = draw(50) != 0,
	    .bytes = 40 + draw(400),
	    .id = (uint16_t)draw(65536),
	    .rcode = (uint16_t)(draw(4) ? 0 : draw(6)),
	    .qname = draw(40) ? &e->name : NULL,
	    .qtype = types[draw(10)],
	    .qclass = 1,
	    .answer_count = (uint16_t)draw(3),
	    .answer_bytes = draw(600),
	    .answer_hash = draw(3000),
	    .answer_ttl_min = draw(600),
	};
}

/* The first query of a lookup tool: for the name of the server. */
static void make_tool_start(struct event *e)
{
	char text[64];

	snprintf(text, sizeof text, "%u.1.0.10.in-addr.arpa", e->event.server.bytes[3]);
	assert_int_equal(dns_name_parse(text, &e->name), 0);
	e->event.qname = &e->name;
	e->event.qtype = DNS_TYPE_PTR;
	e->event.id = 1;
}

/* Random messages, some of which respond to the one before. */
static void random_events(struct event *events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct event answer =
		    i > 0 ? events[i - 1] : (struct event){.event = {.dns = false}};

		random_event(&events[i], i + 1);
		if (draw(30) == 0)
			make_tool_start(&events[i]);
		if (!answer.event.qname || answer.event.response || draw(2))
			continue;
		answer.event.ref.record = i + 1;
		answer.event.time_ns += draw(3) ? 1000 * draw(1000000) : draw(1000000);
		answer.event.response = true;
		answer.event.rcode = events[i].event.rcode;
		answer.event.answer_count = events[i].event.answer_count;
		answer.event.answer_hash = events[i].event.answer_hash;
		events[i] = answer;
		events[i].event.qname = &events[i].name;
	}
}

static void dump_counters(struct out *o, const struct counters *c)
{
	for (int i = 0; i < COUNTER_COUNT; i++)
		out_print(o, " %" PRIu64, c->of[i]);
}

static void dump_sketch(struct out *o, const struct sketch *s)
{
	size_t count;
	struct sketch_entry *e = sketch_by_time(s, &count);

	out_print(o, " |%zu %" PRIu64 " %" PRIu64, count, sketch_distinct(s), s->threshold);
	for (size_t i = 0; i < count; i++)
		out_print(o, " %" PRIx64 ":%" PRId64 ":%u:%u", (uint64_t)e[i].hash, e[i].first_ns,
		    (unsigned)e[i].len, (unsigned)e[i].marks);
	free(e);
}

static void dump_channel(struct out *o, const struct channel *c)
{
	char text[ADDRESS_TEXT_MAX];

	out_print(o, "%s %u %u", address_text(&c->client->address, text), c->domain->len,
	    c->domain->fold[1]);
	dump_counters(o, &c->count);
	dump_sketch(o, &c->names);
	dump_sketch(o, &c->asked);
	dump_sketch(o, &c->answers);
	dump_sketch(o, &c->servers);
	for (unsigned i = 0; i < c->sample.count; i++) {
		const struct sample_name *n = &c->sample.names[i];

		out_print(o, " %" PRIu64 ":%u:%.*s", n->ref.record, n->qtype, n->wire_len - 1,
		    (const char *)n->wire + 1);
	}
	out_print(o, " %s %" PRId64 " %" PRId64 " %" PRIu64 " %" PRIu64 "\n",
	    address_text(&c->server, text), c->first_ns, c->last_ns, c->first.record,
	    c->last.record);
}

static char *dump(struct stats *s)
{
	struct out *o = out_memory();
	size_t count;
	char text[ADDRESS_TEXT_MAX];
	int64_t first, last;

	stats_finalize(s);
	const struct client *const *clients = stats_clients(s, &count);
	for (size_t i = 0; i < count; i++) {
		const struct client *c = clients[i];

		out_print(o, "%s %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64,
		    address_text(&c->address, text), c->served_queries, c->served_responses,
		    c->not_dns, c->not_dns_bytes, c->not_dns_first.record);
		dump_counters(o, &c->asked);
		out_print(o, " %" PRIu64 " %" PRIu64 " %" PRIx64, c->tool_loop.starts[0],
		    c->tool_loop.starts[1], c->tool_loop.ports);
		dump_sketch(o, &c->names_evicted);
		out_print(o, " %" PRId64 " %" PRId64 "\n", c->first_ns, c->last_ns);
	}
	struct channel_room room = {.channel = {.client = NULL}};
	for (size_t i = 0; i < stats_channel_count(s); i++)
		dump_channel(o, stats_channel(s, i, &room));
	channel_room_fini(&room);
	dump_counters(o, stats_total(s));
	stats_span(s, &first, &last);
	out_print(o, "\n%" PRId64 " %" PRId64 "\n", first, last);
	char *copy = strdup(out_text(o, NULL));
	out_close(o, NULL);
	return copy;
}

/* Adds events to random parts, one by one or in batches of random size. */
static void add_to_parts(struct stats **parts, struct preparser *preparser, unsigned part_count,
    struct event *events, size_t count, int contiguous)
{
	struct addend batch[100];
	size_t cut = count / part_count + 1;

	if (!contiguous)
		for (size_t i = 0; i < count; i++)
			add_event(parts[draw(part_count)], preparser, &events[i].event);
	for (size_t i = 0; contiguous && i < count;) {
		size_t part = i / cut, wanted = 1 + draw(100), n = 0;

		while (n < wanted && i < count && i / cut == part)
			batch[n++].event = &events[i++].event;
		preparser_fill(preparser, batch, n);
		stats_add_all(parts[part], batch, n);
	}
}

/* Merges random pairs of parts until one is left: every tree shape and order. */
static char *dump_of_parts(struct event *events, size_t count, unsigned part_count,
    struct preparser *preparser, int contiguous)
{
	struct stats *parts[50];

	for (unsigned p = 0; p < part_count; p++)
		parts[p] = stats_new(TEST_SECRET);
	add_to_parts(parts, preparser, part_count, events, count, contiguous);
	while (part_count > 1) {
		unsigned from = draw(part_count), into = draw(part_count);

		if (from == into)
			continue;
		stats_merge(parts[into], parts[from]);
		stats_free(parts[from]);
		parts[from] = parts[--part_count];
	}
	char *text = dump(parts[0]);
	stats_free(parts[0]);
	return text;
}

static void test_merge_laws(void **context)
{
	(void)context;
	static struct event events[EVENTS];
	struct preparser *preparser = preparser_new(TEST_SECRET);

	draw_state = 20161113;
	random_events(events, EVENTS);
	char *whole = dump_of_parts(events, EVENTS, 1, preparser, 1);
	for (int round = 0; round < ROUNDS; round++) {
		unsigned part_count = 1 + draw(50);
		char *parts = dump_of_parts(events, EVENTS, part_count, preparser, round % 2);

		if (strcmp(whole, parts) != 0)
			fail_msg("%u parts differ from the whole (round %d)", part_count, round);
		free(parts);
	}
	free(whole);
	preparser_free(preparser);
}

static void test_saved_parts_merge(void **context)
{
	(void)context;
	static struct event events[EVENTS];
	struct preparser *preparser = preparser_new(TEST_SECRET);

	draw_state = 1;
	random_events(events, EVENTS);
	char *whole = dump_of_parts(events, EVENTS, 1, preparser, 1);
	for (unsigned round = 0; round < 6; round++) {
		struct stats *all = stats_new(TEST_SECRET), *parts[9];
		unsigned count = 1 + draw(9);

		for (unsigned i = 0; i < count; i++)
			parts[i] = stats_new(TEST_SECRET);
		for (size_t i = 0; i < EVENTS; i++)
			add_event(parts[draw(count)], preparser, &events[i].event);
		for (unsigned i = 0; i < count; i++) {
			struct stats *again = through_partial(parts[i]);

			stats_merge(all, again);
			stats_free(again);
		}
		all = through_partial(all);
		char *text = dump(all);
		assert_string_equal(whole, text);
		free(text);
		stats_free(all);
	}
	free(whole);
	preparser_free(preparser);
}

static bool is_of(const struct dns_event *e, const struct channel_key *key, struct suffix *suffix)
{
	const uint8_t *fold;

	if (!e->dns || !e->qname || address_compare(&e->client, &key->client->address) != 0)
		return false;
	unsigned labels = suffix_find(suffix, e->qname).labels;
	return dns_name_suffix(e->qname, labels, &fold) == key->domain->len &&
	       memcmp(fold, key->domain->fold, key->domain->len) == 0;
}

/* A channel rebuilt from its message log equals one that got the messages one by one. */
static void test_logs_equal_aggregates(void **context)
{
	(void)context;
	static struct event events[EVENTS];
	struct suffix *suffix = suffix_new();
	struct preparser *preparser = preparser_new(TEST_SECRET);
	struct stats *s = stats_new(TEST_SECRET);
	struct channel_room room = {.channel = {.client = NULL}};
	size_t logs = 0;

	draw_state = 25;
	random_events(events, EVENTS);
	for (size_t i = 0; i < EVENTS; i++)
		add_event(s, preparser, &events[i].event);
	stats_finalize(s);
	for (size_t i = 0; i < stats_channel_count(s); i++) {
		struct channel_key key = stats_channel_key(s, i);
		struct out *expected = out_memory(), *made = out_memory();
		struct channel c;

		channel_init(&c, key.client, key.domain);
		for (size_t k = 0; k < EVENTS; k++) {
			const struct dns_event *e = &events[k].event;

			if (is_of(e, &key, suffix)) {
				struct question q = channel_question(e, key.domain);

				channel_add(&c, e, &q);
			}
		}
		channel_finalize(&c);
		dump_channel(expected, &c);
		const struct channel *channel = stats_channel(s, i, &room);
		logs += channel == &room.channel;
		dump_channel(made, channel);
		assert_string_equal(out_text(expected, NULL), out_text(made, NULL));
		assert_int_equal(address_compare(key.server, &c.server), 0);
		out_close(expected, NULL);
		out_close(made, NULL);
		channel_fini(&c);
	}
	assert_in_range(logs, 100, stats_channel_count(s) - 20);
	const struct channel *kept = stats_channel_keep(s, 0);
	assert_ptr_equal(kept, stats_channel(s, 0, &room));
	channel_room_fini(&room);
	stats_free(s);
	suffix_free(suffix);
	preparser_free(preparser);
}

/* A sketch that was given more than it keeps must have dropped something: otherwise the laws above
 * are only tested on exact sets. */
static void test_sketches_overflow(void **context)
{
	(void)context;
	struct sketch s;

	sketch_init(&s, 64);
	for (uint64_t i = 1; i <= 100000; i++) {
		struct sketch_entry e = sketch_sighting(i * UINT64_C(0x9e3779b97f4a7c15), 0, 0, 0);

		sketch_add(&s, &e);
	}
	sketch_finalize(&s);
	assert_false(sketch_is_exact(&s));
	assert_int_equal(s.used, 64);
	assert_in_range(sketch_distinct(&s), 60000, 160000);
	sketch_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_merge_laws),
	    cmocka_unit_test(test_saved_parts_merge),
	    cmocka_unit_test(test_logs_equal_aggregates),
	    cmocka_unit_test(test_sketches_overflow),
	};
	return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
