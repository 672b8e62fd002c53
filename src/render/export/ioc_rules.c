#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "render/csv_cell.h"
#include "base/memory.h"
#include "ioc_forms.h"
#include "../view.h"
#include "name_bytes.h"

/* -- CSV -- */

static void put_row(struct out *out, const struct node *f, const char *type, const char *value)
{
	out_print(out, "%s,", type);
	csv_cell(out, value);
	out_print(out, ",%s,%" PRId64 ",%s,%s,%s,%s\r\n", document_text(f, "id"),
	    document_integer(f, "score"), document_text(f, "level"), document_text(f, "kind"),
	    document_text(f, "first"), document_text(f, "last"));
}

void ioc_csv(struct out *out, const struct block *b)
{
	out_put(out, "type,value,finding,score,level,kind,first,last\r\n");
	for (size_t i = 0; i < b->count; i++) {
		const struct node *f = b->findings[i];
		const char *domain, *server = block_server(f, 0);

		for (size_t d = 0; (domain = block_domain(f, d)); d++)
			put_row(out, f, "domain", domain);
		if (server)
			put_row(out, f, "server", server);
		for (const struct node *c = NULL; (c = block_client(f, c));)
			if (!view_asks_for_others(c))
				put_row(out, f, "client", document_text(c, "ip"));
	}
}

/* -- Suricata -- */

/* Rule ids for local use are 1,000,000 to 1,999,999. */
#define SID_FIRST 1000000
#define SID_COUNT 1000000

/* The buffer dns.query has the bytes of the name with dots between labels; bytes that are not plain
 * are written in hexadecimal. */
static void put_content(struct out *out, const char *name)
{
	out_put(out, ".");
	for (int byte; (byte = name_bytes_next(&name)) != NAME_BYTES_END;) {
		if (byte == NAME_BYTES_DOT)
			out_put(out, ".");
		else
			out_print(out, name_bytes_plain(byte) ? "%c" : "|%02x|",
			    name_bytes_plain(byte) ? tolower(byte) : byte);
	}
}

/* Derived from the finding's ID, so the same in every run; if taken, the next free one in this
 * output. */
static uint32_t sid_of(const struct node *f, bool *used)
{
	const char *id = document_text(f, "id");
	uint32_t sid = (uint32_t)(strtoull(strlen(id) > 2 ? id + 2 : "", NULL, 16) % SID_COUNT);

	while (used[sid])
		sid = (sid + 1) % SID_COUNT;
	used[sid] = true;
	return SID_FIRST + sid;
}

static void put_rule(struct out *out, const struct node *f, const char *domain, uint32_t sid)
{
	out_print(out,
	    "alert dns any any -> any any (msg:\"dnsferret %s, score %" PRId64
	    "\"; dns.query; dotprefix; content:\"",
	    document_text(f, "id"), document_integer(f, "score"));
	put_content(out, domain);
	out_print(out,
	    "\"; nocase; endswith; classtype:trojan-activity; sid:%" PRIu32 "; rev:1;)\n", sid);
}

/* Any DNS to a server that is queried for nothing else. */
static void put_server_rule(struct out *out, const struct node *f, bool *used)
{
	const char *server = block_server(f, 0);

	if (server)
		out_print(out,
		    "alert dns any any -> %s any (msg:\"dnsferret %s, score %" PRId64
		    ", server\"; classtype:trojan-activity; sid:%" PRIu32 "; rev:1;)\n",
		    server, document_text(f, "id"), document_integer(f, "score"), sid_of(f, used));
}

void ioc_suricata(struct out *out, const struct block *b)
{
	bool *used = memory_new(SID_COUNT, sizeof *used);

	for (size_t i = 0; i < b->count; i++) {
		const char *domain;

		out_print(out, "# %s: ", document_text(b->findings[i], "id"));
		ioc_put_sentence(out, b->findings[i]);
		out_put(out, "\n");
		for (size_t d = 0; (domain = block_domain(b->findings[i], d)); d++)
			put_rule(out, b->findings[i], domain, sid_of(b->findings[i], used));
		put_server_rule(out, b->findings[i], used);
	}
	free(used);
}

/* -- Sigma -- */

/* In single quotes YAML has no escape but the doubled quote; in Sigma '*' and '?' are wildcards
 * unless escaped with a backslash, and a backslash is escaped by doubling it. */
static void put_value(struct out *out, const char *prefix, const char *name)
{
	out_print(out, "      - '%s", prefix);
	for (; *name; name++)
		out_put(out, *name == '\''           ? "''"
			     : strchr("*?\\", *name) ? (char[]){'\\', *name, '\0'}
						     : (char[]){*name, '\0'});
	out_put(out, "'\n");
}

/* The sentence in single quotes; nothing in it is a wildcard. */
static void put_description(struct out *out, const struct node *f)
{
	struct out *text = out_memory();

	ioc_put_sentence(text, f);
	out_put(out, "description: '");
	for (const char *c = out_text(text, NULL); *c; c++)
		out_put(out, *c == '\'' ? "''" : (char[]){*c, '\0'});
	out_put(out, "'\n");
	out_discard(text);
}

static void put_names(struct out *out, const struct node *f)
{
	const char *domain;

	out_put(out, "logsource:\n  category: dns\ndetection:\n  below:\n    query|endswith:\n");
	for (size_t d = 0; (domain = block_domain(f, d)); d++)
		put_value(out, ".", domain);
	out_put(out, "  itself:\n    query:\n");
	for (size_t d = 0; (domain = block_domain(f, d)); d++)
		put_value(out, "", domain);
	out_put(out, "  condition: below or itself\n");
}

/* A document for the domains or, if there is none, for the server. */
static void put_sigma(struct out *out, const struct node *f)
{
	const char *level = document_text(f, "level");
	char uuid[UUID_TEXT_MAX];

	out_print(out, "title: DNS channel %s\nid: %s\nstatus: experimental\n",
	    document_text(f, "id"), ioc_uuid("sigma", document_text(f, "id"), uuid));
	put_description(out, f);
	if (block_domain(f, 0))
		put_names(out, f);
	else
		out_print(out,
		    "logsource:\n  category: firewall\ndetection:\n  server:\n    dst_ip: '%s'\n"
		    "    dst_port: 53\n  condition: server\n",
		    block_server(f, 0));
	out_print(out, "level: %s\n", strcmp(level, "info") == 0 ? "informational" : level);
}

void ioc_sigma(struct out *out, const struct block *b)
{
	bool any = false;

	for (size_t i = 0; i < b->count; i++) {
		const struct node *f = b->findings[i];

		if (!block_domain(f, 0) && !block_server(f, 0)) {
			out_print(out, "# %s: names used once, nothing to detect it by\n",
			    document_text(f, "id"));
			continue;
		}
		out_put(out, any ? "---\n" : "");
		put_sigma(out, f);
		any = true;
	}
}
