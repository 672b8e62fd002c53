/* The query log of BIND's named (ARM, "The query Category"), its response log (9.21.2), and the
 * forms of Infoblox and EfficientIP, which mix with it in one file. */
#include "dns/message.h"
#include "format.h"

/* Words such as "queries: info:" between the time and the client. */
#define WORDS_BEFORE_MAX 3

static bool take_time(struct log_context *c, struct scan *s, int64_t *time_ns)
{
	return (times_bind(&c->times, s, time_ns) || times_iso(&c->times, s, time_ns) ||
		   times_syslog(&c->times, s, time_ns)) &&
	       scan_blanks(s);
}

/* "[category: ][severity: ]client [@0xHEX ]". */
static bool skip_to_client(struct scan *s)
{
	for (int i = 0; !scan_text(s, "client "); i++) {
		struct scan word = scan_word(s);

		if (i == WORDS_BEFORE_MAX || scan_left(&word) < 2 || word.end[-1] != ':' ||
		    !scan_blanks(s))
			return false;
	}
	struct scan at = *s;
	if (scan_text(&at, "@0x")) {
		scan_word(&at);
		if (!scan_blanks(&at))
			return false;
		*s = at;
	}
	return true;
}

/* "IP#PORT", and anything up to the next blank or colon behind it: "/key K", ":". */
static bool take_client(struct scan *s, struct told *t)
{
	struct scan word = scan_word(s), address = scan_until(&word, '#');
	uint64_t port;

	if (!scan_number(&word, &port) || port > UINT16_MAX || !scan_address(address, &t->client))
		return false;
	t->client_port = (uint16_t)port;
	return true;
}

static bool take_question(struct log_context *c, struct scan *s, struct told *t, bool *bad_name)
{
	struct scan name = scan_word(s);

	(void)c;
	scan_blanks(s);
	struct scan class = scan_word(s);
	scan_blanks(s);
	struct scan type = scan_word(s);
	scan_blanks(s);
	if (!told_class(class, &t->qclass) || !told_type(type, &t->qtype))
		return false;
	*bad_name = !wire_name_read(&t->name, name, NAME_ESCAPED);
	return true;
}

/* "+SE(0)TDCVK": + = RD, T = TCP, C = CD. */
static void take_flags(struct scan flags, struct told *t)
{
	if (scan_char(&flags, '+'))
		t->flags |= DNS_RD;
	else if (!scan_char(&flags, '-'))
		t->unknown |= UNKNOWN_FLAGS;
	for (; flags.at < flags.end; flags.at++) {
		t->tcp |= *flags.at == 'T';
		t->flags |= *flags.at == 'C' ? DNS_CD : 0;
	}
}

/* "(172.26.0.3)" or "(172.26.0.3#53)"; old versions do not write it. */
static void take_server(struct scan *s, struct told *t)
{
	struct scan at = *s;

	if (!scan_char(&at, '('))
		return;
	struct scan inside = scan_until(&at, ')'), address = scan_until(&inside, '#');
	if (!scan_address(address, &t->server))
		return;
	scan_blanks(&at);
	*s = at;
}

static enum log_class finish(struct log_context *c, struct told *t)
{
	t->id = t->client_port;
	t->unknown |= t->server.family ? 0 : UNKNOWN_SERVER;
	log_note_direction(c, t);
	return LOG_DNS;
}

static enum log_class deliver(struct log_context *c, struct told *t)
{
	enum log_class class = finish(c, t);

	messages_plain(&c->messages, t);
	return class;
}

/* Infoblox: "TTL CLASS TYPE DATA" of each record after its owner; EfficientIP: "TTL TYPE DATA". */
static void add_record(struct log_context *c, const struct told *t, struct scan record)
{
	struct scan word = scan_word(&record);
	uint64_t ttl;
	uint16_t type, class;

	if (!scan_whole(word, UINT32_MAX, &ttl)) {
		scan_blanks(&record);
		word = scan_word(&record);
		if (!scan_whole(word, UINT32_MAX, &ttl))
			return;
	}
	scan_blanks(&record);
	word = scan_word(&record);
	scan_blanks(&record);
	if (told_class(word, &class)) {
		word = scan_word(&record);
		scan_blanks(&record);
	}
	if (!told_type(word, &type))
		return;
	if (type == DNS_TYPE_TXT && scan_char(&record, '"') && record.end > record.at &&
	    record.end[-1] == '"')
		record.end--;
	(void)t;
	messages_answer_text(&c->messages, type, (uint32_t)ttl, record);
}

/* The rest of "query: NAME IN TYPE response: RCODE FLAGS RR; RR;". */
static enum log_class read_infoblox(struct log_context *c, struct scan s, struct told *t)
{
	struct scan rcode = scan_word(&s);

	if (!told_rcode(rcode, &t->rcode))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	t->response = true;
	scan_blanks(&s);
	take_flags(scan_word(&s), t);
	scan_blanks(&s);
	enum log_class class = finish(c, t);
	if (!messages_begin(&c->messages, t))
		return class;
	while (s.at < s.end) {
		struct scan record = scan_until(&s, ';');

		scan_blanks(&record);
		add_record(c, t, record);
	}
	messages_end(&c->messages, t);
	return class;
}

/* The rest of "response: NAME CLASS TYPE RCODE an ns ar FLAGS (DEST)": counts without data. */
static enum log_class read_response(struct log_context *c, struct scan s, struct told *t)
{
	uint64_t count[3];

	if (!told_rcode(scan_word(&s), &t->rcode))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	for (int i = 0; i < 3; i++) {
		scan_blanks(&s);
		if (!scan_number(&s, &count[i]))
			return log_malformed(c, ANOMALY_LOG_FIELDS);
	}
	t->response = true;
	t->unknown |= count[0] > 0 ? UNKNOWN_ANSWERS | UNKNOWN_TTL : 0;
	scan_blanks(&s);
	take_flags(scan_word(&s), t);
	scan_blanks(&s);
	take_server(&s, t);
	return deliver(c, t);
}

/* The rest of "answer: NAME CLASS TYPE FLAGS (DEST) -> RCODE [TTL TYPE DATA]*" of EfficientIP. */
static enum log_class read_answer(struct log_context *c, struct scan s, struct told *t)
{
	take_flags(scan_word(&s), t);
	scan_blanks(&s);
	take_server(&s, t);
	if (!scan_text(&s, "->") || !scan_blanks(&s) || !told_rcode(scan_word(&s), &t->rcode))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	t->response = true;
	scan_blanks(&s);
	bool any = s.at < s.end;
	t->unknown |= any ? UNKNOWN_ANSWERS | UNKNOWN_TTL : 0;
	return deliver(c, t);
}

static enum log_class read_query(struct log_context *c, struct scan s, struct told *t)
{
	if (scan_text(&s, "response:")) {
		scan_blanks(&s);
		return read_infoblox(c, s, t);
	}
	take_flags(scan_word(&s), t);
	scan_blanks(&s);
	take_server(&s, t);
	return deliver(c, t);
}

/* A line whose time or address cannot be read, but which is of a query log otherwise. */
static enum log_class unreadable(struct log_context *c, struct scan line, enum anomaly reason)
{
	return scan_find(line, ": query: ") ? log_malformed(c, reason) : LOG_OTHER;
}

enum log_class bind_read(struct log_context *c, struct scan line)
{
	static const struct {
		const char *word;
		enum log_class (*read)(struct log_context *c, struct scan s, struct told *t);
	} kinds[] = {
	    {" query: ", read_query}, {" response: ", read_response}, {" answer: ", read_answer}};
	struct told t = {.unknown = UNKNOWN_SIZE | UNKNOWN_ID};
	bool has = take_time(c, &line, &t.time_ns), bad_name;

	if (!has && times_is_date(line) && scan_find(line, " client "))
		return unreadable(c, line, ANOMALY_LOG_TIME);
	if (!skip_to_client(&line))
		return LOG_OTHER;
	if (!take_client(&line, &t))
		return unreadable(c, line, ANOMALY_LOG_ADDRESS);
	/* Names have no blanks, so that these words cannot stand in one. */
	const char *first = NULL;
	size_t kind = 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const char *found = scan_find(line, kinds[i].word);

		if (found && (!first || found < first)) {
			first = found;
			kind = i;
		}
	}
	if (!first)
		return LOG_OTHER;
	const char *from = line.at;
	line.at = first + strlen(kinds[kind].word);
	struct scan between = {from, first};
	t.tcp = scan_find(between, " TCP:") != NULL;
	if (!take_question(c, &line, &t, &bad_name))
		return LOG_OTHER;
	if (bad_name)
		return log_malformed(c, ANOMALY_LOG_NAME);
	log_time(c, has, &t);
	return kinds[kind].read(c, line, &t);
}
