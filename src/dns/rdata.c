#include "dns/rdata.h"

#include <string.h>

#include "dns/message.h"

/* 1 2 4 8: that many bytes; n: a name; s: a length byte and that many bytes; S: one or more such
 * strings up to the end; x: the rest, which may be empty. */
static const struct layout {
	uint16_t type;
	const char *fields;
} layouts[] = {
    {DNS_TYPE_A, "4"}, {DNS_TYPE_NS, "n"}, {DNS_TYPE_CNAME, "n"}, {DNS_TYPE_SOA, "nn44444"},
    {DNS_TYPE_PTR, "n"}, {DNS_TYPE_MX, "2n"}, {DNS_TYPE_TXT, "S"}, {DNS_TYPE_AAAA, "88"},
    {DNS_TYPE_SRV, "222n"},                                              /* RFC 2782 */
    {DNS_TYPE_NAPTR, "22sssn"},                                          /* RFC 3403 */
    {DNS_TYPE_DNAME, "n"},                                               /* RFC 6672 */
    {DNS_TYPE_DS, "211x"},                                               /* RFC 4034 5.1 */
    {DNS_TYPE_DNSKEY, "211x"},                                           /* RFC 4034 2.1 */
    {DNS_TYPE_SVCB, "2nx"},                                              /* RFC 9460 2.2 */
    {DNS_TYPE_HTTPS, "2nx"}, {DNS_TYPE_SPF, "S"}, {DNS_TYPE_CAA, "1sx"}, /* RFC 8659 4.1 */
};

struct reader {
	struct cursor at;
	uint32_t *steps_left;
	struct dns_rdata_plain *plain; /* NULL = validate only */
};

static const char *fields_of(uint16_t type)
{
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++)
		if (layouts[i].type == type)
			return layouts[i].fields;
	return NULL;
}

static bool put(struct reader *r, const uint8_t *bytes, size_t len)
{
	struct dns_rdata_plain *plain = r->plain;

	if (!bytes)
		return false;
	if (!plain)
		return true;
	if (len > sizeof plain->bytes - plain->len)
		return false;
	memcpy(plain->bytes + plain->len, bytes, len);
	plain->len += len;
	return true;
}

static bool pass_bytes(struct reader *r, size_t len)
{
	return put(r, cursor_take(&r->at, len), len);
}

static bool pass_name(struct reader *r)
{
	struct dns_name name;

	if (!r->plain)
		return dns_name_read_within(&r->at, NULL, r->steps_left) == ANOMALY_NONE;
	return dns_name_read_within(&r->at, &name, r->steps_left) == ANOMALY_NONE &&
	       put(r, name.wire, name.len);
}

static bool pass_string(struct reader *r)
{
	struct cursor peek = r->at;

	return pass_bytes(r, 1U + cursor_u8(&peek));
}

static bool pass_strings(struct reader *r)
{
	unsigned count = 0;

	do {
		if (!pass_string(r) || (r->plain && ++count > DNS_RDATA_STRINGS_MAX))
			return false;
	} while (cursor_left(&r->at) > 0);
	return true;
}

static bool pass_field(struct reader *r, char field)
{
	switch (field) {
	case 'n':
		return pass_name(r);
	case 's':
		return pass_string(r);
	case 'S':
		return pass_strings(r);
	case 'x':
		return pass_bytes(r, cursor_left(&r->at));
	default:
		return pass_bytes(r, (size_t)(field - '0'));
	}
}

static bool pass_fields(struct reader *r, const char *fields)
{
	for (; *fields != '\0'; fields++)
		if (!pass_field(r, *fields))
			return false;
	return cursor_left(&r->at) == 0;
}

bool dns_rdata_fits(uint16_t type, struct cursor rdata, uint32_t *steps_left)
{
	const char *fields = fields_of(type);
	struct reader r = {.at = rdata, .steps_left = steps_left};

	return !fields || pass_fields(&r, fields);
}

bool dns_rdata_address(uint16_t type, struct cursor rdata, struct address *address)
{
	size_t len = type == DNS_TYPE_A ? 4 : 16;

	if ((type != DNS_TYPE_A && type != DNS_TYPE_AAAA) || cursor_left(&rdata) != len)
		return false;
	const uint8_t *bytes = cursor_take(&rdata, len);
	if (bytes)
		*address = type == DNS_TYPE_A ? address_v4(bytes) : address_v6(bytes);
	return bytes != NULL;
}

bool dns_rdata_expand(uint16_t type, struct cursor rdata, struct dns_rdata_plain *plain)
{
	const char *fields = fields_of(type);
	uint32_t steps_left = 2 * DNS_NAME_STEPS_MAX; /* no type has more than two names */
	struct reader r = {.at = rdata, .steps_left = &steps_left, .plain = plain};

	plain->len = 0;
	return fields && pass_fields(&r, fields);
}
