#include "dnsmasq.h"

#include "dns/message.h"
#include "format.h"

/* What stands before the verb with log-queries=extra. */
struct extra {
	bool is, tcp, has_tcp;
	uint64_t serial;
	struct address client;
	uint16_t port;
};

/* "dnsmasq[123]: "; an envelope may have been taken off with it. */
static bool skip_program(struct scan *s)
{
	if (!scan_text(s, "dnsmasq"))
		return false;
	scan_word(s);
	return scan_blanks(s);
}

/* "[UDP |TCP ]serial [ip/port ]". */
static void take_extra(struct scan *s, struct extra *e)
{
	struct scan at = *s;
	uint64_t port;

	*e = (struct extra){.is = false};
	e->tcp = scan_text(&at, "TCP ");
	e->has_tcp = e->tcp || scan_text(&at, "UDP ");
	if (!scan_number(&at, &e->serial) || !scan_blanks(&at))
		return;
	struct scan behind = at, word = scan_word(&behind);
	const char *slash = scan_last(word, "/");
	if (slash && scan_address((struct scan){word.at, slash}, &e->client) &&
	    scan_whole((struct scan){slash + 1, word.end}, UINT16_MAX, &port) &&
	    scan_blanks(&behind)) {
		e->port = (uint16_t)port;
		at = behind;
	}
	e->is = true;
	*s = at;
}

static struct dnsmasq_query *place_of(struct log_context *c, uint64_t serial)
{
	return &((struct dnsmasq_state *)c->state)->of[serial % DNSMASQ_OPEN_MAX];
}

/* The rest of "query[TYPE] NAME from IP". The name may hold " from " itself. */
static enum log_class read_query(
    struct log_context *c, struct scan s, const struct extra *e, struct told *t)
{
	struct scan type = scan_until(&s, ']');
	const char *from = scan_last(s, " from ");

	if (!scan_char(&s, ' ') || !from || from < s.at || !told_type(type, &t->qtype))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	struct scan name = {s.at, from}, client = {from + strlen(" from "), s.end};
	if (!scan_address(client, &t->client))
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	if (scan_is(&name, "<name unprintable>") || !wire_name_read(&t->name, name, NAME_PLAIN))
		return log_malformed(c, ANOMALY_LOG_NAME);
	t->client_port = e->port;
	t->unknown |= e->port ? 0 : UNKNOWN_PORT;
	t->tcp = e->tcp;
	t->unknown |= e->has_tcp ? 0 : UNKNOWN_TRANSPORT;
	t->id = e->port ? e->port : log_repeat_id(c, t);
	if (e->is)
		*place_of(c, e->serial) =
		    (struct dnsmasq_query){.serial = e->serial, .open = true, .told = *t};
	log_note_direction(c, t);
	messages_plain(&c->messages, t);
	return LOG_DNS;
}

/* An alias is the answer if that is what was asked for; else what it leads to comes next. */
static bool ends_with_alias(uint16_t qtype)
{
	return qtype == DNS_TYPE_CNAME || qtype == DNS_TYPE_ANY;
}

/* "NAME is VALUE" that answers a query which is still open; the first value that is no alias. What
 * an alias held is not known, so "no data" behind one does not mean that nothing was received. */
static enum log_class read_reply(
    struct log_context *c, struct scan s, const struct extra *e, int64_t time_ns)
{
	struct dnsmasq_query *q = place_of(c, e->serial);
	const char *is = scan_last(s, " is ");

	if (!e->is || !is || !q->open || q->serial != e->serial)
		return LOG_CONTINUATION;
	struct scan value = {is + strlen(" is "), s.end};
	struct told *t = &q->told;
	q->aliased |= scan_is(&value, "<CNAME>");
	if (scan_is(&value, "<CNAME>") && !ends_with_alias(t->qtype))
		return LOG_CONTINUATION;
	struct address address;
	bool known = scan_address(value, &address);
	q->open = false;
	t->response = true;
	t->time_ns = time_ns;
	t->unknown |= UNKNOWN_TTL;
	t->rcode = scan_is(&value, "NXDOMAIN")   ? DNS_RCODE_NXDOMAIN
		   : scan_is(&value, "SERVFAIL") ? DNS_RCODE_SERVFAIL
		   : scan_is(&value, "REFUSED")  ? DNS_RCODE_REFUSED
						 : DNS_RCODE_NOERROR;
	bool none = t->rcode != DNS_RCODE_NOERROR || scan_starts(&value, "NODATA");
	if (!known && (!none || q->aliased))
		t->unknown |= UNKNOWN_ANSWERS;
	log_note_direction(c, t);
	if (!messages_begin(&c->messages, t))
		return LOG_CONTINUATION;
	if (known)
		messages_answer_text(&c->messages, t->qtype, 0, value);
	messages_end(&c->messages, t);
	return LOG_DNS;
}

enum log_class dnsmasq_read(struct log_context *c, struct scan line)
{
	static const char *const others[] = {
	    "forwarded ", "validation ", "dnssec-query", "dnssec-retry"};
	struct told t = {
	    .unknown = UNKNOWN_SERVER | UNKNOWN_SIZE | UNKNOWN_ID | UNKNOWN_FLAGS, .qclass = 1};
	struct extra extra;
	bool has = times_syslog(&c->times, &line, &t.time_ns) && scan_blanks(&line);

	if (!skip_program(&line))
		return LOG_OTHER;
	take_extra(&line, &extra);
	log_time(c, has, &t);
	if (scan_text(&line, "query["))
		return read_query(c, line, &extra, &t);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (scan_starts(&line, others[i]))
			return LOG_CONTINUATION;
	/* "reply", "cached", "config", or the name of a file of hosts. */
	return scan_find(line, " is ") ? read_reply(c, line, &extra, t.time_ns) : LOG_OTHER;
}
