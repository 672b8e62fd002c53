#include "windows_details.h"

#include "dns/message.h"

/* One line without the blanks around it. */
static struct scan next_line(struct scan *text)
{
	struct scan line = scan_until(text, '\n');

	scan_blanks(&line);
	while (line.end > line.at && (line.end[-1] == ' ' || line.end[-1] == '\r'))
		line.end--;
	return line;
}

/* The next message begins with a time: a digit in the first column. */
static bool begins_message(struct scan s)
{
	return scan_peek(&s) >= '0' && scan_peek(&s) <= '9';
}

struct scan windows_details_of(struct scan ahead)
{
	struct scan details = {ahead.at, ahead.at};

	while (ahead.at < ahead.end && !begins_message(ahead)) {
		scan_until(&ahead, '\n');
		details.end = ahead.at;
	}
	return details;
}

void windows_details_port(struct scan details, uint16_t *port)
{
	const char *at = scan_find(details, "Remote addr ");
	uint64_t value;

	if (!at)
		return;
	details.at = at;
	struct scan line = next_line(&details);
	at = scan_find(line, ", port ");
	if (!at)
		return;
	line.at = at + strlen(", port ");
	if (scan_whole(line, UINT16_MAX, &value))
		*port = (uint16_t)value;
}

bool windows_name_read(struct wire_name *name, struct scan s)
{
	size_t len = 0;

	while (scan_left(&s) > 0) {
		uint64_t count;

		if (scan_char(&s, '[')) {
			scan_until(&s, ']');
			continue;
		}
		if (!scan_char(&s, '(') || !scan_number(&s, &count) || count > DNS_LABEL_MAX ||
		    !scan_char(&s, ')') || count > scan_left(&s) ||
		    len + 1 + count > DNS_NAME_WIRE_MAX)
			return false;
		name->bytes[len++] = (uint8_t)count;
		memcpy(name->bytes + len, s.at, count);
		len += count;
		s.at += count;
		if (count == 0) {
			name->len = (uint8_t)len;
			return s.at == s.end;
		}
	}
	return false;
}

/* One record: what its lines say. */
struct said {
	uint16_t type;
	uint64_t ttl;
	struct scan data;
};

/* "(5)hello(3)you": the strings of a TXT record. */
static bool add_strings(struct log_context *c, const struct said *r)
{
	uint8_t rdata[DNS_MESSAGE_MAX];
	struct scan s = r->data;
	size_t len = 0;

	while (scan_char(&s, '(')) {
		uint64_t count;

		if (!scan_number(&s, &count) || count > UINT8_MAX || !scan_char(&s, ')') ||
		    count > scan_left(&s) || len + 1 + count > sizeof rdata)
			return false;
		rdata[len++] = (uint8_t)count;
		memcpy(rdata + len, s.at, count);
		len += count;
		s.at += count;
	}
	if (s.at != s.end || len == 0)
		return false;
	messages_answer(&c->messages, r->type, (uint32_t)r->ttl, rdata, len);
	return true;
}

static bool add_record(struct log_context *c, const struct said *r)
{
	struct address address;
	struct wire_name name;
	bool data = r->type == DNS_TYPE_TXT || r->type == DNS_TYPE_SPF;

	if (r->ttl > UINT32_MAX)
		return false;
	if (data)
		return add_strings(c, r);
	if (scan_address(r->data, &address)) {
		messages_answer_text(&c->messages, r->type, (uint32_t)r->ttl, r->data);
		return true;
	}
	if (!windows_name_read(&name, r->data))
		return false;
	messages_answer_name(&c->messages, r->type, (uint32_t)r->ttl, &name);
	return true;
}

bool windows_details_answers(struct log_context *c, struct scan details)
{
	const char *from = scan_find(details, "ANSWER SECTION:");
	const char *to = scan_find(details, "AUTHORITY SECTION:");
	struct said record = {.type = 0};
	uint64_t number;

	if (!from || !to || to < from)
		return false;
	struct scan section = {from, to};
	next_line(&section);
	while (section.at < section.end) {
		struct scan line = next_line(&section), word = scan_word(&line);

		scan_blanks(&line);
		if (scan_is(&word, "TYPE")) {
			record = (struct said){.type = 0};
			if (!told_type(scan_word(&line), &record.type))
				return false;
		} else if (scan_is(&word, "TTL") && scan_whole(line, UINT32_MAX, &number)) {
			record.ttl = number;
		} else if (scan_is(&word, "DATA")) {
			record.data = line;
			if (record.type == 0 || !add_record(c, &record))
				return false;
		}
	}
	return true;
}
