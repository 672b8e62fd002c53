/* Suricata's eve.json: events of type "dns" in the versions 1 (one event per answer record), 2 and
 * 3 (https://docs.suricata.io, EVE JSON format). Events of other types say nothing about DNS. */
#include "suricata.h"

#include "base/hash.h"
#include "dns/message.h"
#include "format.h"

#define DNS_PORT 53

static struct scan text_of(struct log_context *c, const struct json_value *in, const char *name)
{
	return json_text(json_member(c->json, in, name), &c->room);
}

static bool take_ends(struct log_context *c, const struct json_value *root, struct told *t)
{
	struct address src, dst;
	uint64_t sport = 0, dport = 0;

	if (!scan_address(text_of(c, root, "src_ip"), &src) ||
	    !scan_address(text_of(c, root, "dest_ip"), &dst))
		return false;
	json_number(json_member(c->json, root, "src_port"), UINT16_MAX, &sport);
	json_number(json_member(c->json, root, "dest_port"), UINT16_MAX, &dport);
	/* Versions differ in whether the source of an answer is the server or who began the flow:
	 * the port decides. */
	bool from_server = dport == DNS_PORT ? false : sport == DNS_PORT ? true : t->response;
	t->client = from_server ? dst : src;
	t->server = from_server ? src : dst;
	t->client_port = (uint16_t)(from_server ? dport : sport);
	t->server_port = (uint16_t)(from_server ? sport : dport);
	struct scan proto = text_of(c, root, "proto");
	t->tcp = scan_is(&proto, "TCP");
	return true;
}

static void take_flags(struct log_context *c, const struct json_value *dns, struct told *t)
{
	struct scan flags = text_of(c, dns, "flags");
	uint64_t value;
	int digits;

	if (scan_hex(&flags, &value, &digits) && digits == 4)
		t->flags = (uint16_t)value;
	else
		t->unknown |= UNKNOWN_FLAGS;
}

static bool take_name(struct log_context *c, const struct json_value *in, struct told *t)
{
	struct scan type = text_of(c, in, "rrtype");

	if (!told_type(type, &t->qtype))
		t->unknown |= UNKNOWN_TYPE;
	const struct json_value *name = json_member(c->json, in, "rrname");
	return name && wire_name_read(&t->name, json_text(name, &c->room), NAME_PLAIN);
}

static void add_answers(
    struct log_context *c, const struct json_value *answers, const struct told *t)
{
	(void)t;
	for (const struct json_value *v = json_first(c->json, answers); v;
	     v = json_next(c->json, answers, v)) {
		uint16_t type;
		uint64_t ttl = 0;
		const struct json_value *data = json_member(c->json, v, "rdata");

		json_number(json_member(c->json, v, "ttl"), UINT32_MAX, &ttl);
		if (!told_type(text_of(c, v, "rrtype"), &type))
			continue;
		if (data)
			messages_answer_text(
			    &c->messages, type, (uint32_t)ttl, json_text(data, &c->room));
		else
			messages_answer(&c->messages, type, (uint32_t)ttl, NULL, 0);
	}
}

/* Data by type without TTLs: {"A":["192.0.2.1"]}. */
static void add_grouped(struct log_context *c, const struct json_value *grouped)
{
	for (const struct json_value *list = json_first(c->json, grouped); list;
	     list = json_next(c->json, grouped, list)) {
		uint16_t type;

		if (!told_type(list->key, &type))
			continue;
		for (const struct json_value *v = json_first(c->json, list); v;
		     v = json_next(c->json, list, v))
			messages_answer_text(&c->messages, type, 0, json_text(v, &c->room));
	}
}

static enum log_class read_response(
    struct log_context *c, const struct json_value *dns, struct told *t)
{
	const struct json_value *answers = json_member(c->json, dns, "answers");
	const struct json_value *grouped = json_member(c->json, dns, "grouped");

	told_rcode(text_of(c, dns, "rcode"), &t->rcode);
	if (!answers && grouped)
		t->unknown |= UNKNOWN_TTL;
	if (!messages_begin(&c->messages, t))
		return LOG_DNS;
	if (answers)
		add_answers(c, answers, t);
	else
		add_grouped(c, grouped);
	messages_end(&c->messages, t);
	return LOG_DNS;
}

/* True for one more record of the answer before (version 1). */
static bool is_repeated(
    struct log_context *c, const struct json_value *root, const struct json_value *dns)
{
	struct suricata_state *state = c->state;
	struct scan time = text_of(c, root, "timestamp"), flow = text_of(c, root, "flow_id");
	struct scan id = text_of(c, dns, "id");
	uint64_t keys[] = {hash_fixed(time.at, scan_left(&time)),
	    hash_fixed(flow.at, scan_left(&flow)), hash_fixed(id.at, scan_left(&id))};
	uint64_t key = hash_fixed(keys, sizeof keys) | 1;
	bool repeated = state->last == key;

	state->last = key;
	return repeated;
}

static enum log_class read_questions(
    struct log_context *c, const struct json_value *dns, struct told *t)
{
	const struct json_value *list = json_member(c->json, dns, "queries");

	if (!list) {
		if (!take_name(c, dns, t))
			return log_malformed(c, ANOMALY_LOG_NAME);
		return LOG_DNS;
	}
	const struct json_value *first = json_first(c->json, list);
	if (!first || !take_name(c, first, t))
		return log_malformed(c, ANOMALY_LOG_NAME);
	return LOG_DNS;
}

enum log_class suricata_read(struct log_context *c, struct scan line)
{
	const struct json_value *root = c->json->values;
	struct scan kind = text_of(c, root, "event_type"), time = text_of(c, root, "timestamp");
	const struct json_value *dns = json_member(c->json, root, "dns");
	struct told t = {.unknown = UNKNOWN_SIZE, .qclass = 1, .by_port = true};
	uint64_t id = 0;

	(void)line;
	if (!scan_is(&kind, "dns") || !dns)
		return LOG_OTHER;
	struct scan type = text_of(c, dns, "type");
	t.response = scan_is(&type, "answer") || scan_is(&type, "response");
	if (!t.response && !scan_is(&type, "query") && !scan_is(&type, "request"))
		return LOG_OTHER;
	if (!times_iso(&c->times, &time, &t.time_ns))
		return log_malformed(c, ANOMALY_LOG_TIME);
	if (!take_ends(c, root, &t))
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	if (!json_number(json_member(c->json, dns, "id"), UINT16_MAX, &id))
		t.unknown |= UNKNOWN_ID;
	t.id = (uint16_t)id;
	take_flags(c, dns, &t);
	enum log_class class = read_questions(c, dns, &t);
	if (class != LOG_DNS)
		return class;
	log_note_direction(c, &t);
	if (!t.response) {
		messages_plain(&c->messages, &t);
		return LOG_DNS;
	}
	/* Version 1 writes one event for each record, of which one alone is at hand. */
	if (!json_member(c->json, dns, "answers") && !json_member(c->json, dns, "grouped") &&
	    json_member(c->json, dns, "rdata")) {
		t.unknown |= UNKNOWN_ANSWERS | UNKNOWN_TTL;
		if (is_repeated(c, root, dns))
			return LOG_CONTINUATION;
	}
	return read_response(c, dns, &t);
}
