/* The log plugin of CoreDNS in its default format (https://coredns.io/plugins/log): one line a
 * query with its response. Own formats are not guessed. */
#include "base/utc.h"
#include "dns/message.h"
#include "format.h"

/* "10.0.0.7:5353" or "[2001:db8::7]:5353". */
static bool take_client(struct scan word, struct told *t)
{
	const char *colon = scan_last(word, ":");
	uint64_t port;

	if (!colon || !scan_whole((struct scan){colon + 1, word.end}, UINT16_MAX, &port))
		return false;
	struct scan address = {word.at, colon};
	if (scan_peek(&address) == '[' && address.end[-1] == ']') {
		address.at++;
		address.end--;
	}
	t->client_port = (uint16_t)port;
	return scan_address(address, &t->client);
}

/* "qr,aa,rd,ra". */
static void take_flags(struct scan flags, struct told *t)
{
	static const struct {
		const char *word;
		uint16_t bit;
	} bits[] = {{"aa", DNS_AA}, {"tc", DNS_TC}, {"rd", DNS_RD}, {"ra", DNS_RA}, {"ad", DNS_AD},
	    {"cd", DNS_CD}};

	while (flags.at < flags.end) {
		struct scan word = scan_until(&flags, ',');

		for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
			t->flags |= scan_is(&word, bits[i].word) ? bits[i].bit : 0;
	}
}

static struct scan next(struct scan *s)
{
	struct scan word = scan_word(s);

	scan_blanks(s);
	return word;
}

/* The question between the quotes: TYPE CLASS NAME PROTO SIZE DO BUFSIZE. */
static bool take_question(struct scan s, struct told *t, struct scan *name)
{
	uint64_t size;
	struct scan type = next(&s), class = next(&s);

	*name = next(&s);
	struct scan proto = next(&s);
	t->tcp = !scan_is(&proto, "udp");
	return told_type(type, &t->qtype) && told_class(class, &t->qclass) &&
	       scan_whole(next(&s), UINT16_MAX, &size);
}

enum log_class coredns_read(struct log_context *c, struct scan line)
{
	struct told t = {.unknown = UNKNOWN_SERVER, .qclass = 1};
	struct scan name;
	uint64_t id, size;
	int64_t time_ns = 0, lasted_ns = 0;
	bool has = times_iso(&c->times, &line, &t.time_ns) && scan_blanks(&line);

	if (!scan_text(&line, "[INFO] ") || !take_client(next(&line), &t) ||
	    !scan_text(&line, "- ") || !scan_whole(next(&line), UINT16_MAX, &id) ||
	    !scan_char(&line, '"'))
		return LOG_OTHER;
	struct scan question = scan_until(&line, '"');
	scan_blanks(&line);
	if (!take_question(question, &t, &name) || !told_rcode(next(&line), &t.rcode))
		return LOG_OTHER;
	struct scan flags = next(&line);
	if (!scan_whole(next(&line), UINT16_MAX, &size))
		return LOG_OTHER;
	log_time(c, has, &t);
	if (!wire_name_read(&t.name, name, NAME_ESCAPED))
		return log_malformed(c, ANOMALY_LOG_NAME);
	/* The time is that of the response; the line ends with how long it took. */
	struct times plain = c->times;
	struct scan lasted = line;
	if (c->record->reason != ANOMALY_LOG_TIME && times_epoch(&plain, &lasted, &lasted_ns) &&
	    lasted_ns < 60 * NS_PER_SECOND)
		time_ns = t.time_ns - lasted_ns;
	t.id = (uint16_t)id;
	take_flags(flags, &t);
	int64_t answered_ns = t.time_ns;
	t.time_ns = time_ns > 0 ? time_ns : answered_ns;
	messages_plain(&c->messages, &t);
	t.response = true;
	t.time_ns = answered_ns;
	t.unknown |= UNKNOWN_ANSWERS | UNKNOWN_TTL;
	messages_plain(&c->messages, &t);
	return LOG_DNS;
}
