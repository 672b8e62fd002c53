#include "zeek.h"

#include <string.h>

#include "base/utc.h"
#include "dns/message.h"
#include "format.h"

#define MULTICAST_PORT 5353

/* The fields that are read, named as in TSV; JSON exporters replace the dots by underscores. */
enum zeek_field {
	TS,
	ORIG_H,
	ORIG_P,
	RESP_H,
	RESP_P,
	PROTO,
	TRANS_ID,
	RTT,
	QUERY,
	ORIGINAL_QUERY,
	QCLASS,
	QTYPE,
	RCODE,
	AA,
	TC,
	RD,
	RA,
	ANSWERS,
	TTLS,
	OPCODE,
	ORIG_HOST,
	FIELD_COUNT,
};

static const char *const names[FIELD_COUNT] = {"ts", "id.orig_h", "id.orig_p", "id.resp_h",
    "id.resp_p", "proto", "trans_id", "rtt", "query", "original_query", "qclass", "qtype", "rcode",
    "AA", "TC", "RD", "RA", "answers", "TTLs", "opcode", "orig_host"};

/* Values of one row; NULL = unset. */
struct row {
	struct scan of[FIELD_COUNT];
	enum name_style names; /* how the two names are written */
};

static bool has(const struct row *r, enum zeek_field f)
{
	return r->of[f].at != NULL;
}

static uint16_t number(const struct row *r, enum zeek_field f)
{
	uint64_t value;

	return has(r, f) && scan_whole(r->of[f], UINT16_MAX, &value) ? (uint16_t)value : 0;
}

static bool is_true(const struct row *r, enum zeek_field f)
{
	return has(r, f) && (scan_is(&r->of[f], "T") || scan_is(&r->of[f], "true"));
}

/* Seconds, or ISO 8601. */
static bool take_time(struct log_context *c, const struct row *r, int64_t *time_ns)
{
	struct scan s = r->of[TS];
	struct scan iso = s;

	if (!has(r, TS))
		return false;
	if (times_iso(&c->times, &iso, time_ns))
		return true;
	return times_epoch(&c->times, &s, time_ns) && *time_ns <= FRAME_TIME_MAX_NS;
}

static int64_t round_trip(struct log_context *c, const struct row *r)
{
	struct times plain = c->times;
	struct scan s = r->of[RTT];
	int64_t ns;

	return has(r, RTT) && times_epoch(&plain, &s, &ns) && ns < 3600 * NS_PER_SECOND ? ns : 0;
}

static enum log_class fill(struct log_context *c, const struct row *r, struct told *t)
{
	bool good = true;

	if (!take_time(c, r, &t->time_ns))
		return log_malformed(c, ANOMALY_LOG_TIME);
	if (!has(r, ORIG_H) && has(r, ORIG_HOST))
		t->client = address_of_name(r->of[ORIG_HOST].at, scan_left(&r->of[ORIG_HOST]));
	else
		good &= has(r, ORIG_H) && scan_address(r->of[ORIG_H], &t->client);
	good &= t->client.family != 0;
	good &= !has(r, RESP_H) || scan_address(r->of[RESP_H], &t->server);
	if (!good)
		return log_malformed(c, ANOMALY_LOG_ADDRESS);
	t->client_port = number(r, ORIG_P);
	t->server_port = number(r, RESP_P);
	t->tcp = has(r, PROTO) && scan_is(&r->of[PROTO], "tcp");
	t->id = number(r, TRANS_ID);
	t->qtype = has(r, QTYPE) ? number(r, QTYPE) : 0;
	t->qclass = has(r, QCLASS) ? number(r, QCLASS) : 1;
	t->rcode = number(r, RCODE);
	t->unknown = UNKNOWN_SIZE | (has(r, QTYPE) ? 0 : UNKNOWN_TYPE) |
		     (has(r, TRANS_ID) ? 0 : UNKNOWN_ID) | (has(r, RD) ? 0 : UNKNOWN_FLAGS) |
		     (has(r, ORIG_P) ? 0 : UNKNOWN_PORT) | (has(r, RESP_H) ? 0 : UNKNOWN_SERVER) |
		     (has(r, PROTO) ? 0 : UNKNOWN_TRANSPORT);
	t->flags = (uint16_t)((is_true(r, RD) ? DNS_RD : 0) | (number(r, OPCODE) & 15) << 11);
	enum zeek_field name = has(r, ORIGINAL_QUERY) ? ORIGINAL_QUERY : QUERY;
	if (has(r, name) && !wire_name_read(&t->name, r->of[name], r->names))
		return log_malformed(c, ANOMALY_LOG_NAME);
	return LOG_DNS;
}

/* "TXT 9 some text TXT 5 hello": the strings of one record, each with its length. */
static bool add_strings(struct messages *m, uint32_t ttl, struct scan text, uint16_t type,
    uint8_t rdata[DNS_MESSAGE_MAX])
{
	size_t len = 0;
	const char *word = type == DNS_TYPE_SPF ? "SPF " : "TXT ";
	uint64_t size;

	while (scan_text(&text, word) && scan_number(&text, &size) && scan_char(&text, ' ')) {
		size_t part = size < scan_left(&text) ? (size_t)size : scan_left(&text);

		if (part > 255 || len + 1 + part > DNS_MESSAGE_MAX)
			return false;
		rdata[len++] = (uint8_t)part;
		memcpy(rdata + len, text.at, part);
		len += part;
		text.at += part;
		scan_char(&text, ' ');
	}
	if (len == 0)
		return false;
	messages_answer(m, type, ttl, rdata, len);
	return true;
}

static uint32_t next_ttl(struct scan *ttls, char separator)
{
	struct scan one = scan_until(ttls, separator);
	uint64_t seconds;

	return scan_number(&one, &seconds) && seconds <= INT32_MAX ? (uint32_t)seconds : 0;
}

/* "TYPE10 \\# 3 0102ab": what `rows -f zeek` writes for types that Zeek has no text for (RFC 3597).
 */
static bool add_generic(
    struct messages *m, uint32_t ttl, struct scan text, uint8_t rdata[DNS_MESSAGE_MAX])
{
	uint64_t type, size, byte;
	size_t len = 0;
	int digits;

	if (!scan_text(&text, "TYPE") || !scan_number(&text, &type) || type > UINT16_MAX ||
	    !scan_text(&text, " \\# ") || !scan_number(&text, &size) || size > DNS_MESSAGE_MAX)
		return false;
	scan_char(&text, ' ');
	for (; len < size && scan_left(&text) >= 2; text.at += 2) {
		struct scan two = {text.at, text.at + 2};

		if (!scan_hex(&two, &byte, &digits) || digits != 2)
			return false;
		rdata[len++] = (uint8_t)byte;
	}
	if (len != size || text.at != text.end)
		return false;
	messages_answer(m, (uint16_t)type, ttl, rdata, len);
	return true;
}

/* "<unknown type=10>": a record without its RDATA. */
static bool add_unknown(struct messages *m, uint32_t ttl, struct scan text)
{
	uint64_t type;

	if (!scan_text(&text, "<unknown type=") || !scan_number(&text, &type) ||
	    type > UINT16_MAX || !scan_is(&text, ">"))
		return false;
	messages_answer(m, (uint16_t)type, ttl, NULL, 0);
	return true;
}

/* Zeek marks strings by "TXT", so a host name among them is an alias. */
static bool is_host_name(struct scan text)
{
	bool dot = false;

	for (; text.at < text.end; text.at++) {
		char c = *text.at;

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') &&
		    c != '-' && c != '_' && c != '.')
			return false;
		dot |= c == '.';
	}
	return dot;
}

static void add_answer(struct messages *m, const struct told *t, uint32_t ttl, struct scan text)
{
	uint8_t rdata[DNS_MESSAGE_MAX];
	uint16_t qtype = t->qtype;

	if (add_generic(m, ttl, text, rdata) || add_strings(m, ttl, text, DNS_TYPE_TXT, rdata) ||
	    add_strings(m, ttl, text, DNS_TYPE_SPF, rdata) || add_unknown(m, ttl, text))
		return;
	bool strings = qtype == DNS_TYPE_TXT || qtype == DNS_TYPE_SPF || qtype == DNS_TYPE_NULL;
	messages_answer_text(m, strings && is_host_name(text) ? DNS_TYPE_CNAME : qtype, ttl, text);
}

/* Multicast DNS has its own port and is read only if asked for (--port 5353). */
static enum log_class begin(struct log_context *c, const struct row *r, struct told *t)
{
	*t = (struct told){.by_port = true};
	enum log_class class = fill(c, r, t);

	if (class == LOG_DNS && t->name.len == 0 && !has(r, RCODE))
		return LOG_OTHER;
	return class;
}

/* The query of the row; then its response, whose answers the caller adds. */
static void add_query(struct log_context *c, const struct row *r, struct told *t)
{
	messages_plain(&c->messages, t);
	t->response = true;
	t->time_ns += round_trip(c, r);
	t->flags |= (uint16_t)((is_true(r, AA) ? DNS_AA : 0) | (is_true(r, TC) ? DNS_TC : 0) |
			       (is_true(r, RA) ? DNS_RA : 0));
	t->unknown |= has(r, TTLS) || !has(r, ANSWERS) ? 0 : UNKNOWN_TTL;
}

/* -- TSV -- */

static int field_of(struct scan name)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (scan_is(&name, names[i]))
			return i;
	return -1;
}

/* "\x09" or the character itself. */
static char separator_of(struct scan s)
{
	uint64_t value;
	int digits;

	if (scan_text(&s, "\\x") && scan_hex(&s, &value, &digits) && digits == 2)
		return (char)value;
	return scan_peek(&s);
}

static void set_columns(struct zeek_columns *z, struct scan line)
{
	bool known[FIELD_COUNT] = {false};
	size_t count = 0;

	while (line.at < line.end && count < ZEEK_COLUMNS_MAX) {
		int field = field_of(scan_until(&line, z->separator));

		z->field[count++] = (signed char)field;
		if (field >= 0)
			known[field] = true;
	}
	z->count = known[TS] && known[ORIG_H] && known[RESP_H] && known[QUERY] ? count : 0;
}

static enum log_class read_header(struct zeek_columns *z, struct scan line)
{
	if (scan_text(&line, "#separator ")) {
		z->separator = separator_of(line);
		return LOG_CONTINUATION;
	}
	if (z->separator == 0)
		z->separator = '\t';
	struct scan name = scan_until(&line, z->separator);
	if (scan_is(&name, "#set_separator"))
		z->set_separator = separator_of(line);
	else if (scan_is(&name, "#unset_field") && scan_left(&line) < sizeof z->unset) {
		memcpy(z->unset, line.at, scan_left(&line));
		z->unset[scan_left(&line)] = '\0';
	} else if (scan_is(&name, "#fields"))
		set_columns(z, line);
	return LOG_CONTINUATION;
}

/* \xHH of Zeek's ASCII writer; a backslash is written as \x5c or doubled. */
static struct scan decode(struct scan s, struct scan_room *room)
{
	if (!memchr(s.at, '\\', scan_left(&s)) || (size_t)(room->end - room->at) < scan_left(&s))
		return s;
	char *begin = room->at, *p = begin;
	while (s.at < s.end) {
		struct scan at = s;
		uint64_t value;
		int digits;

		if (scan_text(&at, "\\x") && scan_left(&at) >= 2) {
			struct scan two = {at.at, at.at + 2};

			if (scan_hex(&two, &value, &digits) && digits == 2) {
				*p++ = (char)value;
				s.at = at.at + 2;
				continue;
			}
		}
		if (scan_text(&s, "\\\\"))
			*p++ = '\\';
		else
			*p++ = *s.at++;
	}
	room->at = p;
	return (struct scan){begin, p};
}

/* Returns the number of columns, or more than there should be. */
static size_t split(
    const struct zeek_columns *z, struct scan line, struct scan_room *room, struct row *r)
{
	const char *unset = z->unset[0] ? z->unset : "-", *from = line.at;
	size_t unset_len = strlen(unset);
	bool plain = line.at >= line.end || !memchr(line.at, '\\', scan_left(&line));
	const char *ends[ZEEK_COLUMNS_MAX];
	size_t count = scan_fields(line, z->separator, ends, z->count);

	for (size_t n = 0; n < count && n < z->count; from = ends[n++] + 1) {
		struct scan value = {from, ends[n]};
		int field = z->field[n];

		if (field < 0 ||
		    (scan_left(&value) == unset_len && memcmp(value.at, unset, unset_len) == 0))
			continue;
		bool as_it_is =
		    plain || field == ANSWERS || field == QUERY || field == ORIGINAL_QUERY;
		r->of[field] = as_it_is ? value : decode(value, room);
	}
	return count;
}

static void add_response_tsv(
    struct log_context *c, const struct zeek_columns *z, const struct row *r, struct told *t)
{
	char separator = z->set_separator ? z->set_separator : ',';
	struct scan answers = r->of[ANSWERS], ttls = r->of[TTLS];

	if (!messages_begin(&c->messages, t))
		return;
	while (has(r, ANSWERS) && answers.at < answers.end) {
		struct scan one = scan_until(&answers, separator);

		add_answer(&c->messages, t, has(r, TTLS) ? next_ttl(&ttls, separator) : 0,
		    decode(one, &c->room));
	}
	messages_end(&c->messages, t);
}

enum log_class zeek_tsv_read(struct log_context *c, struct scan line)
{
	struct zeek_columns *z = c->state;
	struct row r = {.names = NAME_HEX};
	struct told t;

	if (scan_peek(&line) == '#') {
		enum log_class class = read_header(z, line);

		c->header_seen = z->count > 0;
		return class;
	}
	if (z->count == 0 || line.at == line.end)
		return LOG_OTHER;
	if (split(z, line, &c->room, &r) != z->count)
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	enum log_class class = begin(c, &r, &t);
	if (class != LOG_DNS)
		return class;
	add_query(c, &r, &t);
	if (has(&r, RCODE))
		add_response_tsv(c, z, &r, &t);
	return LOG_DNS;
}

/* -- JSON -- */

/* "id.orig_h" of Zeek, "id_orig_h" of exporters. */
static bool is_field(struct scan key, const char *name)
{
	if (scan_left(&key) != strlen(name))
		return false;
	for (; *name; name++, key.at++)
		if (*key.at != *name && !(*name == '.' && *key.at == '_'))
			return false;
	return true;
}

static void add_response_json(struct log_context *c, const struct told *t,
    const struct json_value *answers, const struct json_value *ttls)
{
	const struct json_value *ttl = json_first(c->json, ttls);

	if (!messages_begin(&c->messages, t))
		return;
	for (const struct json_value *v = json_first(c->json, answers); v;
	     v = json_next(c->json, answers, v)) {
		struct scan text = ttl ? ttl->text : (struct scan){NULL, NULL};

		add_answer(&c->messages, t, ttl ? next_ttl(&text, ',') : 0, json_text(v, &c->room));
		ttl = ttl ? json_next(c->json, ttls, ttl) : NULL;
	}
	messages_end(&c->messages, t);
}

enum log_class zeek_json_read(struct log_context *c, struct scan line)
{
	const struct json_value *root = c->json->values, *answers = NULL, *ttls = NULL;
	struct row r = {.names = NAME_PLAIN};
	struct told t;

	(void)line;
	for (const struct json_value *v = json_first(c->json, root); v;
	     v = json_next(c->json, root, v)) {
		for (int f = 0; f < FIELD_COUNT; f++) {
			if (!is_field(v->key, names[f]) || has(&r, f))
				continue;
			if (v->kind == JSON_KIND_TRUE || v->kind == JSON_KIND_FALSE)
				r.of[f] = v->text;
			else if (v->kind == JSON_KIND_LIST && f == ANSWERS)
				answers = v;
			else if (v->kind == JSON_KIND_LIST && f == TTLS)
				ttls = v;
			else
				r.of[f] = json_text(v, &c->room);
		}
	}
	if (!has(&r, TS) || !has(&r, ORIG_H) || !has(&r, RESP_H) || !has(&r, TRANS_ID))
		return LOG_OTHER;
	r.of[ANSWERS] = answers ? answers->text : (struct scan){NULL, NULL};
	r.of[TTLS] = ttls ? ttls->text : (struct scan){NULL, NULL};
	enum log_class class = begin(c, &r, &t);
	if (class != LOG_DNS)
		return class;
	add_query(c, &r, &t);
	if (has(&r, RCODE))
		add_response_json(c, &t, answers, ttls);
	return LOG_DNS;
}
