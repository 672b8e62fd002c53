/*
 * Arbitrary bytes as a log. The first byte names the format, or leaves it to the content; the rest
 * is the log, read twice, the second time in pieces of 7 bytes. What is read must be the same, each
 * record has one class, and each message can be parsed and is within its limits.
 */
#include <assert.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "dns/message.h"
#include "log/log_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct pieces {
	const uint8_t *bytes;
	size_t len, at, step;
};

static ssize_t fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct pieces *p = ctx;
	size_t left = p->len - p->at, n = left < p->step ? left : p->step;

	(void)trouble;
	n = n < room ? n : room;
	if (n > 0)
		memcpy(into, p->bytes + p->at, n);
	p->at += n;
	return (ssize_t)n;
}

static uint64_t hash_message(const struct log_message *m)
{
	struct dns_msg msg;

	assert(m->len <= m->wire_len && m->wire_len <= DNS_MESSAGE_MAX);
	assert(m->time_ns >= 0 && m->unknown < UNKNOWN_END);
	dns_msg_read(m->bytes, m->len, m->wire_len, &msg, NULL, (struct source_ref){0});
	return hash_fixed(m->bytes, m->len) + (uint64_t)m->time_ns * 3 + m->unknown;
}

static uint64_t hash_record(const struct log_record *r, uint64_t number)
{
	uint64_t sum = r->class + r->len * 5;

	assert(r->number == number && r->message_count <= LOG_MESSAGES_MAX);
	assert((r->class == LOG_MALFORMED) == (r->reason != ANOMALY_NONE) ||
	       (r->class == LOG_DNS && r->reason == ANOMALY_LOG_TIME));
	assert(r->class == LOG_DNS || r->message_count == 0);
	assert(r->len <= FRAME_BYTES_MAX || r->len <= LOG_LINE_BYTES_MAX);
	for (size_t i = 0; i < r->message_count; i++)
		sum = sum * 31 + hash_message(&r->messages[i]);
	return sum;
}

static uint64_t read_all(const uint8_t *bytes, size_t len, size_t step, const struct log_options *o)
{
	struct pieces from = {bytes, len, 0, step};
	struct stream s = {.fill = fill, .ctx = &from};
	struct input input = {.path = (char *)(uintptr_t) "fuzz-2024.log"};
	struct trouble trouble = {.status = INPUT_COMPLETE};
	uint64_t sum = 0, number = 0;

	stream_init(&s);
	const struct log_format *f = log_recognise(&s, o, &trouble);
	if (f) {
		struct log_reader *r = log_reader_new(&s, f, o, &input);

		for (const struct log_record *one; (one = log_reader_next(r, &trouble)) != NULL;)
			sum = sum * 31 + hash_record(one, ++number);
		log_reader_free(r);
	}
	sum += hash_fixed(trouble.text, strlen(trouble.text));
	stream_fini(&s);
	return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct log_options o = {.format = NULL};

	if (len == 0)
		return 0;
	size_t formats = 0;
	while (log_format_name(formats))
		formats++;
	size_t picked = bytes[0] % (formats + 1);
	if (picked > 0)
		o.format = log_format_find(log_format_name(picked - 1));
	o.side = (enum log_side)(bytes[0] / 64 % 3);
	uint64_t whole = read_all(bytes + 1, len - 1, SIZE_MAX, &o);
	assert(whole == read_all(bytes + 1, len - 1, 7, &o));
	return 0;
}
