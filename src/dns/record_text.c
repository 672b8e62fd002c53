#include "dns/record_text.h"

#include <string.h>

#include "base/address.h"
#include "base/digits.h"
#include "base/escape.h"
#include "base/limits.h"
#include "dns/rdata.h"
#include "dns/text.h"

/* What ldns gets has at most DNS_RDATA_TEXT_BYTES_MAX bytes, and none becomes more than four
 * characters; keywords and blanks take the rest. */
#define LDNS_TEXT_MAX (5 * DNS_RDATA_TEXT_BYTES_MAX)

/* The fields of the types that are written here, as in rdata.c: 2 4: a number of that many bytes;
 * n: a name; s: a string; S: strings up to the end. */
static const struct layout {
	uint16_t type;
	const char *fields;
} layouts[] = {
    {DNS_TYPE_CNAME, "n"},
    {DNS_TYPE_TXT, "S"},
    {DNS_TYPE_NS, "n"},
    {DNS_TYPE_PTR, "n"},
    {DNS_TYPE_MX, "2n"},
    {DNS_TYPE_SOA, "nn44444"},
    {DNS_TYPE_SRV, "222n"},
    {DNS_TYPE_NAPTR, "22sssn"},
    {DNS_TYPE_DNAME, "n"},
    {DNS_TYPE_SPF, "S"},
};

static void put(struct buffer *b, const char *text, size_t len)
{
	(void)buffer_push(b, text, len);
}

/* In double quotes (RFC 1035 5.1). */
static void put_string(struct buffer *b, struct cursor string)
{
	struct cursor run = string; /* of characters that stay as they are */
	size_t plain = 0;

	put(b, "\"", 1);
	while (cursor_left(&string) > 0) {
		uint8_t byte = cursor_u8(&string);

		if (byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\') {
			plain++;
			continue;
		}
		put(b, (const char *)cursor_take(&run, plain), plain);
		cursor_skip(&run, 1);
		plain = 0;
		if (byte == '"' || byte == '\\')
			put(b, (char[]){'\\', (char)byte}, 2);
		else
			put(b,
			    (char[]){'\\', (char)('0' + byte / 100), (char)('0' + byte / 10 % 10),
				(char)('0' + byte % 10)},
			    4);
	}
	put(b, (const char *)cursor_take(&run, plain), plain);
	put(b, "\"", 1);
}

static void put_number(struct buffer *b, uint32_t number)
{
	char digits[DIGITS_TEXT_MAX];

	put(b, digits, digits_of(number, digits));
}

static void put_name(struct buffer *b, struct cursor *at, bool folded)
{
	struct dns_name name;
	char text[DNS_NAME_TEXT_MAX];

	dns_name_read(at, &name);
	put(b, text, escape_name(text, sizeof text, folded ? name.fold : name.wire, name.len));
}

static void put_strings(struct buffer *b, struct cursor *at, bool one)
{
	do {
		size_t len = cursor_u8(at);

		put_string(b, cursor_window(at, len));
		if (one || at->bad || cursor_left(at) == 0)
			return;
		put(b, " ", 1);
	} while (true);
}

static void put_field(struct buffer *b, struct cursor *at, char field, bool folded)
{
	switch (field) {
	case '2':
		put_number(b, cursor_u16(at));
		break;
	case '4':
		put_number(b, cursor_u32(at));
		break;
	case 'n':
		put_name(b, at, folded);
		break;
	default:
		put_strings(b, at, field == 's');
	}
}

/* RFC 3597 5. */
static void put_generic(struct buffer *b, struct cursor at)
{
	static const char hex[] = "0123456789abcdef";

	put(b, "\\# ", 3);
	put_number(b, (uint32_t)cursor_left(&at));
	if (cursor_left(&at) > 0)
		put(b, " ", 1);
	while (cursor_left(&at) > 0) {
		char digits[64];
		size_t len = 0;

		for (; len < sizeof digits && cursor_left(&at) > 0; len += 2) {
			uint8_t byte = cursor_u8(&at);

			digits[len] = hex[byte >> 4];
			digits[len + 1] = hex[byte & 15];
		}
		put(b, digits, len);
	}
}

/* The types whose text ldns writes better than we would. */
static bool put_by_ldns(struct buffer *b, const struct dns_record *record)
{
	static const uint16_t types[] = {
	    DNS_TYPE_HTTPS, DNS_TYPE_SVCB, DNS_TYPE_DS, DNS_TYPE_DNSKEY, DNS_TYPE_CAA};
	char text[LDNS_TEXT_MAX];

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (types[i] != record->type)
			continue;
		size_t len = dns_rdata_text(record, text, sizeof text);

		if (len + sizeof "..." < sizeof text) {
			put(b, text, len);
			return true;
		}
	}
	return false;
}

bool record_text_fits(const struct dns_record *record)
{
	uint32_t steps = 2 * DNS_NAME_STEPS_MAX; /* no type has more than two names */

	return dns_rdata_fits(record->type, record->rdata, &steps);
}

void record_text_put(struct buffer *b, const struct dns_record *record, bool folded)
{
	struct cursor at = record->rdata;
	char text[ADDRESS_TEXT_MAX];
	struct address address;

	if (!record_text_fits(record)) {
		put_generic(b, record->rdata);
		return;
	}
	if (dns_rdata_address(record->type, record->rdata, &address)) {
		put(b, text, strlen(address_text(&address, text)));
		return;
	}
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		if (layouts[i].type != record->type)
			continue;
		for (const char *field = layouts[i].fields; *field; field++) {
			if (field != layouts[i].fields)
				put(b, " ", 1);
			put_field(b, &at, *field, folded);
		}
		return;
	}
	if (!put_by_ldns(b, record))
		put_generic(b, record->rdata);
}
