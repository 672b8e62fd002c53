/*
 * Builds the messages that a record of a log describes as DNS messages on the wire (RFC 1035 4.1),
 * so that they take the same way as captured ones. Names are at most 255 bytes. Not thread-safe.
 */
#ifndef DNSFERRET_LOG_MESSAGE_H
#define DNSFERRET_LOG_MESSAGE_H

#include "base/limits.h"
#include "log/log_reader.h"
#include "scan.h"

/* Bytes of all messages of one record: two of the largest. */
#define MESSAGES_BYTES_MAX ((size_t)2 * DNS_MESSAGE_MAX)

/* A name on the wire, without compression. */
struct wire_name {
	uint8_t len; /* 0 = none */
	uint8_t bytes[DNS_NAME_WIRE_MAX];
};

/* How a log writes octets that are no letters. */
enum name_style {
	NAME_PLAIN,   /* as they are */
	NAME_ESCAPED, /* RFC 1035 5.1: \DDD, and a backslash before dots and the like */
	NAME_HEX,     /* as in logs of Zeek: \xHH, and a doubled backslash */
};

/* Reads a name with or without a final dot. Returns false if it is none: an empty label, a label
 * above 63 bytes, a name above 255. */
bool wire_name_read(struct wire_name *name, struct scan text, enum name_style style);

/* What a log says about one message. */
struct told {
	int64_t time_ns;
	struct address client, server; /* no family = not known */
	uint16_t client_port, server_port;
	bool response, tcp;
	bool by_port;     /* see struct log_message */
	uint16_t unknown; /* enum event_unknown */
	uint16_t id, flags, rcode;
	uint16_t qtype, qclass;
	uint32_t size; /* 0 = not known */
	struct wire_name name;
};

struct messages {
	struct log_record *record;
	uint8_t *bytes; /* MESSAGES_BYTES_MAX */
	size_t len;
	size_t begin;      /* of the message being built */
	size_t answers_at; /* answer records so far */
};

/* Begins a message with the header and the question; false if the record holds too many. */
bool messages_begin(struct messages *m, const struct told *told);

/* Appends an answer record for the name of the question. Left out if there is no room. */
void messages_answer(
    struct messages *m, uint16_t type, uint32_t ttl, const uint8_t *rdata, size_t len);

/* Appends an answer given as text without its type: an address, a name, or strings. `qtype` decides
 * between names. */
void messages_answer_text(struct messages *m, uint16_t qtype, uint32_t ttl, struct scan text);

/* Appends an answer that is a name. */
void messages_answer_name(
    struct messages *m, uint16_t type, uint32_t ttl, const struct wire_name *n);

/* Appends a TXT answer with one string, split at 255 bytes (RFC 1035 3.3.14). */
void messages_answer_string(struct messages *m, uint16_t type, uint32_t ttl, struct scan text);

void messages_end(struct messages *m, const struct told *told);

/* Adds a message that the log holds as it was on the wire. */
void messages_wire(struct messages *m, const struct told *told, const uint8_t *bytes, size_t len);

/* Both steps for a message without answers. */
void messages_plain(struct messages *m, const struct told *told);

/* "A", "TYPE65399", "type=65399", "28": a query type; false if it is none. */
bool told_type(struct scan text, uint16_t *type);
/* "NOERROR", "NXDOMAIN", "3". */
bool told_rcode(struct scan text, uint16_t *rcode);
/* "IN", "CLASS300". */
bool told_class(struct scan text, uint16_t *class);

#endif
