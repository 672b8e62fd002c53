/* querylog.json of AdGuard Home: one object a line, with the response as it was on the wire in
 * base64
 * ("Answer"). */
#include "dns/message.h"
#include "format.h"

static struct scan text_of(struct log_context *c, const char *name)
{
	return json_text(json_member(c->json, c->json->values, name), &c->room);
}

static int digit(char c)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c ? strchr(digits, c) : NULL;

	return p ? (int)(p - digits) : -1;
}

/* RFC 4648 4; returns the number of bytes, 0 for bad text. */
static size_t decode(struct scan s, uint8_t *out, size_t room)
{
	uint32_t bits = 0;
	size_t len = 0;
	int held = 0;

	for (; s.at < s.end && *s.at != '='; s.at++) {
		int value = digit(*s.at);

		if (value < 0)
			return 0;
		bits = bits << 6 | (uint32_t)value;
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		if (len == room)
			return 0;
		out[len++] = (uint8_t)(bits >> held);
	}
	return len;
}

static bool is_response(const uint8_t *bytes, size_t len)
{
	return len >= 12 && bytes[2] & 0x80;
}

/* The response, of which id and flags are true of the query too. */
static void add_wire(struct log_context *c, struct told *t)
{
	uint8_t bytes[DNS_MESSAGE_MAX];
	size_t len = decode(text_of(c, "Answer"), bytes, sizeof bytes);

	if (!is_response(bytes, len)) {
		t->unknown |= UNKNOWN_ID | UNKNOWN_FLAGS;
		t->id = log_repeat_id(c, t);
		messages_plain(&c->messages, t);
		return;
	}
	t->id = (uint16_t)(bytes[0] << 8 | bytes[1]);
	t->flags = (uint16_t)((bytes[2] << 8 | bytes[3]) & (DNS_RD | DNS_CD));
	messages_plain(&c->messages, t);
	t->response = true;
	t->unknown &= (uint16_t)~UNKNOWN_SIZE;
	messages_wire(&c->messages, t, bytes, len);
}

enum log_class adguard_read(struct log_context *c, struct scan line)
{
	struct told t = {
	    .unknown = UNKNOWN_SERVER | UNKNOWN_SIZE | UNKNOWN_TRANSPORT | UNKNOWN_PORT};

	(void)line;
	struct scan name = text_of(c, "QH"), type = text_of(c, "QT"), class = text_of(c, "QC");
	struct scan time = text_of(c, "T");
	if (!name.at || !type.at || !class.at || !time.at)
		return LOG_OTHER;
	if (!times_iso(&c->times, &time, &t.time_ns))
		return log_malformed(c, ANOMALY_LOG_TIME);
	if (!scan_address(text_of(c, "IP"), &t.client))
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	if (!told_type(type, &t.qtype) || !told_class(class, &t.qclass))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	if (!wire_name_read(&t.name, name, NAME_PLAIN))
		return log_malformed(c, ANOMALY_LOG_NAME);
	add_wire(c, &t);
	return LOG_DNS;
}
