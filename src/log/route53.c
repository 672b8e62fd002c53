/* Query logs of the Amazon Route 53 Resolver (VPC): JSON, one object a line. */
#include "dns/message.h"
#include "format.h"

static struct scan text_of(struct log_context *c, const struct json_value *in, const char *name)
{
	return json_text(json_member(c->json, in, name), &c->room);
}

/* [{"Rdata":"192.0.2.1","Type":"A","Class":"IN"}] */
static void add_answers(struct log_context *c, const struct json_value *answers)
{
	for (const struct json_value *v = json_first(c->json, answers); v;
	     v = json_next(c->json, answers, v)) {
		struct scan data = text_of(c, v, "Rdata");
		uint16_t type;

		if (!told_type(text_of(c, v, "Type"), &type))
			continue;
		if (scan_peek(&data) == '"' && data.end - data.at > 1 && data.end[-1] == '"') {
			data.at++;
			data.end--;
		}
		/* "10 mail.example.": the name is behind the last blank. */
		const char *blank = scan_last(data, " ");
		if ((type == DNS_TYPE_MX || type == DNS_TYPE_SRV) && blank)
			data.at = blank + 1;
		messages_answer_text(&c->messages, type, 0, data);
	}
}

enum log_class route53_read(struct log_context *c, struct scan line)
{
	const struct json_value *root = c->json->values;
	struct told t = {
	    .unknown = UNKNOWN_SERVER | UNKNOWN_SIZE | UNKNOWN_ID | UNKNOWN_FLAGS, .qclass = 1};
	uint64_t port = 0;

	(void)line;
	struct scan time = text_of(c, root, "query_timestamp"),
		    name = text_of(c, root, "query_name");
	if (!time.at || !name.at || !json_member(c->json, root, "srcaddr"))
		return LOG_OTHER;
	if (!times_iso(&c->times, &time, &t.time_ns))
		return log_malformed(c, ANOMALY_LOG_TIME);
	if (!scan_address(text_of(c, root, "srcaddr"), &t.client))
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	if (!wire_name_read(&t.name, name, NAME_ESCAPED))
		return log_malformed(c, ANOMALY_LOG_NAME);
	if (!told_type(text_of(c, root, "query_type"), &t.qtype))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	json_number(json_member(c->json, root, "srcport"), UINT16_MAX, &port);
	t.client_port = (uint16_t)port;
	t.unknown |= port ? 0 : UNKNOWN_PORT;
	t.id = port ? (uint16_t)port : log_repeat_id(c, &t);
	struct scan transport = text_of(c, root, "transport");
	t.tcp = scan_is(&transport, "TCP");
	messages_plain(&c->messages, &t);
	if (!told_rcode(text_of(c, root, "rcode"), &t.rcode))
		return LOG_DNS;
	t.response = true;
	t.unknown |= UNKNOWN_TTL;
	if (messages_begin(&c->messages, &t)) {
		add_answers(c, json_member(c->json, root, "answers"));
		messages_end(&c->messages, &t);
	}
	return LOG_DNS;
}
