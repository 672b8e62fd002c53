/* Analytic events of the Windows DNS server (Microsoft-Windows-DNSServer), exported as JSON: they
 * hold the message as it was on the wire, in hex. */
#include "dns/message.h"
#include "format.h"
#include "windows_event.h"

/* 256 query of a client, 257 response to it; 260, 261 the same with other servers. */
enum { CLIENT_QUERY = 256, CLIENT_RESPONSE = 257, UPSTREAM_QUERY = 260, UPSTREAM_RESPONSE = 261 };

static bool take_time(struct log_context *c, int64_t *time_ns)
{
	static const char *const names[] = {
	    "TimeCreated", "@timestamp", "EventTime", "TimeStamp", "timestamp"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct json_value *v = windows_event_member(c, names[i]);

		/* As an object: {"SystemTime":"..."}. */
		if (v && v->kind == JSON_KIND_OBJECT)
			v = json_member(c->json, v, "SystemTime");
		struct scan s = json_text(v, &c->room);
		/* "/Date(1710234000500)/" of PowerShell before version 6: milliseconds. */
		if (scan_text(&s, "/Date(") && times_epoch(&c->times, &s, time_ns))
			return true;
		if (times_iso(&c->times, &s, time_ns))
			return true;
	}
	return false;
}

/* "0x1234..."; returns the number of bytes, 0 for bad text. */
static size_t take_packet(struct scan s, uint8_t *out, size_t room)
{
	size_t len = 0;

	scan_text(&s, "0x");
	while (scan_left(&s) >= 2) {
		struct scan two = {s.at, s.at + 2};
		uint64_t value;
		int digits;

		if (len == room || !scan_hex(&two, &value, &digits) || digits != 2)
			return 0;
		out[len++] = (uint8_t)value;
		s.at += 2;
	}
	return s.at == s.end ? len : 0;
}

static bool is_asked_for(const struct log_context *c, bool client)
{
	enum log_side side = c->options->side;

	return side == LOG_SIDE_ALL || client == (side == LOG_SIDE_CLIENTS);
}

enum log_class windows_etw_read(struct log_context *c, struct scan line)
{
	uint8_t bytes[DNS_MESSAGE_MAX];
	struct told t = {.unknown = 0};
	uint64_t event = 0, port = 0;
	const struct json_value *id = windows_event_member(c, "EventID");

	(void)line;
	id = id ? id : windows_event_member(c, "Id");
	id = id ? id : windows_event_member(c, "event_id");
	struct scan packet = windows_event_text(c, "PacketData");
	if (!packet.at || !json_number(id, UINT16_MAX, &event))
		return LOG_OTHER;
	bool client = event == CLIENT_QUERY || event == CLIENT_RESPONSE;
	if (!client && event != UPSTREAM_QUERY && event != UPSTREAM_RESPONSE)
		return LOG_OTHER;
	if (!is_asked_for(c, client))
		return LOG_EXCLUDED;
	if (!take_time(c, &t.time_ns))
		return log_malformed(c, ANOMALY_LOG_TIME);
	size_t len = take_packet(packet, bytes, sizeof bytes);
	if (len < 12)
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	t.response = bytes[2] & 0x80;
	/* The peer is the source of what comes in and the destination of what goes out. */
	bool in = event == CLIENT_QUERY || event == UPSTREAM_RESPONSE;
	struct address peer, own = {.family = 0};
	if (!scan_address(windows_event_text(c, in ? "Source" : "Destination"), &peer))
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	scan_address(windows_event_text(c, "InterfaceIP"), &own);
	t.client = client ? peer : own;
	t.server = client ? own : peer;
	t.unknown |= t.server.family ? 0 : UNKNOWN_SERVER;
	if (client && json_number(windows_event_member(c, "Port"), UINT16_MAX, &port))
		t.client_port = (uint16_t)port;
	t.unknown |= t.client_port ? 0 : UNKNOWN_PORT;
	struct scan tcp = windows_event_text(c, "TCP");
	t.tcp = scan_is(&tcp, "1") || scan_is(&tcp, "true");
	log_note_direction(c, &t);
	messages_wire(&c->messages, &t, bytes, len);
	return LOG_DNS;
}
