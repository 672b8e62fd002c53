#include "zeek_values.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/digits.h"
#include "base/utc.h"
#include "dns/record_text.h"
#include "dns/text.h"

void zeek_put(struct buffer *b, const char *text)
{
	(void)buffer_push(b, text, strlen(text));
}

void zeek_number(struct buffer *b, int64_t number)
{
	char digits[DIGITS_TEXT_MAX];

	(void)buffer_push(b, digits, digits_of(number, digits));
}

/* A time or a duration of at least 0: seconds with six places. */
void zeek_seconds(struct buffer *b, int64_t ns)
{
	char text[48];

	snprintf(text, sizeof text, "%" PRId64 ".%06" PRId64, ns / NS_PER_SECOND,
	    ns % NS_PER_SECOND / 1000);
	zeek_put(b, text);
}

/* The byte itself, or \xHH: a member of a list has no comma, a label no dot. */
static void put_byte(struct buffer *b, uint8_t byte, char never)
{
	static const char hex[] = "0123456789abcdef";

	if (byte >= 0x20 && byte < 0x7f && byte != '\\' && byte != ',' && byte != (uint8_t)never)
		(void)buffer_push(b, &byte, 1);
	else
		(void)buffer_push(b, (char[]){'\\', 'x', hex[byte >> 4], hex[byte & 15]}, 4);
}

/* What would read like no value, or like an empty one, has its first byte escaped. */
static void escape_marker(struct buffer *b, size_t at)
{
	static const char *const markers[] = {ZEEK_UNSET, "(empty)"};

	for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
		size_t len = strlen(markers[i]);

		if (b->len - at != len || memcmp(b->bytes + at, markers[i], len) != 0)
			continue;
		b->len = at;
		zeek_put(b, i == 0 ? "\\x2d" : "\\x28");
		zeek_put(b, markers[i] + 1);
		return;
	}
}

void zeek_name(struct buffer *b, const uint8_t *wire, size_t len)
{
	size_t at = b->len;

	if (len <= 1)
		zeek_put(b, ".");
	for (size_t pos = 0; pos < len && wire[pos] != 0; pos += 1 + wire[pos]) {
		if (pos > 0)
			zeek_put(b, ".");
		for (size_t i = 1; i <= wire[pos]; i++)
			put_byte(b, wire[pos + i], '.');
	}
	escape_marker(b, at);
}

/* -- names of codes, as in base/protocols/dns/consts.zeek -- */

void zeek_class(struct buffer *b, uint16_t class)
{
	static const struct {
		uint16_t class;
		const char *name;
	} names[] = {{1, "C_INTERNET"}, {2, "C_CSNET"}, {3, "C_CHAOS"}, {4, "C_HESIOD"},
	    {254, "C_NONE"}, {255, "C_ANY"}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].class == class) {
			zeek_put(b, names[i].name);
			return;
		}
	zeek_put(b, "qclass-");
	zeek_number(b, class);
}

void zeek_type(struct buffer *b, uint16_t type)
{
	char name[DNS_MNEMONIC_MAX];

	if (type == DNS_TYPE_ANY) {
		zeek_put(b, "*");
	} else if (strncmp(dns_type_text(type, name), "TYPE", 4) == 0) {
		zeek_put(b, "query-");
		zeek_number(b, type);
	} else {
		zeek_put(b, name);
	}
}

void zeek_rcode(struct buffer *b, uint16_t rcode)
{
	static const char *const names[] = {"NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP",
	    "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH", "NOTZONE", NULL, NULL, NULL,
	    NULL, NULL, "BADVERS", "BADKEY", "BADTIME", "BADMODE", "BADNAME", "BADALG", "BADTRUNC",
	    "BADCOOKIE"};

	if (rcode < sizeof names / sizeof *names && names[rcode]) {
		zeek_put(b, names[rcode]);
		return;
	}
	zeek_put(b, rcode < 16 ? "unassigned-" : "rcode-");
	zeek_number(b, rcode);
}

/* -- answers -- */

static void put_strings(struct buffer *b, const struct dns_record *record)
{
	struct cursor at = record->rdata;
	const char *word = record->type == DNS_TYPE_TXT ? "TXT " : "SPF ";

	while (cursor_left(&at) > 0) {
		size_t len = cursor_u8(&at);
		const uint8_t *bytes = cursor_take(&at, len);

		zeek_put(b, word);
		zeek_number(b, (int64_t)len);
		zeek_put(b, " ");
		for (size_t i = 0; i < len && bytes; i++)
			put_byte(b, bytes[i], ',');
		if (cursor_left(&at) > 0)
			zeek_put(b, " ");
	}
}

/* Of these Zeek writes one name alone, after so many bytes. */
static int bytes_before_name(uint16_t type)
{
	switch (type) {
	case DNS_TYPE_NS:
	case DNS_TYPE_CNAME:
	case DNS_TYPE_PTR:
	case DNS_TYPE_SOA:
		return 0;
	case DNS_TYPE_MX:
		return 2;
	case DNS_TYPE_SRV:
		return 6;
	default:
		return -1;
	}
}

/* What Zeek has no text for is written as type and RDATA in hex (RFC 3597 5). */
static void put_generic(struct buffer *b, const struct dns_record *record)
{
	struct cursor at = record->rdata;
	char piece[48];

	snprintf(piece, sizeof piece, "TYPE%u \\x5c# %zu%s", record->type, cursor_left(&at),
	    cursor_left(&at) > 0 ? " " : "");
	zeek_put(b, piece);
	while (cursor_left(&at) > 0) {
		snprintf(piece, sizeof piece, "%02x", cursor_u8(&at));
		zeek_put(b, piece);
	}
}

void zeek_answer(struct buffer *b, const struct dns_record *record)
{
	int before = bytes_before_name(record->type);
	struct cursor at = record->rdata;
	size_t begin = b->len;
	struct dns_name name;

	if (!record_text_fits(record)) {
		put_generic(b, record);
	} else if (record->type == DNS_TYPE_A || record->type == DNS_TYPE_AAAA) {
		record_text_put(b, record, false);
	} else if (record->type == DNS_TYPE_TXT || record->type == DNS_TYPE_SPF) {
		put_strings(b, record);
	} else if (before >= 0) {
		cursor_skip(&at, (size_t)before);
		dns_name_read(&at, &name);
		zeek_name(b, name.wire, name.len);
	} else {
		put_generic(b, record);
	}
	escape_marker(b, begin);
}
