#include "read/local_names.h"

#include <string.h>

#include "base/escape.h"
#include "dns/rdata.h"
#include "base/limits.h"

#define CLASS_IN 1
#define TOP_BIT  0x8000 /* of a class in mDNS (RFC 6762 10.2) */

/* RFC 1002 4.2.1.3, 4.2.18; types of names: MS-NBTE 2.2.1. */
enum { TYPE_NB = 0x20, TYPE_NBSTAT = 0x21 };
enum { NETBIOS_WORKSTATION = 0x00, NETBIOS_SERVER = 0x20 };
#define NETBIOS_GROUP       0x8000
#define NETBIOS_LABEL_BYTES 32
#define NETBIOS_NAME_BYTES  15
#define MAC_BYTES           6

/* -- reverse names -- */

/* The next label, as lower case; labels are numbered from 0. */
static const uint8_t *label_of(const struct dns_name *name, unsigned i, size_t *len)
{
	const uint8_t *label = name->fold + name->offset[i];

	*len = label[0];
	return label + 1;
}

static bool label_is(const struct dns_name *name, unsigned i, const char *text)
{
	size_t len;
	const uint8_t *label = label_of(name, i, &len);

	return len == strlen(text) && memcmp(label, text, len) == 0;
}

/* A label of decimal digits without a leading zero, up to 255; else -1. */
static int decimal(const uint8_t *label, size_t len)
{
	int n = 0;

	if (len == 0 || len > 3 || (len > 1 && label[0] == '0'))
		return -1;
	for (size_t i = 0; i < len; i++) {
		if (label[i] < '0' || label[i] > '9')
			return -1;
		n = 10 * n + (label[i] - '0');
	}
	return n <= 255 ? n : -1;
}

static int hex(const uint8_t *label, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = len == 1 && label[0] ? strchr(digits, label[0]) : NULL;

	return at ? (int)(at - digits) : -1;
}

bool local_names_address(const struct dns_name *name, struct address *address)
{
	unsigned labels = name->label_count;
	bool v4 = labels == 4 + 2 && label_is(name, 4, "in-addr"),
	     v6 = labels == 32 + 2 && label_is(name, 32, "ip6");
	uint8_t bytes[16] = {0};

	if ((!v4 && !v6) || !label_is(name, labels - 1, "arpa"))
		return false;
	for (unsigned i = 0; i < labels - 2; i++) {
		size_t len;
		const uint8_t *label = label_of(name, i, &len);
		int n = v4 ? decimal(label, len) : hex(label, len);

		if (n < 0)
			return false;
		if (v4)
			bytes[3 - i] = (uint8_t)n;
		else
			bytes[15 - i / 2] |= (uint8_t)(n << (i % 2 ? 4 : 0));
	}
	*address = v4 ? address_v4(bytes) : address_v6(bytes);
	return true;
}

/* -- what a host says about itself -- */

struct hearing {
	struct host_names *names, *macs;
	enum host_source source;
	const struct address *src;
	struct source_ref where;
};

static void say_name(struct host_names *names, const struct address *of, enum host_source source,
    struct source_ref where, const struct dns_name *name)
{
	char text[DNS_NAME_TEXT_MAX];

	if (name->label_count == 0)
		return;
	escape_name(text, sizeof text, name->wire, name->len);
	host_names_add_text(names, of, source, where, text);
}

/* The address in the data of an A or AAAA record. */
static bool is_of(struct cursor rdata, uint16_t type, const struct address *src)
{
	struct address a;

	return dns_rdata_address(type, rdata, &a) && address_compare(&a, src) == 0;
}

/* An address record of the host itself, or a PTR record of its own address. */
static void hear_record(const struct hearing *h, const struct dns_record *r)
{
	struct cursor rdata = r->rdata, at = r->owner;
	struct dns_name owner, name;
	struct address a;

	dns_name_read(&at, &owner);
	if (is_of(rdata, r->type, h->src)) {
		say_name(h->names, h->src, h->source, h->where, &owner);
	} else if (r->type == DNS_TYPE_PTR && local_names_address(&owner, &a) &&
		   address_compare(&a, h->src) == 0 &&
		   dns_name_read(&rdata, &name) == ANOMALY_NONE) {
		say_name(h->names, h->src, h->source, h->where, &name);
	}
}

/* -- NetBIOS -- */

size_t local_names_netbios(const uint8_t *label, size_t len, uint8_t name[15], unsigned *type)
{
	uint8_t bytes[NETBIOS_LABEL_BYTES / 2];

	if (len != NETBIOS_LABEL_BYTES)
		return 0;
	for (size_t i = 0; i < NETBIOS_LABEL_BYTES; i++) {
		unsigned nibble = label[i] - (unsigned)'A';

		if (nibble > 15)
			return 0;
		bytes[i / 2] = (uint8_t)(i % 2 ? bytes[i / 2] | nibble : nibble << 4);
	}
	*type = bytes[NETBIOS_NAME_BYTES];
	len = NETBIOS_NAME_BYTES;
	while (len > 0 && (bytes[len - 1] == ' ' || bytes[len - 1] == '\0'))
		len--;
	memcpy(name, bytes, len);
	return len;
}

/* Names of hosts, not of users, groups and services. */
static bool is_host_type(unsigned type)
{
	return type == NETBIOS_WORKSTATION || type == NETBIOS_SERVER;
}

/* An NB record (RFC 1002 4.2.1.3): flags and address, once or more. */
static void hear_netbios(const struct hearing *h, const struct dns_record *r)
{
	struct cursor rdata = r->rdata, at = r->owner;
	uint8_t name[NETBIOS_NAME_BYTES];
	struct dns_name owner;
	unsigned type;

	dns_name_read(&at, &owner);
	size_t len = owner.label_count > 0
			 ? local_names_netbios(owner.wire + 1, owner.wire[0], name, &type)
			 : 0;

	if (len == 0 || !is_host_type(type))
		return;
	while (cursor_left(&rdata) > 0) {
		unsigned flags = cursor_u16(&rdata);

		if (is_of(cursor_window(&rdata, 4), DNS_TYPE_A, h->src) && !(flags & NETBIOS_GROUP))
			host_names_add(h->names, h->src, h->source, h->where, name, len);
	}
}

/* A node status (RFC 1002 4.2.18): names with type and flags, then the MAC address. */
static void hear_status(const struct hearing *h, const struct dns_record *r)
{
	struct cursor rdata = r->rdata;
	unsigned count = cursor_u8(&rdata);

	for (unsigned i = 0; i < count; i++) {
		const uint8_t *name = cursor_take(&rdata, NETBIOS_NAME_BYTES);
		unsigned type = cursor_u8(&rdata), flags = cursor_u16(&rdata);
		size_t len = NETBIOS_NAME_BYTES;

		if (rdata.bad)
			return;
		while (len > 0 && (name[len - 1] == ' ' || name[len - 1] == '\0'))
			len--;
		if (is_host_type(type) && !(flags & NETBIOS_GROUP))
			host_names_add(h->names, h->src, h->source, h->where, name, len);
	}
	const uint8_t *mac = cursor_take(&rdata, MAC_BYTES);
	if (mac)
		host_names_add_mac(h->macs, h->src, h->source, h->where, mac);
}

/* -- messages -- */

static void hear(const struct hearing *h, const struct dns_record *r)
{
	if ((r->class & ~TOP_BIT) != CLASS_IN || r->section == DNS_QUESTION)
		return;
	if (h->source != HOST_SOURCE_NBNS)
		hear_record(h, r);
	else if (r->type == TYPE_NB)
		hear_netbios(h, r);
	else if (r->type == TYPE_NBSTAT)
		hear_status(h, r);
}

void local_names_read(struct host_names *names, struct host_names *macs, enum host_source source,
    const uint8_t *bytes, size_t len, const struct address *src, struct source_ref where)
{
	const struct hearing h = {names, macs, source, src, where};
	struct dns_record record;
	struct dns_walk walk;
	struct dns_msg msg;

	dns_msg_read(bytes, len, len, &msg, NULL, where);
	if (!msg.has_header || (source == HOST_SOURCE_LLMNR && !(msg.flags & DNS_QR)))
		return;
	dns_walk_start(&walk, bytes, len, &msg);
	for (int i = 0; i < HOST_RECORDS_MAX && dns_walk_next(&walk, &record) == 1; i++)
		hear(&h, &record);
}

void local_names_read_ptr(struct host_names *names, const uint8_t *bytes, size_t len,
    const struct dns_msg *msg, const struct address *client, struct source_ref where)
{
	struct dns_record record;
	struct dns_walk walk;
	struct address a;

	if (!(msg->flags & DNS_QR) || !msg->has_question || msg->qtype != DNS_TYPE_PTR ||
	    msg->seen[DNS_ANSWER] == 0 || !local_names_address(&msg->qname, &a) ||
	    !address_is_near(client, &a))
		return;
	dns_walk_start(&walk, bytes, len, msg);
	for (int i = 0; i < HOST_RECORDS_MAX && dns_walk_next(&walk, &record) == 1; i++) {
		struct dns_name name;

		if (record.section == DNS_ANSWER && record.type == DNS_TYPE_PTR &&
		    record.class == CLASS_IN && dns_name_read(&record.rdata, &name) == ANOMALY_NONE)
			say_name(names, &a, HOST_SOURCE_PTR, where, &name);
	}
}
