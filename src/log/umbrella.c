/* Cisco Umbrella DNS logs: CSV without names of columns, in UTC. The first eight columns are the
 * same in all versions: time, identity, identities, internal address, external address, action,
 * type, response code; then the domain. */
#include "csv.h"
#include "dns/message.h"
#include "format.h"

enum { TIME, IDENTITY, IDENTITIES, INTERNAL, EXTERNAL, ACTION, TYPE, RCODE, DOMAIN_NAME, COLUMNS };
#define COLUMNS_MAX 24

/* "16 (TXT)" or "1". */
static bool take_type(struct scan s, uint16_t *type)
{
	uint64_t number;

	if (!scan_number(&s, &number) || number > UINT16_MAX)
		return false;
	*type = (uint16_t)number;
	return s.at == s.end || scan_starts(&s, " (");
}

static bool is_action(struct scan s)
{
	return scan_is(&s, "Allowed") || scan_is(&s, "Blocked") || scan_is(&s, "Proxied");
}

enum log_class umbrella_read(struct log_context *c, struct scan line)
{
	struct scan fields[COLUMNS_MAX];
	struct told t = {.unknown = UNKNOWN_SERVER | UNKNOWN_SIZE | UNKNOWN_ID | UNKNOWN_FLAGS |
				    UNKNOWN_TRANSPORT | UNKNOWN_PORT,
	    .qclass = 1};
	size_t count = 0;

	if (scan_peek(&line) != '"')
		return LOG_OTHER;
	while (count < COLUMNS_MAX && csv_next(&line, &fields[count], &c->room))
		count++;
	if (count < COLUMNS || !is_action(fields[ACTION]))
		return count > 0 && scan_is(&fields[TIME], "Timestamp") ? LOG_CONTINUATION
		       : count > 0 && times_is_date(fields[TIME])
			   ? log_malformed(c, ANOMALY_LOG_FIELDS)
			   : LOG_OTHER;
	/* Times are UTC, though they do not say so. */
	struct time_zone utc = {.given = false};
	struct times times = {.zone = &utc};
	if (!times_iso(&times, &fields[TIME], &t.time_ns))
		return log_malformed(c, ANOMALY_LOG_TIME);
	c->times.zone_stated = true;
	/* The external address is that of the network address translation. */
	if (!scan_address(fields[INTERNAL], &t.client)) {
		t.client = address_of_name(fields[IDENTITY].at, scan_left(&fields[IDENTITY]));
		if (t.client.family == 0 && !scan_address(fields[EXTERNAL], &t.client))
			return log_malformed(c, ANOMALY_LOG_ADDRESS);
	}
	if (!take_type(fields[TYPE], &t.qtype))
		t.unknown |= UNKNOWN_TYPE;
	if (!wire_name_read(&t.name, fields[DOMAIN_NAME], NAME_PLAIN))
		return log_malformed(c, ANOMALY_LOG_NAME);
	t.id = log_repeat_id(c, &t);
	messages_plain(&c->messages, &t);
	if (!told_rcode(fields[RCODE], &t.rcode))
		return LOG_DNS;
	t.response = true;
	t.unknown |= UNKNOWN_ANSWERS | UNKNOWN_TTL;
	messages_plain(&c->messages, &t);
	return LOG_DNS;
}
