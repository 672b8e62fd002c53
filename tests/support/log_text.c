#include "log_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/escape.h"
#include "base/memory.h"
#include "base/utc.h"
#include "dns/message.h"
#include "dns/text.h"
#include "guard.h"

#define TEXT_MAX ((size_t)1 << 20)

static ssize_t fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct log_bytes *b = ctx;
	size_t left = b->len - b->at, n = left < room ? left : room;

	(void)trouble;
	n = b->step > 0 && n > b->step ? b->step : n;
	if (n > 0)
		memcpy(into, b->bytes + b->at, n);
	b->at += n;
	return (ssize_t)n;
}

void log_text_stream(struct stream *s, struct log_bytes *b)
{
	*s = (struct stream){.fill = fill, .ctx = b};
	stream_init(s);
}

struct text {
	char *of;
	size_t len;
};

static void put(struct text *t, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	int n = vsnprintf(t->of + t->len, TEXT_MAX - t->len, format, list);
	va_end(list);
	t->len += (size_t)n;
	if (t->len >= TEXT_MAX)
		t->len = TEXT_MAX - 1;
}

static void put_end(struct text *t, const struct address *a, uint16_t port)
{
	char ip[ADDRESS_TEXT_MAX];

	put(t, "%s", address_text(a, ip));
	if (port)
		put(t, ":%u", port);
}

static void put_message(struct text *t, const struct log_message *m)
{
	static const char letters[] = "SZIFATQNRXPCW";
	char name[DNS_NAME_TEXT_MAX], word[DNS_MNEMONIC_MAX], time[UTC_TEXT_MAX];
	struct dns_msg msg;

	dns_msg_read(m->bytes, m->len, m->wire_len, &msg, NULL, (struct source_ref){0});
	bool response = msg.flags & DNS_QR;
	put(t, "  %c%s ", response ? 'R' : 'Q', m->tcp ? "/tcp" : "");
	put_end(t, &m->ends.src, m->ends.sport);
	put(t, " > ");
	put_end(t, &m->ends.dst, m->ends.dport);
	escape_name(name, sizeof name, msg.qname.wire, msg.has_question ? msg.qname.len : 0);
	put(t, " %s", msg.has_question ? name : "-");
	put(t, " %s", dns_type_text(msg.has_question ? msg.qtype : 0, word));
	if (response)
		put(t, " %s %u/%u", dns_rcode_text(msg.rcode, word), msg.seen[DNS_ANSWER],
		    msg.answer_bytes);
	put(t, " %s ", utc_rfc3339(m->time_ns, time));
	for (int i = 0; letters[i]; i++)
		if (m->unknown >> i & 1)
			put(t, "%c", letters[i]);
	put(t, "%s\n", m->unknown ? "" : "-");
}

static void put_record(struct text *t, const struct log_record *r)
{
	static const char *const classes[] = {
	    [LOG_DNS] = "dns",
	    [LOG_CONTINUATION] = "continuation",
	    [LOG_OTHER] = "other",
	    [LOG_EXCLUDED] = "excluded",
	};

	if (r->class == LOG_MALFORMED)
		put(t, "%s\n", anomaly_name(r->reason));
	else if (r->reason != ANOMALY_NONE)
		put(t, "%s %s\n", classes[r->class], anomaly_name(r->reason));
	else
		put(t, "%s\n", classes[r->class]);
	for (size_t i = 0; i < r->message_count; i++)
		put_message(t, &r->messages[i]);
}

char *log_text_read(const char *format, const void *bytes, size_t len, const struct log_options *o)
{
	static const struct log_options standard;
	struct log_options options = o ? *o : standard;
	struct text t = {.of = memory_new(TEXT_MAX, 1)};
	const uint8_t *guarded = guard_copy(bytes, len);
	struct log_bytes from = {.bytes = guarded, .len = len};
	struct input input = {.path = (char *)(uintptr_t) "log"};
	struct trouble why = {.status = INPUT_COMPLETE};
	struct stream s;

	log_text_stream(&s, &from);
	if (format)
		options.format = log_format_find(format);
	const struct log_format *f = log_recognise(&s, &options, &why);
	if (f && format && strcmp(log_format_short_name(f), format) != 0)
		put(&t, "format %s\n", log_format_short_name(f));
	else if (!f)
		put(&t, "not a log%s%s\n", why.text[0] ? ": " : "", why.text);
	else {
		struct log_reader *r = log_reader_new(&s, f, &options, &input);

		for (const struct log_record *one; (one = log_reader_next(r, &why)) != NULL;)
			put_record(&t, one);
		if (why.status != INPUT_COMPLETE)
			put(&t, "%s\n", why.text);
		log_reader_free(r);
	}
	stream_fini(&s);
	guard_free(guarded, len);
	return t.of;
}

void log_text_expect_bytes(const char *format, const void *bytes, size_t len, const char *expected)
{
	struct log_options told = {.format = NULL};
	char *text = log_text_read(NULL, bytes, len, &told);

	assert_string_equal(text, expected);
	free(text);
	text = log_text_read(format, bytes, len, NULL);
	assert_string_equal(text, expected);
	free(text);
	for (size_t n = 0; n < len; n++)
		free(log_text_read(format, bytes, n, NULL));
}

void log_text_expect(const char *format, const char *text, const char *expected)
{
	log_text_expect_bytes(format, text, strlen(text), expected);
}
