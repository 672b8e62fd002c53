#include "client_host.h"

#include <ctype.h>
#include <string.h>

#include "base/host_names.h"
#include "base/memory.h"
#include "lines.h"
#include "view.h"

/* Different names that are shown; more are in the JSON report. */
#define NAMES_SHOWN 2
/* Columns of the name of a capture file. */
#define FILE_COLUMNS 24

const struct node *client_host_find(const struct node *report, const char *ip)
{
	const struct node *h = document_members(report, "hosts");

	while (h && strcmp(document_text(h, "ip"), ip) != 0)
		h = h->next;
	return h;
}

/* In quotes, which it cannot end. */
static void put_quoted(struct out *out, const char *name)
{
	out_put(out, "\"");
	for (; *name; name++)
		out_print(out, "%s%c", *name == '"' ? "\\" : "", *name == ' ' ? *NO_BREAK : *name);
	out_put(out, "\"");
}

/* The same first label, up to the length of a NetBIOS name. */
static bool is_same(const char *a, const char *b)
{
	int i = 0;

	for (; i < 15 && a[i] && a[i] != '.' && b[i] && b[i] != '.'; i++)
		if (tolower((unsigned char)a[i]) != tolower((unsigned char)b[i]))
			return false;
	return i == 15 || ((!a[i] || a[i] == '.') && (!b[i] || b[i] == '.'));
}

/* True if an earlier name is the same. */
static bool is_known(const struct node *host, const struct node *name)
{
	for (const struct node *n = document_members(host, "names"); n && n != name; n = n->next)
		if (is_same(document_text(n, "name"), document_text(name, "name")))
			return true;
	return false;
}

static const char *verb_of(const struct node *name)
{
	return document_bool(name, "itself") ? "says" : "named";
}

static const char *source_words(const char *source)
{
	for (int i = 0; i < HOST_SOURCE_COUNT; i++)
		if (strcmp(host_source_name((enum host_source)i), source) == 0)
			return host_source_words((enum host_source)i);
	return source;
}

/* "DHCP #12", with the file if there are several. */
static void put_source(struct out *out, const struct node *report, const struct node *said)
{
	int64_t packet = document_integer(said, "evidence.packet");
	char file[FILE_COLUMNS + 1];

	for (const char *c = source_words(document_text(said, "source")); *c; c++)
		out_write(out, *c == ' ' ? NO_BREAK : c, 1);
	if (document_count(report, "inputs") > 1)
		out_print(out, NO_BREAK "%s",
		    lines_shorten(
			view_base_name(view_input_path(report, document_get(said, "evidence"))),
			FILE_COLUMNS, file));
	if (packet > 0)
		out_print(out, NO_BREAK "#%lld", (long long)packet);
}

/* Returns what separates the next words. */
static const char *put_names(
    struct out *out, const struct node *report, const struct node *host, const char *before)
{
	size_t shown = 0, more = 0;
	const char *verb = "";

	for (const struct node *n = document_members(host, "names"); n; n = n->next) {
		if (is_known(host, n))
			continue;
		if (shown == NAMES_SHOWN) {
			more++;
			continue;
		}
		out_put(out, before);
		if (strcmp(verb, verb_of(n)) != 0)
			out_print(out, "%s" NO_BREAK, verb_of(n));
		else
			out_put(out, "also" NO_BREAK);
		verb = verb_of(n);
		put_quoted(out, document_text(n, "name"));
		out_put(out, ", ");
		put_source(out, report, n);
		before = "; ";
		shown++;
	}
	if (more > 0)
		out_print(
		    out, "; %zu" NO_BREAK "more" NO_BREAK "name%s", more, more == 1 ? "" : "s");
	return before;
}

/* The MAC address; of one that a router has, how many clients share it. */
static const char *put_mac(struct out *out, const struct node *host, const char *before)
{
	const char *mac = document_text(host, "mac");

	for (const struct node *m = document_members(host, "macs"); m; m = m->next) {
		bool router = document_bool(m, "router");

		if (strcmp(document_text(m, "mac"), mac) != 0 && !(router && !*mac))
			continue;
		out_print(out, "%sMAC" NO_BREAK "%s", before, document_text(m, "mac"));
		if (router)
			out_print(out, " of" NO_BREAK "a" NO_BREAK "router: %lld clients",
			    (long long)document_integer(m, "clients"));
		else if (document_bool(m, "locally_administered"))
			out_put(out, ", locally" NO_BREAK "administered");
		return "; ";
	}
	return before;
}

void client_host_put(struct out *out, const struct node *report, const struct node *client)
{
	static const char open[] = NO_BREAK "(";
	const struct node *host = client_host_find(report, document_text(client, "ip"));
	const char *before = open;

	if (!host) {
		client_host_put_name(out, report, client);
		return;
	}
	before = put_names(out, report, host, before);
	before = put_mac(out, host, before);
	if (before != open)
		out_put(out, ")");
}

void client_host_put_name(struct out *out, const struct node *report, const struct node *client)
{
	const struct node *host = client_host_find(report, document_text(client, "ip")),
			  *best = document_members(host, "names");
	const char *name = best ? document_text(best, "name") : document_text(client, "host");

	if (!*name)
		return;
	out_print(out, NO_BREAK "(%s" NO_BREAK, best ? verb_of(best) : "named");
	put_quoted(out, name);
	out_put(out, ")");
}

char *client_host_plain(const struct node *report, const struct node *client, bool brief)
{
	struct out *words = out_memory();

	(brief ? client_host_put_name : client_host_put)(words, report, client);
	char *text = memory_text(out_text(words, NULL));
	out_discard(words);
	return lines_plain(text);
}
