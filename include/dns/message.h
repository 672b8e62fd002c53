/*
 * Parses a captured message: header, questions, every record with owner, type, class, TTL and
 * RDLENGTH window; EDNS; trailing bytes (RFC 1035 4.1, RFC 6891). No allocation. Everything parsed
 * before an error is kept. "Cut" (the capture truncated the message) and "bad" (its bytes
 * contradict themselves) are different results.
 */
#ifndef DNSFERRET_DNS_MESSAGE_H
#define DNSFERRET_DNS_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/anomaly.h"
#include "base/cursor.h"
#include "dns/name.h"

enum dns_status { DNS_OK, DNS_CUT, DNS_BAD };
enum dns_section { DNS_QUESTION, DNS_ANSWER, DNS_AUTHORITY, DNS_ADDITIONAL, DNS_SECTION_COUNT };

enum dns_flag {
	DNS_QR = 0x8000,
	DNS_AA = 0x0400,
	DNS_TC = 0x0200,
	DNS_RD = 0x0100,
	DNS_RA = 0x0080,
	DNS_Z = 0x0040,
	DNS_AD = 0x0020,
	DNS_CD = 0x0010,
};

/* Types used by name in this program (IANA "DNS Parameters"). */
enum dns_type {
	DNS_TYPE_A = 1,
	DNS_TYPE_NS = 2,
	DNS_TYPE_CNAME = 5,
	DNS_TYPE_SOA = 6,
	DNS_TYPE_NULL = 10,
	DNS_TYPE_PTR = 12,
	DNS_TYPE_MX = 15,
	DNS_TYPE_TXT = 16,
	DNS_TYPE_KEY = 25,
	DNS_TYPE_AAAA = 28,
	DNS_TYPE_SRV = 33,
	DNS_TYPE_NAPTR = 35,
	DNS_TYPE_DNAME = 39,
	DNS_TYPE_OPT = 41,
	DNS_TYPE_DS = 43,
	DNS_TYPE_DNSKEY = 48,
	DNS_TYPE_SVCB = 64,
	DNS_TYPE_HTTPS = 65,
	DNS_TYPE_SPF = 99,
	DNS_TYPE_TSIG = 250,
	DNS_TYPE_AXFR = 252,
	DNS_TYPE_ANY = 255,
	DNS_TYPE_CAA = 257,
	DNS_TYPE_PRIVATE = 65399,
};

/* Response codes (RFC 1035 4.1.1). */
enum dns_rcode {
	DNS_RCODE_NOERROR = 0,
	DNS_RCODE_SERVFAIL = 2,
	DNS_RCODE_NXDOMAIN = 3,
	DNS_RCODE_REFUSED = 5,
};

struct dns_record {
	enum dns_section section;
	struct cursor owner; /* at the owner name, for dns_name_read: few readers need it */
	uint16_t type, class;
	uint32_t ttl;
	/* window of exactly RDLENGTH bytes with the message as base; empty for questions */
	struct cursor rdata;
};

enum dns_opcode {
	DNS_OPCODE_QUERY = 0,
	DNS_OPCODE_IQUERY = 1,
	DNS_OPCODE_STATUS = 2,
	DNS_OPCODE_NOTIFY = 4,
	DNS_OPCODE_UPDATE = 5,
	DNS_OPCODE_DSO = 6,
};

static inline unsigned dns_opcode(uint16_t flags)
{
	return flags >> 11 & 0xf;
}

/* True for the opcodes above, which are those that IANA has assigned. */
static inline bool dns_opcode_assigned(unsigned opcode)
{
	return opcode <= DNS_OPCODE_DSO && opcode != 3;
}

/* True for the classes a question or record can have: IN, CH, HS, NONE, ANY. The top bit is
 * ignored, because multicast DNS uses it (RFC 6762 5.4, 10.2). */
static inline bool dns_class_assigned(uint16_t class)
{
	unsigned plain = class & 0x7fff;

	return plain == 1 || plain == 3 || plain == 4 || plain == 254 || plain == 255;
}

struct dns_msg {
	enum dns_status status;
	enum anomaly reason; /* the first error if CUT or BAD, otherwise ANOMALY_NONE */
	bool has_header;     /* all 12 bytes are there: id, flags and claimed[] are valid */
	bool has_question;   /* the first question was parsed completely */
	uint16_t id, flags;  /* flags as on the wire */
	uint16_t claimed[DNS_SECTION_COUNT], seen[DNS_SECTION_COUNT];
	uint16_t qtype, qclass;
	struct {
		bool present, dnssec_ok;
		bool cookie; /* option 10 (RFC 7873 4) */
		uint8_t version;
		uint16_t udp_size, options_count;
	} edns;
	uint16_t rcode;        /* including the EDNS extension (RFC 6891 6.1.3) */
	uint32_t answer_bytes; /* RDATA bytes of the answer section */
	/* sum, independent of order, of hash_fixed over (type, RDATA bytes) of each answer */
	uint64_t answer_hash;
	/* smallest TTL of the answer section; UINT32_MAX if there are no answers */
	uint32_t answer_ttl_min;
	/* type of the last answer record (after any CNAMEs, the type that was queried) */
	uint16_t answer_type;
	bool has_address;        /* an answer is an address other than 0.0.0.0 and :: */
	uint8_t answer_flags;    /* enum answer_flag, OR-ed over all answers */
	uint32_t trailing_bytes; /* after the last record that the header counts */
	/* first question; the last field here, because it is not cleared for each message */
	struct dns_name qname;
};

/* Parses a message of `len` captured bytes; wire_len > len means that the capture truncated it.
 * Returns msg->status. Unless NULL, `notes` gets the reason for CUT or BAD and all other anomalies
 * (trailing bytes, unusual counts, misplaced OPT), with `where`. */
enum dns_status dns_msg_read(const uint8_t *bytes, size_t len, size_t wire_len, struct dns_msg *msg,
    struct anomaly_log *notes, struct source_ref where);

/* Iterates over the records, for evidence. Start it after dns_msg_read, with the same bytes; `next`
 * returns 1 with a record, or 0 if none is left or the rest is unreadable. */
struct dns_walk {
	struct cursor at;
	uint16_t left[DNS_SECTION_COUNT];
	enum dns_section section;
};
void dns_walk_start(
    struct dns_walk *walk, const uint8_t *bytes, size_t len, const struct dns_msg *msg);
int dns_walk_next(struct dns_walk *walk, struct dns_record *record);

#endif
