/*
 * The values of a Zeek log as its ASCII writer puts them (docs.zeek.org, "Zeek Log Formats"; the
 * scripts base/protocols/dns/main.zeek and consts.zeek): times, names, codes and answers. Bytes
 * that do not print, backslash and comma are \xHH, so a value is printable ASCII without a tab.
 * Appended to a buffer; pure functions.
 */
#ifndef DNSFERRET_CLI_VERBS_ZEEK_VALUES_H
#define DNSFERRET_CLI_VERBS_ZEEK_VALUES_H

#include "base/buffer.h"
#include "dns/message.h"

#define ZEEK_UNSET "-"

/* Text that needs no escape. */
void zeek_put(struct buffer *b, const char *text);
void zeek_number(struct buffer *b, int64_t number);

/* A time or a duration of at least 0: seconds with six places. */
void zeek_seconds(struct buffer *b, int64_t ns);

/* A name on the wire: the bytes of its labels with dots between them, as Zeek writes it; a dot
 * inside a label is \x2e, which is our own. "." for the root. */
void zeek_name(struct buffer *b, const uint8_t *wire, size_t len);

/* The names of codes. */
void zeek_class(struct buffer *b, uint16_t class);
void zeek_type(struct buffer *b, uint16_t type);
void zeek_rcode(struct buffer *b, uint16_t rcode);

/* A member of `answers`: an address; the name alone of NS, CNAME, PTR, SOA, MX and SRV; "TXT 5
 * hello" for each string. Zeek has no text for the other types (<unknown type=10>): they are
 * "TYPE10 \x5c# 3 0102ab" (RFC 3597 5), and so is RDATA that does not match its type. */
void zeek_answer(struct buffer *b, const struct dns_record *record);

#endif
