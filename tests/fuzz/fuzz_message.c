/*
 * Arbitrary bytes through the message walker, twice: the results are the same, no more records are
 * seen than the header claims, the walk finds as many records as were counted, names are legal, and
 * text is printable. The first byte is the number of further bytes that were on the wire.
 *   clang -g -O1 -std=c11 -D_GNU_SOURCE -Iinclude -fsanitize=fuzzer,address,undefined \
 *       tests/fuzz/fuzz_message.c src/dns/?*.c src/base/?*.c -lldns -lpsl -lcrypto
 */
#include <assert.h>
#include <string.h>

#include "../support/legal.h"
#include "base/escape.h"
#include "dns/message.h"
#include "dns/proxy_header.h"
#include "dns/questions.h"
#include "dns/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_printable(const char *text, size_t len, size_t cap)
{
	assert(len < cap && strlen(text) == len);
	for (size_t i = 0; i < len; i++)
		assert(text[i] >= ' ' && text[i] <= '~');
}

static void check_facts(const struct dns_msg *msg, size_t len, size_t wire_len)
{
	assert((msg->status == DNS_OK) == (msg->reason == ANOMALY_NONE));
	assert(msg->status != DNS_CUT || wire_len > len);
	assert(msg->has_header == (len >= 12));
	assert(msg->has_question == (msg->seen[DNS_QUESTION] > 0));
	assert(msg->status != DNS_BAD || msg->trailing_bytes == 0 ||
	       msg->reason == ANOMALY_DNS_COUNTS_IMPOSSIBLE);
	for (int s = 0; s < DNS_SECTION_COUNT; s++) {
		assert(msg->seen[s] <= msg->claimed[s]);
		assert(msg->status != DNS_OK || msg->seen[s] == msg->claimed[s]);
	}
	if (msg->has_question)
		legal_name(&msg->qname);
}

static void check_walk(const uint8_t *bytes, size_t len, const struct dns_msg *msg)
{
	uint16_t walked[DNS_SECTION_COUNT] = {0};
	uint32_t answer_bytes = 0;
	struct dns_record record;
	struct dns_walk walk;
	unsigned shown = 0;

	dns_walk_start(&walk, bytes, len, msg);
	while (dns_walk_next(&walk, &record)) {
		struct dns_name owner;
		char text[300];

		walked[record.section]++;
		if (record.section == DNS_ANSWER)
			answer_bytes += (uint32_t)cursor_left(&record.rdata);
		assert(record.rdata.base == bytes && record.rdata.end <= len);
		assert(dns_name_read(&record.owner, &owner) == ANOMALY_NONE);
		legal_name(&owner);
		if (shown++ < 8)
			check_printable(
			    text, dns_rdata_text(&record, text, sizeof text), sizeof text);
	}
	assert(memcmp(walked, msg->seen, sizeof walked) == 0);
	assert(answer_bytes == msg->answer_bytes);
}

/* Each later question is a whole message of its own; there are no more than the header counts. */
static void check_questions(
    const uint8_t *bytes, size_t len, size_t wire_len, const struct dns_msg *msg)
{
	uint8_t alone[DNS_QUESTION_ALONE_MAX];
	struct dns_questions q;
	size_t n, count = 1;

	if (!dns_questions_several(bytes, len) || !dns_questions_start(&q, bytes, len, wire_len))
		return;
	while ((n = dns_questions_next(&q, alone)) > 0) {
		static struct dns_msg one;

		assert(n <= sizeof alone);
		assert(dns_msg_read(alone, n, n, &one, NULL, (struct source_ref){0}) == DNS_OK);
		assert(one.has_question && one.trailing_bytes == 0 && one.id == msg->id);
		count++;
	}
	assert(count <= msg->claimed[DNS_QUESTION]);
	assert(msg->status != DNS_OK || count == msg->seen[DNS_QUESTION]);
}

static void check_proxy(const uint8_t *bytes, size_t len)
{
	struct proxy_source source;
	int header_len = proxy_header_read(bytes, len, &source);

	assert(header_len >= -1 && (header_len < 0 || (size_t)header_len <= len));
	assert(!source.known || (header_len > 0 && source.address.family != 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static struct dns_msg first, second;
	struct anomaly_log log = {0};
	struct source_ref where = {.record = 1};

	if (len == 0 || len > DNS_MESSAGE_MAX)
		return 0;
	size_t wire_len = --len + *bytes++ % 64U;
	memset(&first, 0xaa, sizeof first);
	memset(&second, 0x55, sizeof second);
	dns_msg_read(bytes, len, wire_len, &first, &log, where);
	dns_msg_read(bytes, len, wire_len, &second, NULL, where);
	check_facts(&first, len, wire_len);
	assert(first.reason == ANOMALY_NONE || log.count[first.reason] > 0);
	assert(first.status == second.status && first.reason == second.reason);
	assert(memcmp(first.seen, second.seen, sizeof first.seen) == 0);
	assert(first.answer_hash == second.answer_hash && first.rcode == second.rcode);
	assert(first.trailing_bytes == second.trailing_bytes);
	if (first.has_header)
		check_walk(bytes, len, &first);
	check_questions(bytes, len, wire_len, &first);
	check_proxy(bytes, len);
	return 0;
}
