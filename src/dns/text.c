#include "dns/text.h"

#include <ldns/ldns.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/escape.h"
#include "base/memory.h"
#include "dns/rdata.h"

#define CLASS_IN 1
/* Root name, type, class, TTL, RDLENGTH. */
#define RECORD_HEADER_BYTES 11

/* Copies and frees a string allocated by ldns. */
static const char *take_text(char *from, char out[DNS_MNEMONIC_MAX])
{
	if (!from)
		memory_out();
	escape_text(out, DNS_MNEMONIC_MAX, (const uint8_t *)from, strlen(from));
	free(from);
	return out;
}

const char *dns_type_text(uint16_t type, char out[DNS_MNEMONIC_MAX])
{
	return take_text(ldns_rr_type2str((ldns_rr_type)type), out);
}

const char *dns_class_text(uint16_t class, char out[DNS_MNEMONIC_MAX])
{
	/* Multicast DNS uses the top bit for other purposes (RFC 6762 5.4, 10.2). */
	if (dns_class_assigned(class))
		class &= 0x7fff;
	return take_text(ldns_rr_class2str((ldns_rr_class) class), out);
}

const char *dns_rcode_text(uint16_t rcode, char out[DNS_MNEMONIC_MAX])
{
	return take_text(ldns_pkt_rcode2str((ldns_pkt_rcode)rcode), out);
}

const char *dns_opcode_text(uint16_t flags, char out[DNS_MNEMONIC_MAX])
{
	if (dns_opcode(flags) == DNS_OPCODE_DSO) { /* RFC 8490, younger than ldns */
		snprintf(out, DNS_MNEMONIC_MAX, "DSO");
		return out;
	}
	return take_text(ldns_pkt_opcode2str((ldns_pkt_opcode)dns_opcode(flags)), out);
}

/* RFC 3597 5: TYPE and a decimal number. */
static int generic_type_number(const char *digits)
{
	int value = 0;

	if (*digits == '\0')
		return -1;
	for (; *digits != '\0'; digits++) {
		if (*digits < '0' || *digits > '9' || value > UINT16_MAX)
			return -1;
		value = value * 10 + (*digits - '0');
	}
	return value <= UINT16_MAX ? value : -1;
}

int dns_type_number(const char *text)
{
	if (strncasecmp(text, "TYPE", 4) == 0)
		return generic_type_number(text + 4);
	int type = (int)ldns_get_rr_type_by_name(text);

	return type > 0 ? type : -1;
}

#define ELLIPSIS "..."

/* Output that always leaves room for an ellipsis and the NUL. */
struct line {
	char *out;
	size_t cap, len;
	bool full;
};

static void line_put(struct line *l, const char *piece, size_t n)
{
	if (l->full || l->len + n + sizeof ELLIPSIS > l->cap) {
		l->full = true;
		return;
	}
	memcpy(l->out + l->len, piece, n);
	l->len += n;
}

static size_t line_end(struct line *l)
{
	if (l->cap == 0)
		return 0;
	if (l->full && l->cap > sizeof ELLIPSIS) {
		memcpy(l->out + l->len, ELLIPSIS, sizeof ELLIPSIS - 1);
		l->len += sizeof ELLIPSIS - 1;
	}
	l->out[l->len] = '\0';
	return l->len;
}

/* Length of the escape sequence or character at the start of presentation text. */
static size_t piece_len(const char *text)
{
	if (text[0] != '\\' || text[1] <= ' ' || text[1] > '~')
		return 1;
	return strspn(text + 1, "0123456789") >= 3 ? 4 : 2;
}

/* Text in presentation form: its escapes are kept, everything else is escaped. */
static void put_presentation(struct line *l, const char *text)
{
	while (*text != '\0') {
		size_t n = piece_len(text);
		char piece[16];

		if (n > 1)
			line_put(l, text, n);
		else
			line_put(
			    l, piece, escape_text(piece, sizeof piece, (const uint8_t *)text, 1));
		text += n;
	}
}

/* Builds a single uncompressed record for ldns. NULL if ldns rejects it. */
static ldns_rr *rebuild(uint16_t type, const struct dns_rdata_plain *plain)
{
	uint8_t wire[RECORD_HEADER_BYTES + sizeof plain->bytes] = {0};
	size_t len = RECORD_HEADER_BYTES + plain->len, pos = 0;
	ldns_rr *rr = NULL;

	ldns_write_uint16(wire + 1, type);
	ldns_write_uint16(wire + 3, CLASS_IN);
	ldns_write_uint16(wire + 9, (uint16_t)plain->len);
	memcpy(wire + RECORD_HEADER_BYTES, plain->bytes, plain->len);
	if (ldns_wire2rr(&rr, wire, len, &pos, LDNS_SECTION_ANSWER) != LDNS_STATUS_OK)
		return NULL;
	if (pos != len) {
		ldns_rr_free(rr);
		return NULL;
	}
	return rr;
}

static bool put_fields(struct line *l, uint16_t type, const struct dns_rdata_plain *plain)
{
	ldns_rr *rr = rebuild(type, plain);

	if (!rr)
		return false;
	for (size_t i = 0; i < ldns_rr_rd_count(rr); i++) {
		char *text = ldns_rdf2str(ldns_rr_rdf(rr, i));

		if (i > 0)
			line_put(l, " ", 1);
		put_presentation(l, text ? text : "?");
		free(text);
	}
	ldns_rr_free(rr);
	return true;
}

/* RFC 3597 5. */
static void put_generic(struct line *l, struct cursor rdata)
{
	char piece[32];
	size_t len = cursor_left(&rdata);

	line_put(
	    l, piece, (size_t)snprintf(piece, sizeof piece, "\\# %zu%s", len, len > 0 ? " " : ""));
	while (cursor_left(&rdata) > 0 && !l->full)
		line_put(
		    l, piece, (size_t)snprintf(piece, sizeof piece, "%02x", cursor_u8(&rdata)));
}

size_t dns_rdata_text(const struct dns_record *record, char *out, size_t cap)
{
	struct line l = {.out = out, .cap = cap};
	struct dns_rdata_plain plain;

	if (!dns_rdata_expand(record->type, record->rdata, &plain) ||
	    !put_fields(&l, record->type, &plain))
		put_generic(&l, record->rdata);
	return line_end(&l);
}

const char *dns_text_library_version(void)
{
	return ldns_version();
}
