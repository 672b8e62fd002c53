#include "message.h"

#include <string.h>

#include "dns/message.h"

#define HEADER_BYTES     12
#define QUESTION_POINTER 0xc00c
#define STRING_MAX       255
/* An OPT record without options (RFC 6891 6.1.2). */
#define OPT_BYTES 11

/* -- names -- */

static bool end_label(struct wire_name *name, size_t *label_at, size_t *len, bool last)
{
	size_t label = *len - *label_at - 1;

	if (label > DNS_LABEL_MAX || (label == 0 && !last))
		return false;
	name->bytes[*label_at] = (uint8_t)label;
	*label_at = *len;
	return true;
}

/* \DDD or \c (RFC 1035 5.1). */
static bool take_escape(struct scan *s, uint8_t *byte)
{
	int value;

	if (scan_digits(s, 3, &value)) {
		*byte = (uint8_t)value;
		return value <= UINT8_MAX;
	}
	if (s->at == s->end)
		return false;
	*byte = (uint8_t)*s->at++;
	return true;
}

/* \xHH or a doubled backslash; any other backslash is one. */
static uint8_t take_hex(struct scan *s)
{
	struct scan at = *s;
	uint64_t value;
	int digits;

	if (scan_char(&at, 'x') && scan_left(&at) >= 2) {
		struct scan two = {at.at, at.at + 2};

		if (scan_hex(&two, &value, &digits) && digits == 2) {
			s->at = at.at + 2;
			return (uint8_t)value;
		}
	}
	scan_char(s, '\\');
	return '\\';
}

bool wire_name_read(struct wire_name *name, struct scan text, enum name_style style)
{
	size_t label_at = 0, len = 1;

	name->len = 0;
	if (scan_is(&text, "."))
		text.at++;
	while (text.at < text.end) {
		uint8_t c = (uint8_t)*text.at++;

		if (c == '.') {
			if (!end_label(name, &label_at, &len, false))
				return false;
		} else if (c == '\\' && style == NAME_ESCAPED && !take_escape(&text, &c)) {
			return false;
		} else if (c == '\\' && style == NAME_HEX) {
			c = take_hex(&text);
		}
		if (len == DNS_NAME_WIRE_MAX)
			return false;
		name->bytes[len] = c;
		len++;
	}
	/* The last label is empty after a final dot: it is the root. */
	if (len - label_at > 1) {
		if (!end_label(name, &label_at, &len, false) || len == DNS_NAME_WIRE_MAX)
			return false;
		len++;
	}
	name->bytes[label_at] = 0;
	name->len = (uint8_t)len;
	return true;
}

/* -- building -- */

static uint8_t *put_u16(uint8_t *p, unsigned value)
{
	p[0] = (uint8_t)(value >> 8);
	p[1] = (uint8_t)value;
	return p + 2;
}

static uint8_t *put_u32(uint8_t *p, uint32_t value)
{
	return put_u16(put_u16(p, value >> 16), value & 0xffff);
}

bool messages_begin(struct messages *m, const struct told *t)
{
	size_t need = HEADER_BYTES + DNS_NAME_WIRE_MAX + 4;

	if (m->record->message_count == LOG_MESSAGES_MAX || need > MESSAGES_BYTES_MAX - m->len)
		return false;
	m->begin = m->len;
	m->answers_at = 0;
	uint8_t *p = m->bytes + m->begin;
	p = put_u16(p, t->id);
	p = put_u16(
	    p, (t->flags & ~(DNS_QR | 0xf)) | (t->response ? DNS_QR | (t->rcode & 0xf) : 0));
	p = put_u16(p, t->name.len > 0);
	memset(p, 0, 6);
	p += 6;
	if (t->name.len > 0) {
		memcpy(p, t->name.bytes, t->name.len);
		p = put_u16(put_u16(p + t->name.len, t->qtype), t->qclass);
	}
	m->len = (size_t)(p - m->bytes);
	return true;
}

void messages_answer(
    struct messages *m, uint16_t type, uint32_t ttl, const uint8_t *rdata, size_t len)
{
	size_t need = 12 + len;

	if (len > UINT16_MAX || need > MESSAGES_BYTES_MAX - m->len ||
	    m->len - m->begin + need > DNS_MESSAGE_MAX - OPT_BYTES)
		return;
	uint8_t *p = put_u16(m->bytes + m->len, QUESTION_POINTER);
	p = put_u32(put_u16(put_u16(p, type), 1), ttl);
	p = put_u16(p, (unsigned)len);
	if (len > 0)
		memcpy(p, rdata, len);
	m->len += need;
	m->answers_at++;
}

void messages_answer_string(struct messages *m, uint16_t type, uint32_t ttl, struct scan text)
{
	uint8_t rdata[DNS_MESSAGE_MAX];
	size_t len = 0;

	do {
		size_t left = scan_left(&text), part = left < STRING_MAX ? left : STRING_MAX;

		if (len + 1 + part > sizeof rdata)
			return;
		rdata[len++] = (uint8_t)part;
		if (part > 0)
			memcpy(rdata + len, text.at, part);
		len += part;
		text.at += part;
	} while (text.at < text.end);
	messages_answer(m, type, ttl, rdata, len);
}

/* The type of an answer that is a name: an alias, unless the question asks for names. */
static uint16_t type_of_name(uint16_t qtype)
{
	return qtype == DNS_TYPE_PTR || qtype == DNS_TYPE_NS || qtype == DNS_TYPE_MX ||
		       qtype == DNS_TYPE_SRV || qtype == DNS_TYPE_DNAME
		   ? qtype
		   : DNS_TYPE_CNAME;
}

/* RDATA of a name after the numbers of MX and SRV, which are 0 where the log leaves them out. */
void messages_answer_name(
    struct messages *m, uint16_t type, uint32_t ttl, const struct wire_name *n)
{
	uint8_t rdata[6 + DNS_NAME_WIRE_MAX] = {0};
	size_t before = type == DNS_TYPE_MX ? 2 : type == DNS_TYPE_SRV ? 6 : 0;

	memcpy(rdata + before, n->bytes, n->len);
	messages_answer(m, type, ttl, rdata, before + n->len);
}

void messages_answer_text(struct messages *m, uint16_t qtype, uint32_t ttl, struct scan text)
{
	struct address address;
	struct wire_name name;

	if (scan_address(text, &address))
		messages_answer(m, address.family == 4 ? DNS_TYPE_A : DNS_TYPE_AAAA, ttl,
		    address.bytes, address.family == 4 ? 4 : 16);
	else if (qtype == DNS_TYPE_TXT || qtype == DNS_TYPE_SPF || qtype == DNS_TYPE_NULL)
		messages_answer_string(m, qtype, ttl, text);
	else if (wire_name_read(&name, text, NAME_PLAIN))
		messages_answer_name(m, type_of_name(qtype), ttl, &name);
}

static void push(struct messages *m, const struct told *t, const uint8_t *bytes, size_t len)
{
	struct address client = t->client, server = t->server;

	m->record->messages[m->record->message_count++] = (struct log_message){
	    .time_ns = t->time_ns,
	    .ends = {.src = t->response ? server : client,
		.dst = t->response ? client : server,
		.sport = t->response ? t->server_port : t->client_port,
		.dport = t->response ? t->client_port : t->server_port},
	    .tcp = t->tcp,
	    .by_port = t->by_port,
	    .unknown = t->unknown,
	    .bytes = bytes,
	    .len = len,
	    .wire_len = len,
	};
}

/* The upper bits of a response code above 15 are in an OPT record (RFC 6891 6.1.3). */
static void put_extended_rcode(struct messages *m, uint16_t rcode)
{
	uint8_t opt[OPT_BYTES] = {[2] = DNS_TYPE_OPT, [3] = 2, [5] = (uint8_t)(rcode >> 4)};

	if (sizeof opt > MESSAGES_BYTES_MAX - m->len)
		return;
	memcpy(m->bytes + m->len, opt, sizeof opt);
	m->len += sizeof opt;
	put_u16(m->bytes + m->begin + 10, 1);
}

void messages_end(struct messages *m, const struct told *t)
{
	put_u16(m->bytes + m->begin + 6, (unsigned)m->answers_at);
	if (t->response && t->rcode > 15)
		put_extended_rcode(m, t->rcode);
	push(m, t, m->bytes + m->begin, m->len - m->begin);
}

void messages_wire(struct messages *m, const struct told *told, const uint8_t *bytes, size_t len)
{
	if (m->record->message_count == LOG_MESSAGES_MAX || len > MESSAGES_BYTES_MAX - m->len)
		return;
	if (len > 0)
		memcpy(m->bytes + m->len, bytes, len);
	push(m, told, m->bytes + m->len, len);
	m->len += len;
}

void messages_plain(struct messages *m, const struct told *told)
{
	if (messages_begin(m, told))
		messages_end(m, told);
}

/* -- mnemonics -- */

struct mnemonic {
	char text[11];
	uint16_t number;
};

static bool look_up(const struct mnemonic *all, size_t count, struct scan text, uint16_t *number)
{
	size_t len = scan_left(&text);

	for (size_t i = 0; i < count; i++)
		if (strlen(all[i].text) == len && strncasecmp(all[i].text, text.at, len) == 0) {
			*number = all[i].number;
			return true;
		}
	return false;
}

/* A number behind a word: "TYPE65399". */
static bool numbered(struct scan text, const char *word, uint16_t *number)
{
	size_t len = strlen(word);
	uint64_t value;

	if (scan_left(&text) <= len || strncasecmp(text.at, word, len) != 0)
		return false;
	text.at += len;
	if (!scan_whole(text, UINT16_MAX, &value))
		return false;
	*number = (uint16_t)value;
	return true;
}

/* IANA "DNS Parameters", Resource Record TYPEs; the most frequent first. */
bool told_type(struct scan text, uint16_t *type)
{
	static const struct mnemonic types[] = {{"A", 1}, {"AAAA", 28}, {"TXT", 16}, {"PTR", 12},
	    {"HTTPS", 65}, {"CNAME", 5}, {"MX", 15}, {"SRV", 33}, {"NS", 2}, {"SOA", 6},
	    {"NULL", 10}, {"ANY", 255}, {"*", 255}, {"ALL", 255}, {"DS", 43}, {"DNSKEY", 48},
	    {"SVCB", 64}, {"CAA", 257}, {"NAPTR", 35}, {"DNAME", 39}, {"KEY", 25}, {"SPF", 99},
	    {"RRSIG", 46}, {"NSEC", 47}, {"NSEC3", 50}, {"NSEC3PARAM", 51}, {"TLSA", 52},
	    {"SMIMEA", 53}, {"SSHFP", 44}, {"HINFO", 13}, {"LOC", 29}, {"AXFR", 252}, {"IXFR", 251},
	    {"TSIG", 250}, {"TKEY", 249}, {"CERT", 37}, {"URI", 256}, {"RP", 17}, {"AFSDB", 18},
	    {"SIG", 24}, {"WKS", 11}, {"MD", 3}, {"MF", 4}, {"MB", 7}, {"MG", 8}, {"MR", 9},
	    {"MINFO", 14}, {"X25", 19}, {"ISDN", 20}, {"RT", 21}, {"NSAP", 22}, {"PX", 26},
	    {"GPOS", 27}, {"NXT", 30}, {"EID", 31}, {"NIMLOC", 32}, {"ATMA", 34}, {"KX", 36},
	    {"A6", 38}, {"SINK", 40}, {"OPT", 41}, {"APL", 42}, {"IPSECKEY", 45}, {"DHCID", 49},
	    {"HIP", 55}, {"NINFO", 56}, {"RKEY", 57}, {"TALINK", 58}, {"CDS", 59}, {"CDNSKEY", 60},
	    {"OPENPGPKEY", 61}, {"CSYNC", 62}, {"ZONEMD", 63}, {"NID", 104}, {"L32", 105},
	    {"L64", 106}, {"LP", 107}, {"EUI48", 108}, {"EUI64", 109}, {"MAILB", 253},
	    {"MAILA", 254}, {"DLV", 32769}, {"TA", 32768}};
	uint64_t value;

	if (look_up(types, sizeof types / sizeof *types, text, type) ||
	    numbered(text, "TYPE", type) || numbered(text, "type=", type))
		return true;
	if (!scan_whole(text, UINT16_MAX, &value))
		return false;
	*type = (uint16_t)value;
	return true;
}

/* IANA "DNS Parameters", DNS RCODEs; "NXDOMAI" is how Windows cuts the word. */
bool told_rcode(struct scan text, uint16_t *rcode)
{
	static const struct mnemonic rcodes[] = {{"NOERROR", 0}, {"NXDOMAIN", 3}, {"SERVFAIL", 2},
	    {"REFUSED", 5}, {"FORMERR", 1}, {"NOTIMP", 4}, {"NOTIMPL", 4}, {"YXDOMAIN", 6},
	    {"YXRRSET", 7}, {"NXRRSET", 8}, {"NOTAUTH", 9}, {"NOTZONE", 10}, {"BADVERS", 16},
	    {"BADSIG", 16}, {"BADKEY", 17}, {"BADTIME", 18}, {"BADCOOKIE", 23}};
	uint64_t value;

	if (look_up(rcodes, sizeof rcodes / sizeof *rcodes, text, rcode) ||
	    numbered(text, "RCODE", rcode))
		return true;
	if (!scan_whole(text, 4095, &value))
		return false;
	*rcode = (uint16_t)value;
	return true;
}

bool told_class(struct scan text, uint16_t *class)
{
	static const struct mnemonic classes[] = {{"IN", 1}, {"CH", 3}, {"CHAOS", 3}, {"HS", 4},
	    {"HESIOD", 4}, {"NONE", 254}, {"ANY", 255}};

	return look_up(classes, sizeof classes / sizeof *classes, text, class) ||
	       numbered(text, "CLASS", class);
}
