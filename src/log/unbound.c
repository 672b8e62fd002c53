/* Unbound with log-queries, log-replies or both (unbound.conf(5)), also of pfSense and OPNsense. It
 * writes every octet of a name but letters, digits, "-", "_" and "*" as "?". */
#include "dns/message.h"
#include "format.h"

static bool take_time(struct log_context *c, struct scan *s, int64_t *time_ns)
{
	struct scan at = *s;

	if (scan_char(&at, '[') && times_epoch(&c->times, &at, time_ns) && scan_char(&at, ']') &&
	    scan_blanks(&at)) {
		*s = at;
		return true;
	}
	return (times_syslog(&c->times, s, time_ns) || times_iso(&c->times, s, time_ns)) &&
	       scan_blanks(s);
}

/* "unbound[12:0] ", "unbound: [12:0] ", or nothing. */
static void skip_program(struct scan *s)
{
	struct scan at = *s;

	if (scan_text(&at, "unbound")) {
		scan_word(&at);
		if (scan_blanks(&at))
			*s = at;
	}
	at = *s;
	if (scan_char(&at, '[')) {
		scan_word(&at);
		if (scan_blanks(&at))
			*s = at;
	}
}

/* "RCODE SECONDS CACHED SIZE[ on udp|tcp|dot|doh IP PORT]". */
static bool take_reply(struct scan s, struct told *t)
{
	uint64_t size;

	if (!told_rcode(scan_word(&s), &t->rcode))
		return false;
	scan_blanks(&s);
	scan_word(&s);
	scan_blanks(&s);
	scan_word(&s);
	scan_blanks(&s);
	if (!scan_number(&s, &size) || size > UINT16_MAX)
		return false;
	t->size = (uint32_t)size;
	t->unknown &= (uint16_t)~UNKNOWN_SIZE;
	if (scan_text(&s, " on ")) {
		struct scan transport = scan_word(&s);

		t->tcp = !scan_is(&transport, "udp");
		t->unknown &= (uint16_t)~UNKNOWN_TRANSPORT;
		scan_blanks(&s);
		if (scan_address(scan_word(&s), &t->server))
			t->unknown &= (uint16_t)~UNKNOWN_SERVER;
	}
	return true;
}

enum log_class unbound_read(struct log_context *c, struct scan line)
{
	struct told t = {.unknown = UNKNOWN_SERVER | UNKNOWN_SIZE | UNKNOWN_ID | UNKNOWN_FLAGS |
				    UNKNOWN_TRANSPORT | UNKNOWN_PORT};
	bool has = take_time(c, &line, &t.time_ns);

	skip_program(&line);
	bool query = scan_text(&line, "query: "), reply = !query && scan_text(&line, "reply: ");
	if (!query && !reply && !scan_text(&line, "info: "))
		return LOG_OTHER;
	if (!scan_address(scan_word(&line), &t.client) || !scan_blanks(&line))
		return LOG_OTHER;
	struct scan name = scan_word(&line);
	scan_blanks(&line);
	struct scan type = scan_word(&line);
	scan_blanks(&line);
	struct scan class = scan_word(&line);
	/* The reply to a query that cannot be parsed: "IP - - - FORMERR - - -". */
	if (scan_is(&name, "-"))
		return LOG_OTHER;
	/* "info:" carries other sentences too: the final dot and a class tell them apart. */
	if (scan_left(&name) == 0 || name.end[-1] != '.' || !told_type(type, &t.qtype) ||
	    !told_class(class, &t.qclass))
		return LOG_OTHER;
	if (memchr(name.at, '?', scan_left(&name)))
		t.unknown |= UNKNOWN_NAME;
	if (!wire_name_read(&t.name, name, NAME_PLAIN))
		return log_malformed(c, ANOMALY_LOG_NAME);
	log_time(c, has, &t);
	t.response = scan_blanks(&line) && line.at < line.end;
	if (reply && !t.response)
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	if (t.response && !take_reply(line, &t))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	t.unknown |= t.response ? UNKNOWN_ANSWERS | UNKNOWN_TTL : 0;
	t.id = log_repeat_id(c, &t);
	log_note_direction(c, &t);
	messages_plain(&c->messages, &t);
	return LOG_DNS;
}
