/*
 * Arbitrary bytes as a stream of messages: however they are distributed over parts, merged, saved
 * and loaded, the report equals that of all messages together; and a very low memory limit breaks
 * nothing.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../support/through.h"
#include "base/cursor.h"
#include "base/utc.h"

#define PARTS      4
#define EVENTS_MAX 200
#define LOOK_EVERY 32

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Makes a name of up to three labels from the bytes, below a common base domain. */
static bool name_of(struct cursor *c, struct dns_name *name)
{
	static const char *const bases[] = {"\7example\3com", "\7example\2co\2jp",
	    "\1x\6github\2io", "\4test", "\1\64\7in-addr\4arpa", ""};
	uint8_t wire[DNS_NAME_WIRE_MAX];
	size_t at = 0;
	uint8_t how = cursor_u8(c);
	const char *base = bases[how % 6];

	for (unsigned labels = how / 6 % 4; labels > 0; labels--) {
		uint8_t len = (uint8_t)(cursor_u8(c) % DNS_LABEL_MAX + 1);
		const uint8_t *label = cursor_take(c, len);

		if (!label)
			return false;
		wire[at++] = len;
		memcpy(wire + at, label, len);
		at += len;
	}
	memcpy(wire + at, base, strlen(base) + 1);
	at += strlen(base) + 1;
	struct cursor w = cursor_of(wire, at);
	return dns_name_read(&w, name) == ANOMALY_NONE;
}

/* Makes one message; false at the end. *part: the part it goes to. */
static bool next(struct cursor *c, uint64_t number, int64_t *now_ns, struct dns_event *e,
    struct dns_name *name, unsigned *part)
{
	static const uint16_t types[] = {1, 28, 16, 10, 5, 15, 33, 12, 65399, 65, 25, 99};
	uint8_t how = cursor_u8(c), who = cursor_u8(c);

	*part = how % PARTS;
	*now_ns += (int64_t)(int16_t)cursor_u16(c) * (how & 4 ? NS_PER_SECOND : 1000000);
	*e = (struct dns_event){.ref = {0, number},
	    .time_ns = *now_ns,
	    .client = address_v4((uint8_t[]){10, 0, 0, who % 8}),
	    .server = address_v4((uint8_t[]){10, 0, 1, who / 8 % 16}),
	    .tcp = how & 8,
	    .response = how & 16,
	    .dns = (how & 0xe0) != 0xe0,
	    .bytes = 100,
	    .id = cursor_u8(c)};
	e->client_port = (uint16_t)(e->id * 257);
	e->qtype = types[cursor_u8(c) % 12];
	e->qclass = 1;
	if (e->response) {
		e->rcode = cursor_u8(c) % 6;
		e->answer_count = cursor_u8(c) % 4;
		e->answer_bytes = cursor_u16(c);
		e->answer_hash = cursor_u8(c);
		e->answer_ttl_min = cursor_u8(c);
		e->answer_type = types[cursor_u8(c) % 12];
		e->answer_flags = cursor_u8(c);
	}
	if (cursor_left(c) == 0)
		return false;
	e->qname = name_of(c, name) ? name : NULL;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct preparser *preparser = preparser_new(TEST_SECRET);
	struct stats *whole = stats_new(TEST_SECRET), *parts[PARTS],
		     *tight = stats_new(TEST_SECRET);
	struct cursor c = cursor_of(bytes, len);
	struct dns_event e;
	struct dns_name name;
	int64_t now_ns = INT64_C(1479074404) * NS_PER_SECOND;
	unsigned part;
	struct input input = {.path = (char[]){"x"}, .format = "pcap"}, *inputs[] = {&input};
	struct provenance provenance = {.inputs = inputs, .input_count = 1};
	size_t whole_len, merged_len, tight_len;

	ports_add(&provenance.ports, 53);
	for (unsigned i = 0; i < PARTS; i++)
		parts[i] = stats_new(TEST_SECRET);
	stats_limit(tight, 40000);
	for (uint64_t number = 1;
	     number <= EVENTS_MAX && next(&c, number, &now_ns, &e, &name, &part); number++) {
		add_event(whole, preparser, &e);
		add_event(parts[part], preparser, &e);
		add_event(tight, preparser, &e);
		if (number % LOOK_EVERY == 0)
			stats_fit(tight, e.ref);
	}
	for (unsigned i = 1; i < PARTS; i++) {
		parts[i] = through_partial(parts[i]);
		stats_merge(parts[0], parts[i]);
		stats_free(parts[i]);
	}
	stats_finalize(whole);
	stats_finalize(parts[0]);
	stats_finalize(tight);
	char *one = through_report(whole, &provenance, LEVEL_INFO, &whole_len);
	char *two = through_report(parts[0], &provenance, LEVEL_INFO, &merged_len);
	char *three = through_report(tight, &provenance, LEVEL_INFO, &tight_len);
	assert(whole_len == merged_len && memcmp(one, two, whole_len) == 0);
	free(one);
	free(two);
	free(three);
	stats_free(whole);
	stats_free(parts[0]);
	stats_free(tight);
	preparser_free(preparser);
	return 0;
}
