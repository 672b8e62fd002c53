#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ioc_forms.h"
#include "render/json_value.h"
#include "report/levels.h"
#include "../view.h"

#define MISP_DATE_LEN 10

static void put_member(struct out *out, const char *key, const char *text)
{
	out_print(out, ",\"%s\":", key);
	json_value_text(out, text);
}

/* -- STIX 2.1 -- */

/* A string in a pattern (STIX 2.1 section 9): quotes and backslashes are escaped with a backslash.
 */
static void put_pattern(struct out *out, const char *type, const char *value)
{
	struct out *pattern = out_memory();

	out_print(pattern, "[%s:value = '", type);
	for (; *value; value++)
		out_print(pattern, *value == '\'' || *value == '\\' ? "\\%c" : "%c", *value);
	out_put(pattern, "']");
	json_value_text(out, out_text(pattern, NULL));
	out_discard(pattern);
}

/* The time, or 1970 if the report has none: STIX requires one. */
static const char *time_of(const struct node *f, const char *key)
{
	const char *time = document_text(f, key);

	return *time ? time : "1970-01-01T00:00:00Z";
}

static void put_indicator(struct out *out, const struct node *f, const char *type,
    const char *value, const char *identity)
{
	char uuid[UUID_TEXT_MAX];

	out_print(out,
	    ",\n{\"type\":\"indicator\",\"spec_version\":\"2.1\",\"id\":\"indicator--%s\","
	    "\"created_by_ref\":\"identity--%s\"",
	    ioc_uuid_of(type, f, value, uuid), identity);
	put_member(out, "created", time_of(f, "last"));
	put_member(out, "modified", time_of(f, "last"));
	put_member(out, "name", value);
	out_put(out, ",\"description\":");
	ioc_put_json_sentence(out, f, value, "");
	out_put(out, ",\"indicator_types\":[\"malicious-activity\"],\"pattern\":");
	put_pattern(out, type, value);
	out_put(out, ",\"pattern_type\":\"stix\"");
	put_member(out, "valid_from", time_of(f, "first"));
	out_print(out,
	    ",\"confidence\":%" PRId64 ",\"external_references\":[{\"source_name\":"
	    "\"dnsferret\",\"external_id\":",
	    document_integer(f, "score"));
	json_value_text(out, document_text(f, "id"));
	out_put(out, "}]}");
}

void ioc_stix(struct out *out, const struct block *b)
{
	struct out *ids = out_memory();
	char uuid[UUID_TEXT_MAX], identity[UUID_TEXT_MAX];
	const char *first =
	    b->count > 0 ? time_of(b->findings[0], "first") : "1970-01-01T00:00:00Z";

	for (size_t i = 0; i < b->count; i++)
		out_print(ids, "%s ", document_text(b->findings[i], "id"));
	ioc_uuid("identity", "dnsferret", identity);
	out_print(out,
	    "{\"type\":\"bundle\",\"id\":\"bundle--%s\",\"objects\":[\n{\"type\":\"identity\","
	    "\"spec_version\":\"2.1\",\"id\":\"identity--%s\"",
	    ioc_uuid("bundle", out_text(ids, NULL), uuid), identity);
	put_member(out, "created", first);
	put_member(out, "modified", first);
	out_put(out, ",\"name\":\"dnsferret\",\"identity_class\":\"system\"}");
	for (size_t i = 0; i < b->count; i++) {
		const struct node *f = b->findings[i];
		const char *domain, *server = block_server(f, 0);

		for (size_t d = 0; (domain = block_domain(f, d)); d++)
			put_indicator(out, f, "domain-name", domain, identity);
		if (server)
			put_indicator(out, f, strchr(server, ':') ? "ipv6-addr" : "ipv4-addr",
			    server, identity);
	}
	out_put(out, "\n]}\n");
	out_discard(ids);
}

/* -- MISP core format -- */

static void put_attribute(struct out *out, const struct node *f, const char *type,
    const char *value, const char *separator)
{
	char uuid[UUID_TEXT_MAX];

	out_print(out,
	    "%s\n{\"uuid\":\"%s\",\"type\":\"%s\",\"category\":\"Network activity\","
	    "\"to_ids\":true",
	    separator, ioc_uuid_of("misp-attribute", f, value, uuid), type);
	put_member(out, "value", value);
	put_member(out, "first_seen", document_text(f, "first"));
	put_member(out, "last_seen", document_text(f, "last"));
	out_put(out, ",\"comment\":");
	ioc_put_json_sentence(out, f, value, "");
	out_put(out, "}");
}

/* 1 high, 2 medium, 3 low. */
static int threat_of(const struct block *b)
{
	int64_t best = 0;

	for (size_t i = 0; i < b->count; i++)
		if (document_integer(b->findings[i], "score") > best)
			best = document_integer(b->findings[i], "score");
	return levels_urgent(best) ? 1 : levels_matter(best) ? 2 : 3;
}

void ioc_misp(struct out *out, const struct block *b)
{
	struct out *ids = out_memory();
	char uuid[UUID_TEXT_MAX], date[MISP_DATE_LEN + 1];
	bool any = false;

	for (size_t i = 0; i < b->count; i++)
		out_print(ids, "%s%s", i ? ", " : "", document_text(b->findings[i], "id"));
	snprintf(date, sizeof date, "%.10s",
	    b->count > 0 ? time_of(b->findings[0], "first") : "1970-01-01");
	out_print(
	    out, "{\"Event\":{\"uuid\":\"%s\"", ioc_uuid("misp-event", out_text(ids, NULL), uuid));
	put_member(out, "date", date);
	out_print(out,
	    ",\"info\":\"DNS used as a channel: %zu finding%s by "
	    "dnsferret\",\"threat_level_id\":\"%d\","
	    "\"analysis\":\"1\",\"distribution\":\"0\",\"Attribute\":[",
	    b->count, b->count == 1 ? "" : "s", threat_of(b));
	for (size_t i = 0; i < b->count; i++) {
		const struct node *f = b->findings[i];
		const char *domain, *server = block_server(f, 0);

		for (size_t d = 0; (domain = block_domain(f, d)); d++, any = true)
			put_attribute(out, f, "domain", domain, any ? "," : "");
		if (server)
			put_attribute(out, f, "ip-dst", server, any ? "," : "");
	}
	out_put(out, "\n]}}\n");
	out_discard(ids);
}

/* -- events -- */

/* The next client that an event may name. A resolver is none: a score would follow the host that
 * everybody asks. */
static const struct node *event_client(const struct node *f, const struct node *after)
{
	const struct node *c = block_client(f, after);

	while (c && view_asks_for_others(c))
		c = block_client(f, c);
	return c;
}

/* What an event says that names no client. */
static const char *without_client(const struct node *client)
{
	return client ? "" : "; seen at a resolver, which names the client in its query log";
}

static const struct node *client_at(const struct node *f, const char *ip)
{
	const struct node *c = event_client(f, NULL);

	while (c && strcmp(document_text(c, "ip"), ip) != 0)
		c = event_client(f, c);
	return c;
}

/* -- Timesketch -- */

/* `client` may be NULL. */
static void put_moment(struct out *out, const struct node *f, const char *time, const char *desc,
    const struct node *client)
{
	const char *domain = block_domain(f, 0) ? block_domain(f, 0) : "";

	out_put(out, "{\"message\":");
	ioc_put_json_sentence(out, f, domain, without_client(client));
	put_member(out, "datetime", time);
	put_member(out, "timestamp_desc", desc);
	put_member(out, "finding", document_text(f, "id"));
	out_print(out, ",\"score\":%" PRId64, document_integer(f, "score"));
	put_member(out, "domain", domain);
	if (client)
		put_member(out, "src_ip", document_text(client, "ip"));
}

/* The client is the source and the server the destination, also of a response. */
static void put_sighting(struct out *out, const struct node *f, const struct node *e)
{
	bool response = document_bool(e, "response");

	put_moment(out, f, time_of(e, "time"), response ? "DNS Response" : "DNS Query",
	    client_at(f, document_text(e, response ? "dst" : "src")));
	put_member(out, "dst_ip", document_text(e, response ? "src" : "dst"));
	put_member(out, "dns_query", document_text(e, "qname"));
	put_member(out, "dns_type", document_text(e, "qtype"));
	out_print(out, ",\"packet\":%" PRId64 "}\n", document_integer(e, "packet"));
}

void ioc_timesketch(struct out *out, const struct block *b)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct node *f = b->findings[i], *client = event_client(f, NULL);

		put_moment(out, f, time_of(f, "first"), "First Seen", client);
		out_put(out, "}\n");
		for (const struct node *e = document_members(f, "evidence"); e; e = e->next)
			put_sighting(out, f, e);
		put_moment(out, f, time_of(f, "last"), "Last Seen", client);
		out_put(out, "}\n");
	}
}

/* -- ECS -- */

/* `type` and `value` are the indicator; NULL if the finding has none. `client` may be NULL. */
static void put_alert(struct out *out, const struct node *f, const struct node *client,
    const char *type, const char *value)
{
	const struct node *server = document_members(f, "servers");

	out_put(out, "{\"@timestamp\":");
	json_value_text(out, time_of(f, "last"));
	out_put(out,
	    ",\"ecs\":{\"version\":\"8.11.0\"},\"event\":{\"kind\":\"alert\",\"category\":["
	    "\"network\"],"
	    "\"type\":[\"info\"],\"module\":\"dnsferret\",\"dataset\":\"dnsferret.finding\"");
	put_member(out, "id", document_text(f, "id"));
	put_member(out, "start", time_of(f, "first"));
	put_member(out, "end", time_of(f, "last"));
	out_print(out,
	    ",\"risk_score\":%" PRId64 "},\"rule\":{\"category\":", document_integer(f, "score"));
	json_value_text(out, document_text(f, "kind"));
	put_member(out, "id", document_text(f, "id"));
	out_put(out, "},\"network\":{\"protocol\":\"dns\"");
	if (client) {
		out_put(out, "},\"client\":{\"ip\":");
		json_value_text(out, document_text(client, "ip"));
		out_put(out, "},\"source\":{\"ip\":");
		json_value_text(out, document_text(client, "ip"));
	}
	if (server && !server->next) {
		out_put(out, "},\"destination\":{\"ip\":");
		json_value_text(out, server->text);
	}
	out_put(out, "},\"dns\":{\"type\":\"query\"");
	if (!document_get(f, "pool.domains")) {
		out_put(out, ",\"question\":{\"registered_domain\":");
		json_value_text(out, document_text(f, "domain.registered"));
		out_put(out, "}");
	}
	out_put(out, "}");
	if (type) {
		out_print(out, ",\"threat\":{\"indicator\":{\"type\":\"%s\",\"%s\":", type,
		    strcmp(type, "domain-name") == 0 ? "name" : "ip");
		json_value_text(out, value);
		out_put(out, "}}");
	}
	out_put(out, ",\"message\":");
	ioc_put_json_sentence(out, f, type ? value : "", without_client(client));
	out_put(out, "}\n");
}

static void put_alerts(struct out *out, const struct node *f, const struct node *client)
{
	const char *domain, *server = block_server(f, 0);

	for (size_t d = 0; (domain = block_domain(f, d)); d++)
		put_alert(out, f, client, "domain-name", domain);
	if (server)
		put_alert(out, f, client, strchr(server, ':') ? "ipv6-addr" : "ipv4-addr", server);
	if (!server && !block_domain(f, 0))
		put_alert(out, f, client, NULL, NULL);
}

void ioc_ecs(struct out *out, const struct block *b)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct node *c = event_client(b->findings[i], NULL);

		do
			put_alerts(out, b->findings[i], c);
		while (c && (c = event_client(b->findings[i], c)));
	}
}
