/* Sysmon event 22, DNSEvent, as JSON of the usual exporters: the endpoint's view, with the name of
 * the computer instead of an address (https://learn.microsoft.com/sysinternals/downloads/sysmon).
 */
#include "dns/message.h"
#include "format.h"
#include "windows_event.h"

#define EVENT_DNS 22
/* Windows error codes in QueryStatus: DNS_ERROR_RCODE_*. 9501: no records of the type. */
#define STATUS_NO_RECORDS  9501
#define STATUS_RCODE_FIRST 9000

static bool take_computer(struct log_context *c, struct told *t)
{
	static const char *const names[] = {"Computer", "computer_name", "Hostname", "host"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct scan name = windows_event_text(c, names[i]);

		t->client = address_of_name(name.at, scan_left(&name));
		if (t->client.family != 0)
			return true;
	}
	return false;
}

/* "type:  5 name;::ffff:1.2.3.4;" (QueryResults). */
static void add_results(struct log_context *c, struct scan s)
{
	while (s.at < s.end) {
		struct scan one = scan_until(&s, ';');
		uint64_t type = DNS_TYPE_A;

		if (scan_text(&one, "type:")) {
			scan_blanks(&one);
			if (!scan_number(&one, &type) || type > UINT16_MAX)
				continue;
			scan_blanks(&one);
		}
		if (one.at < one.end && !scan_is(&one, "-"))
			messages_answer_text(&c->messages, (uint16_t)type, 0, one);
	}
}

static enum log_class add_response(struct log_context *c, struct told *t)
{
	struct scan status = windows_event_text(c, "QueryStatus");
	uint64_t code;

	/* An error of the client itself, such as 9701, is no response. */
	if (!scan_whole(status, UINT16_MAX, &code) ||
	    (code != 0 && code != STATUS_NO_RECORDS &&
		(code <= STATUS_RCODE_FIRST || code > STATUS_RCODE_FIRST + 10)))
		return LOG_DNS;
	t->response = true;
	t->unknown |= UNKNOWN_TTL;
	t->rcode = code > STATUS_RCODE_FIRST && code != STATUS_NO_RECORDS
		       ? (uint16_t)(code - STATUS_RCODE_FIRST)
		       : 0;
	if (!messages_begin(&c->messages, t))
		return LOG_DNS;
	add_results(c, windows_event_text(c, "QueryResults"));
	messages_end(&c->messages, t);
	return LOG_DNS;
}

enum log_class sysmon_read(struct log_context *c, struct scan line)
{
	struct told t = {.unknown = UNKNOWN_SERVER | UNKNOWN_SIZE | UNKNOWN_ID | UNKNOWN_FLAGS |
				    UNKNOWN_TYPE | UNKNOWN_TRANSPORT | UNKNOWN_PORT,
	    .qclass = 1};
	uint64_t event = 0;

	(void)line;
	struct scan name = windows_event_text(c, "QueryName"),
		    time = windows_event_text(c, "UtcTime");
	if (!name.at || !time.at)
		return LOG_OTHER;
	const struct json_value *id = windows_event_member(c, "EventID");
	if (!id)
		id = windows_event_member(c, "event_id");
	if (id && json_number(id, UINT16_MAX, &event) && event != EVENT_DNS)
		return LOG_OTHER;
	/* UtcTime is UTC, though it does not say so. */
	struct times utc = {.zone = NULL};
	struct time_zone zone = {.given = false};
	utc.zone = &zone;
	if (!times_iso(&utc, &time, &t.time_ns))
		return log_malformed(c, ANOMALY_LOG_TIME);
	c->times.zone_stated = true;
	if (!take_computer(c, &t))
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	if (!wire_name_read(&t.name, name, NAME_PLAIN))
		return log_malformed(c, ANOMALY_LOG_NAME);
	t.id = log_repeat_id(c, &t);
	messages_plain(&c->messages, &t);
	return add_response(c, &t);
}
