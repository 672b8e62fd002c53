#include "dns/message.h"

#include <string.h>

#include "base/hash.h"
#include "base/idn.h"
#include "dns/answer.h"
#include "dns/rdata.h"

#define HEADER_BYTES       12
#define QUESTION_BYTES_MIN 5  /* root name, type, class */
#define RECORD_BYTES_MIN   11 /* root name, type, class, TTL, RDLENGTH */
#define EDNS_DO            0x8000
#define EDNS_COOKIE        10 /* RFC 7873 4 */
#define CLASS_IN           1
#define MDNS_TOP_BIT       0x8000 /* top bit of the class: cache flush, or unicast response wanted */

struct reader {
	struct cursor at;
	size_t wire_len;
	uint32_t steps_left;
	struct dns_msg *msg;
	struct anomaly_log *notes;
	struct source_ref where;
};

static void note(struct reader *r, enum anomaly a)
{
	if (r->notes)
		anomaly_note(r->notes, a, r->where);
}

/* Records an error that makes the message CUT or BAD. */
static void note_anomaly(struct reader *r, enum anomaly a)
{
	if (a == ANOMALY_DNS_ENDS_EARLY && r->wire_len > r->at.end)
		a = ANOMALY_DNS_CUT;
	note(r, a);
	if (r->msg->status != DNS_OK)
		return;
	r->msg->status = a == ANOMALY_DNS_CUT ? DNS_CUT : DNS_BAD;
	r->msg->reason = a;
}

static void read_no_header(struct reader *r)
{
	if (r->wire_len >= HEADER_BYTES)
		note_anomaly(r, ANOMALY_DNS_CUT);
	else
		note_anomaly(r, r->wire_len > 0 ? ANOMALY_DNS_HEADER_SHORT : ANOMALY_DNS_EMPTY);
}

static void read_header(struct reader *r)
{
	struct dns_msg *msg = r->msg;

	msg->has_header = true;
	msg->id = cursor_u16(&r->at);
	msg->flags = cursor_u16(&r->at);
	msg->rcode = msg->flags & 0xf;
	for (int s = 0; s < DNS_SECTION_COUNT; s++)
		msg->claimed[s] = cursor_u16(&r->at);
}

static void check_header(struct reader *r)
{
	const uint16_t *claimed = r->msg->claimed;
	size_t records =
	    (size_t)claimed[DNS_ANSWER] + claimed[DNS_AUTHORITY] + claimed[DNS_ADDITIONAL];
	unsigned opcode = dns_opcode(r->msg->flags);

	if (!dns_opcode_assigned(opcode))
		note(r, ANOMALY_OPCODE_UNKNOWN);
	if (claimed[DNS_QUESTION] * QUESTION_BYTES_MIN + records * RECORD_BYTES_MIN >
	    r->wire_len - HEADER_BYTES)
		note_anomaly(r, ANOMALY_DNS_COUNTS_IMPOSSIBLE);
	if (r->msg->flags & DNS_QR || opcode != DNS_OPCODE_QUERY)
		return;
	if (claimed[DNS_QUESTION] != 1)
		note(r, ANOMALY_QUESTION_COUNT);
	if (claimed[DNS_ANSWER] > 0)
		note(r, ANOMALY_QUERY_WITH_ANSWERS);
}

/* Reads the fixed part and RDATA, which follow the owner name (RFC 1035 4.1.3). */
static enum anomaly read_record_body(struct cursor *at, size_t wire_len, struct dns_record *record)
{
	record->type = cursor_u16(at);
	record->class = cursor_u16(at);
	record->ttl = cursor_u32(at);
	uint16_t rdlength = cursor_u16(at);
	if (at->bad)
		return ANOMALY_DNS_ENDS_EARLY;
	if (rdlength > wire_len - at->pos)
		return ANOMALY_RDATA_PAST_END;
	record->rdata = cursor_window(at, rdlength);
	return at->bad ? ANOMALY_DNS_ENDS_EARLY : ANOMALY_NONE;
}

static void take_answer(struct dns_msg *msg, const struct dns_record *record)
{
	struct cursor rdata = record->rdata;
	size_t len = cursor_left(&rdata);
	uint64_t type_mix = record->type * UINT64_C(0x9e3779b97f4a7c15);

	msg->answer_bytes += (uint32_t)len;
	msg->answer_hash += hash_fixed(cursor_take(&rdata, len), len) ^ type_mix;
	if (record->ttl < msg->answer_ttl_min)
		msg->answer_ttl_min = record->ttl;
	msg->answer_type = record->type;
	unsigned flags = answer_flags(record->type, record->rdata);
	msg->has_address |= (record->type == DNS_TYPE_A || record->type == DNS_TYPE_AAAA) &&
			    !(flags & ANSWER_NULL_ADDRESS);
	msg->answer_flags |= (uint8_t)flags;
	if (msg->has_address)
		msg->answer_flags &= (uint8_t)~ANSWER_NULL_ADDRESS;
}

/* RFC 6891 6.1.2, 6.1.3. */
static void take_opt(struct reader *r, const struct dns_record *record)
{
	struct dns_msg *msg = r->msg;
	struct cursor options = record->rdata;

	msg->edns.present = true;
	msg->edns.udp_size = record->class;
	msg->edns.version = record->ttl >> 16 & 0xff;
	msg->edns.dnssec_ok = record->ttl & EDNS_DO;
	msg->rcode |= (uint16_t)(record->ttl >> 24 << 4);
	while (cursor_left(&options) > 0) {
		uint16_t code = cursor_u16(&options);

		cursor_skip(&options, cursor_u16(&options));
		if (options.bad) {
			note(r, ANOMALY_OPT_OPTIONS);
			return;
		}
		msg->edns.cookie |= code == EDNS_COOKIE;
		msg->edns.options_count++;
	}
}

/* In UPDATE messages RDATA may be empty for any type (RFC 2136 2.4). */
static void check_rdata(struct reader *r, const struct dns_record *record)
{
	if (dns_opcode(r->msg->flags) == DNS_OPCODE_UPDATE && cursor_left(&record->rdata) == 0)
		return;
	if ((record->class & ~MDNS_TOP_BIT) == CLASS_IN &&
	    !dns_rdata_fits(record->type, record->rdata, &r->steps_left))
		note(r, ANOMALY_RDATA_MALFORMED);
}

/* Notes once per message whether its name has a label that only looks internationalized. */
static void check_idn(struct reader *r)
{
	const struct dns_name *name = &r->msg->qname;

	for (unsigned i = 0; i < name->label_count; i++) {
		const uint8_t *label = name->fold + name->offset[i];
		struct idn_label idn;

		if (!idn_has_prefix(label + 1, label[0]))
			continue;
		idn_label_read(&idn, label + 1, label[0]);
		if (idn.status == IDN_BAD) {
			note(r, ANOMALY_IDN_BAD);
			return;
		}
	}
}

static enum anomaly read_question(struct reader *r)
{
	struct dns_msg *msg = r->msg;
	bool first = msg->seen[DNS_QUESTION] == 0;
	enum anomaly a = dns_name_read_within(&r->at, first ? &msg->qname : NULL, &r->steps_left);

	if (a != ANOMALY_NONE)
		return a;
	uint16_t type = cursor_u16(&r->at), class = cursor_u16(&r->at);
	if (r->at.bad)
		return ANOMALY_DNS_ENDS_EARLY;
	if (first) {
		msg->has_question = true;
		msg->qtype = type;
		msg->qclass = class;
		if (r->notes)
			check_idn(r);
	}
	return ANOMALY_NONE;
}

static enum anomaly read_record(struct reader *r, enum dns_section section)
{
	struct dns_record record;
	size_t owner = r->at.pos;
	enum anomaly a = dns_name_read_within(&r->at, NULL, &r->steps_left);

	if (a != ANOMALY_NONE)
		return a;
	bool root_owner = r->at.pos == owner + 1;
	a = read_record_body(&r->at, r->wire_len, &record);
	if (a != ANOMALY_NONE)
		return a;
	if (section == DNS_ANSWER)
		take_answer(r->msg, &record);
	if (record.type != DNS_TYPE_OPT)
		check_rdata(r, &record);
	else if (section != DNS_ADDITIONAL || !root_owner)
		note(r, ANOMALY_OPT_MISPLACED);
	else if (r->msg->edns.present)
		note(r, ANOMALY_OPT_DUPLICATE);
	else
		take_opt(r, &record);
	return ANOMALY_NONE;
}

static bool read_section(struct reader *r, enum dns_section section)
{
	uint16_t claimed = r->msg->claimed[section];

	for (uint16_t *seen = &r->msg->seen[section]; *seen < claimed; ++*seen) {
		enum anomaly a =
		    section == DNS_QUESTION ? read_question(r) : read_record(r, section);

		if (a != ANOMALY_NONE) {
			note_anomaly(r, a);
			return false;
		}
	}
	return true;
}

/* RFC 8490 5.4: all counts are zero, and TLVs follow the header. */
static bool is_dso(const struct dns_msg *msg)
{
	return dns_opcode(msg->flags) == DNS_OPCODE_DSO &&
	       !(msg->claimed[DNS_QUESTION] | msg->claimed[DNS_ANSWER] |
		   msg->claimed[DNS_AUTHORITY] | msg->claimed[DNS_ADDITIONAL]);
}

/* Each TLV is a type, a length and that many bytes (RFC 8490 5.4.4). */
static void read_dso(struct reader *r)
{
	while (cursor_left(&r->at) > 0) {
		cursor_skip(&r->at, 2);
		cursor_skip(&r->at, cursor_u16(&r->at));
	}
	if (r->at.bad && r->wire_len > r->at.end)
		note_anomaly(r, ANOMALY_DNS_CUT);
	else if (r->at.bad)
		note(r, ANOMALY_DSO_TLVS);
}

static void read_sections(struct reader *r)
{
	for (int s = 0; s < DNS_SECTION_COUNT; s++)
		if (!read_section(r, (enum dns_section)s))
			return;
	if (is_dso(r->msg)) {
		read_dso(r);
		return;
	}
	r->msg->trailing_bytes = (uint32_t)(r->wire_len - r->at.pos);
	if (r->msg->trailing_bytes > 0)
		note(r, ANOMALY_TRAILING_BYTES);
}

enum dns_status dns_msg_read(const uint8_t *bytes, size_t len, size_t wire_len, struct dns_msg *msg,
    struct anomaly_log *notes, struct source_ref where)
{
	struct reader r = {
	    .at = cursor_of(bytes, len),
	    .wire_len = wire_len > len ? wire_len : len,
	    .steps_left = DNS_MESSAGE_STEPS_MAX,
	    .msg = msg,
	    .notes = notes,
	    .where = where,
	};

	memset(msg, 0, offsetof(struct dns_msg, qname));
	msg->reason = ANOMALY_NONE;
	msg->answer_ttl_min = UINT32_MAX;
	msg->qname.len = msg->qname.label_count = 0;
	if (len < HEADER_BYTES) {
		read_no_header(&r);
		return msg->status;
	}
	read_header(&r);
	check_header(&r);
	read_sections(&r);
	return msg->status;
}

/* Skips a name that was read before. */
static void skip_name(struct cursor *at)
{
	uint8_t byte;

	while ((byte = cursor_u8(at)) != 0 && byte <= DNS_LABEL_MAX)
		cursor_skip(at, byte);
	if (byte > DNS_LABEL_MAX)
		cursor_skip(at, 1); /* the second byte of a pointer ends it (RFC 1035 4.1.4) */
}

void dns_walk_start(
    struct dns_walk *walk, const uint8_t *bytes, size_t len, const struct dns_msg *msg)
{
	*walk = (struct dns_walk){.at = cursor_of(bytes, len)};
	cursor_skip(&walk->at, HEADER_BYTES);
	memcpy(walk->left, msg->seen, sizeof walk->left);
}

int dns_walk_next(struct dns_walk *walk, struct dns_record *record)
{
	while (walk->section < DNS_SECTION_COUNT && walk->left[walk->section] == 0)
		walk->section++;
	if (walk->section == DNS_SECTION_COUNT)
		return 0;
	walk->left[walk->section]--;
	record->section = walk->section;
	record->owner = walk->at;
	skip_name(&walk->at);
	if (walk->section != DNS_QUESTION)
		return read_record_body(&walk->at, walk->at.end, record) == ANOMALY_NONE;
	record->type = cursor_u16(&walk->at);
	record->class = cursor_u16(&walk->at);
	record->ttl = 0;
	record->rdata = cursor_window(&walk->at, 0);
	return !walk->at.bad;
}
