#include "read/server_names.h"

#include <string.h>

#include "base/escape.h"
#include "dns/rdata.h"

/* Servers of one domain that are looked for: 13 serve the root. */
#define TARGETS_MAX 16

struct target {
	uint8_t len;
	uint8_t fold[DNS_NAME_WIRE_MAX];
};

static size_t read_targets(
    struct target targets[TARGETS_MAX], const uint8_t *bytes, size_t len, const struct dns_msg *msg)
{
	struct dns_record record;
	struct dns_walk walk;
	size_t count = 0;

	dns_walk_start(&walk, bytes, len, msg);
	while (count < TARGETS_MAX && dns_walk_next(&walk, &record) == 1) {
		struct dns_name name;

		if (record.section == DNS_QUESTION || record.type != DNS_TYPE_NS ||
		    dns_name_read(&record.rdata, &name) != ANOMALY_NONE)
			continue;
		targets[count].len = name.len;
		memcpy(targets[count++].fold, name.fold, name.len);
	}
	return count;
}

static bool is_target(const struct target *targets, size_t count, const struct dns_name *owner)
{
	for (size_t i = 0; i < count; i++)
		if (targets[i].len == owner->len &&
		    memcmp(targets[i].fold, owner->fold, owner->len) == 0)
			return true;
	return false;
}

/* Keeps the name of an address record. */
static void keep(
    struct host_names *names, const struct address *address, const struct dns_name *owner)
{
	char text[DNS_NAME_TEXT_MAX];
	size_t text_len = escape_name(text, sizeof text, owner->fold, owner->len);
	/* A name that would be shortened was never on the wire like that. */
	if (text_len < HOST_TEXT_MAX - 4 && !strchr(text, '\\') && !host_names_is_full(names) &&
	    !host_names_from(names, address, HOST_SOURCE_NS))
		host_names_add_text(
		    names, address, HOST_SOURCE_NS, (struct source_ref){.record = 0}, text);
}

void server_names_learn(
    struct host_names *names, const uint8_t *bytes, size_t len, const struct dns_msg *msg)
{
	struct target targets[TARGETS_MAX];
	struct dns_record record;
	struct dns_walk walk;

	if (msg->seen[DNS_AUTHORITY] + msg->seen[DNS_ANSWER] == 0 ||
	    msg->seen[DNS_ADDITIONAL] == 0 || dns_opcode(msg->flags) != DNS_OPCODE_QUERY)
		return;
	size_t count = read_targets(targets, bytes, len, msg);
	dns_walk_start(&walk, bytes, len, msg);
	while (count > 0 && dns_walk_next(&walk, &record) == 1) {
		struct address address;
		struct dns_name owner;

		if (record.section != DNS_QUESTION &&
		    dns_rdata_address(record.type, record.rdata, &address) &&
		    dns_name_read(&record.owner, &owner) == ANOMALY_NONE &&
		    is_target(targets, count, &owner))
			keep(names, &address, &owner);
	}
}
