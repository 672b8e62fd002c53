#include "block_forms.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../view.h"
#include "name_bytes.h"

/* -- what all forms share -- */

static void put_head(struct out *out, const char *mark, const struct block *b, const char *use)
{
	out_print(out, "%s Made by dnsferret from a report on captures of %s to %s.\n%s %s\n", mark,
	    document_text(b->report, "coverage.from"), document_text(b->report, "coverage.to"),
	    mark, use);
}

/* The comment above the entries of a finding. Its texts are printable and have no line breaks. */
static void put_finding(struct out *out, const char *mark, const struct node *f)
{
	out_print(out, "\n%s %s  score %" PRId64 " %s, %s, %s to %s\n", mark,
	    document_text(f, "id"), document_integer(f, "score"), document_text(f, "level"),
	    document_text(f, "kind"), document_text(f, "first"), document_text(f, "last"));
	out_print(out, "%s   %s.\n", mark, view_kind_advice(document_text(f, "kind")));
}

/* What is blocked, and who else is hit. */
static void put_target(struct out *out, const char *mark, const struct node *f)
{
	int64_t others = document_integer(f, "block.other_clients");
	const char *server = block_server(f, 0);

	if (!block_domain(f, 0))
		out_print(
		    out, "%s   No domain is blocked: %s.\n", mark, document_text(f, "block.why"));
	else if (strcmp(document_text(f, "block.what"), "apex") == 0)
		out_print(out, "%s   Not the whole registered domain: %s.\n", mark,
		    document_text(f, "block.why"));
	if (others > 0)
		out_print(out, "%s   %" PRId64 " other client%s also quer%s names in it.\n", mark,
		    others, others == 1 ? "" : "s", others == 1 ? "ies" : "y");
	if (server)
		out_print(out, "%s   Block its server too, %s: dnsferret block %s --for nft\n",
		    mark, server, document_text(f, "id"));
}

static void put_left_out(struct out *out, const char *mark, const char *name)
{
	out_print(out, "%s omitted, this format cannot express it: ", mark);
	name_bytes_put(out, name);
	out_put(out, "\n");
}

typedef void put_domain(struct out *out, const struct node *finding, const char *domain);

/* Writes each finding: a comment, then its domains; domains that a format cannot express are listed
 * in a comment. */
static void put_all(
    struct out *out, const struct block *b, const char *mark, bool escapes, put_domain *put)
{
	for (size_t i = 0; i < b->count; i++) {
		const char *domain;

		put_finding(out, mark, b->findings[i]);
		put_target(out, mark, b->findings[i]);
		for (size_t d = 0; (domain = block_domain(b->findings[i], d)); d++) {
			if (escapes || name_bytes_is_host_name(domain))
				put(out, b->findings[i], domain);
			else
				put_left_out(out, mark, domain);
		}
	}
}

/* A saved report may have any text in place of an address. */
static bool is_address(const char *ip)
{
	return *ip && ip[strspn(ip, "0123456789abcdef.:")] == '\0';
}

/* The clients that are left out, and what to do instead. */
static void put_resolvers(struct out *out, const char *mark, const struct block *b)
{
	for (size_t i = 0; i < b->count; i++)
		for (const struct node *c = NULL; (c = block_client(b->findings[i], c));) {
			const char *ip = document_text(c, "ip");

			if (view_asks_for_others(c) && is_address(ip))
				out_print(out,
				    "%s %s left out, it asks for other hosts: find the client in "
				    "its query log.\n",
				    mark, ip);
		}
}

/* -- rpz: draft-vixie-dnsop-dns-rpz -- */

/* "32.53.0.99.10.rpz-nsip": prefix length, then the bytes in reverse order. IPv4 only. */
static void put_rpz_trigger(
    struct out *out, const char *mark, const char *ip, const char *trigger, const char *action)
{
	unsigned v[4];

	if (is_address(ip) && sscanf(ip, "%3u.%3u.%3u.%3u", &v[0], &v[1], &v[2], &v[3]) == 4)
		out_print(out, "%s32.%u.%u.%u.%u.%s CNAME %s\n", mark, v[3], v[2], v[1], v[0],
		    trigger, action);
}

static void put_rpz(struct out *out, const struct node *f, const char *domain)
{
	(void)f;
	name_bytes_put(out, domain);
	out_put(out, " CNAME .\n*.");
	name_bytes_put(out, domain);
	out_put(out, " CNAME .\n");
}

/* YYYYMMDDHH of the last packet: later captures get later serials, the same capture the same one.
 */
static uint32_t serial_of(const struct node *report)
{
	int year = 0, month = 0, day = 0, hour = 0;

	sscanf(document_text(report, "coverage.to"), "%4d-%2d-%2dT%2d", &year, &month, &day, &hour);
	return (uint32_t)(((year * 100 + month) * 100 + day) * 100 + hour);
}

void block_rpz(struct out *out, const struct block *b)
{
	put_head(
	    out, ";", b, "Load it as a response policy zone; names in it have no dot at the end.");
	out_print(out,
	    "$TTL 300\n@ SOA localhost. root.localhost. %" PRIu32
	    " 3600 600 86400 300\n@ NS localhost.\n",
	    serial_of(b->report));
	put_all(out, b, ";", true, put_rpz);
	for (size_t i = 0; i < b->count; i++)
		if (block_server(b->findings[i], 0))
			put_rpz_trigger(out, "", block_server(b->findings[i], 0), "rpz-nsip", ".");
	out_put(out, "\n; To drop every query of its clients, uncomment:\n");
	for (size_t i = 0; i < b->count; i++)
		for (const struct node *c = NULL; (c = block_client(b->findings[i], c));)
			if (!view_asks_for_others(c))
				put_rpz_trigger(out, "; ", document_text(c, "ip"), "rpz-client-ip",
				    "rpz-drop.");
	put_resolvers(out, ";", b);
}

/* -- resolvers -- */

static void put_unbound(struct out *out, const struct node *f, const char *domain)
{
	(void)f;
	out_put(out, "\tlocal-zone: \"");
	name_bytes_put(out, domain);
	out_put(out, "\" always_nxdomain\n");
}

void block_unbound(struct out *out, const struct block *b)
{
	put_head(out, "#", b, "Include it in unbound.conf, then unbound-control reload.");
	out_put(out, "server:\n");
	put_all(out, b, "#", true, put_unbound);
}

static void put_bind(struct out *out, const struct node *f, const char *domain)
{
	(void)f;
	out_put(out, "zone \"");
	name_bytes_put(out, domain);
	out_put(out, "\" { type primary; file \"/etc/bind/db.empty\"; };\n");
}

void block_bind(struct out *out, const struct block *b)
{
	put_head(out, "//", b, "Include it in named.conf, then rndc reconfig.");
	put_all(out, b, "//", false, put_bind);
}

static void put_dnsmasq(struct out *out, const struct node *f, const char *domain)
{
	(void)f;
	out_print(out, "address=/%s/\n", domain);
}

void block_dnsmasq(struct out *out, const struct block *b)
{
	put_head(out, "#", b, "Put it into dnsmasq.d, then restart dnsmasq.");
	put_all(out, b, "#", false, put_dnsmasq);
}

static void put_knot(struct out *out, const struct node *f, const char *domain)
{
	(void)f;
	out_print(
	    out, "policy.add(policy.suffix(policy.DENY, policy.todnames({'%s.'})))\n", domain);
}

void block_knot(struct out *out, const struct block *b)
{
	put_head(out, "--", b, "Load it from kresd.conf.");
	put_all(out, b, "--", false, put_knot);
}

static void put_windows(struct out *out, const struct node *f, const char *domain)
{
	out_print(out,
	    "Add-DnsServerQueryResolutionPolicy -Name 'dnsferret %s %s' -Action DENY -FQDN "
	    "'EQ,%s,*.%s'\n",
	    document_text(f, "id"), domain, domain, domain);
}

void block_windows(struct out *out, const struct block *b)
{
	put_head(out, "#", b, "Run it in PowerShell on the DNS server.");
	put_all(out, b, "#", false, put_windows);
}

/* -- nft -- */

static void put_element(struct out *out, const char *ip, bool v6, bool *any)
{
	if (!is_address(ip) || !strchr(ip, ':') == v6)
		return;
	out_print(out, "%s%s", *any ? ", " : "\t\telements = { ", ip);
	*any = true;
}

/* A resolver is no element: all its clients would be cut off. */
static void put_clients(struct out *out, const struct node *f, bool v6, bool *any)
{
	for (const struct node *c = NULL; (c = block_client(f, c));)
		if (!view_asks_for_others(c))
			put_element(out, document_text(c, "ip"), v6, any);
}

static void put_servers(struct out *out, const struct node *f, bool v6, bool *any)
{
	for (size_t i = 0; block_server(f, i); i++)
		put_element(out, block_server(f, i), v6, any);
}

static void put_set(struct out *out, const struct block *b, const char *name, bool v6,
    void (*put)(struct out *out, const struct node *f, bool v6, bool *any))
{
	bool any = false;

	out_print(out, "\tset %s%c {\n\t\ttype ipv%c_addr\n", name, v6 ? '6' : '4', v6 ? '6' : '4');
	for (size_t i = 0; i < b->count; i++)
		put(out, b->findings[i], v6, &any);
	out_put(out, any ? " }\n\t}\n" : "\t}\n");
}

/* Clients known only by the name of the computer have no address to drop. */
static void put_names(struct out *out, const struct block *b)
{
	for (size_t i = 0; i < b->count; i++)
		for (const struct node *c = document_members(b->findings[i], "clients"); c;
		     c = c->next)
			if (!is_address(document_text(c, "ip")))
				out_print(out, "# left out, because the log names no address: %s\n",
				    document_text(c, "ip"));
}

void block_nft(struct out *out, const struct block *b)
{
	put_head(out, "#", b,
	    "nft -f FILE on the router: drops all traffic from its clients and to its servers. "
	    "Resolvers are left out.");
	for (size_t i = 0; i < b->count; i++)
		put_finding(out, "#", b->findings[i]);
	put_resolvers(out, "#", b);
	put_names(out, b);
	out_put(out, "\ntable inet dnsferret {\n");
	put_set(out, b, "clients", false, put_clients);
	put_set(out, b, "clients", true, put_clients);
	put_set(out, b, "servers", false, put_servers);
	put_set(out, b, "servers", true, put_servers);
	out_put(out,
	    "\tchain forward {\n\t\ttype filter hook forward priority filter - 10; policy accept;\n"
	    "\t\tip saddr @clients4 drop\n\t\tip6 saddr @clients6 drop\n"
	    "\t\tip daddr @servers4 drop\n\t\tip6 daddr @servers6 drop\n\t}\n}\n");
}
