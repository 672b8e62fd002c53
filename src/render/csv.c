#include "client_host.h"
#include "formats.h"
#include "render/csv_cell.h"

#include <stdlib.h>
#include <string.h>

/* A table: title and path of each column; lists are joined with blanks. Ended by a row without a
 * title. */
struct column {
	const char *title, *path;
};

/* In place of a path: what is said about the client of a row, or about those of a finding. */
static const char HOST[] = "host", HOSTS[] = "hosts";

static const struct column findings[] = {
    {"rank", "rank"},
    {"id", "id"},
    {"level", "level"},
    {"score", "score"},
    {"kind", "kind"},
    {"registered", "domain.registered"},
    {"apex", "domain.apex"},
    {"campaign", "domain.campaign"},
    {"clients", "clients"}, /* the first ones, which show it */
    {"clients_involved", "clients_involved"},
    {"clients_total", "clients_total"},
    {"servers", "servers"},
    {"first", "first"},
    {"last", "last"},
    {"queries", "volume.queries"},
    {"responses", "volume.responses"},
    {"unique_names", "volume.unique_names"},
    {"up_bytes", "volume.up_bytes"},
    {"down_bytes", "volume.down_bytes"},
    {"burst_names", "burst.max_queries"},
    {"burst_at", "burst.at"},
    {"length_median", "length.median"},
    {"long_share", "length.long_share"},
    {"entropy_bits", "entropy.bits_per_char"},
    {"surprise_bits", "entropy.surprise_bits"},
    {"txt_ratio", "txt_ratio.value"},
    {"attack", "attack"},
    {"looks_like", "looks_like"},
    {"decoded_as", "decoded_as"},
    {"tshark", "filters.tshark"},
    {"hosts", HOSTS}, /* of the clients that show it */
    {NULL, NULL},
};

static const struct column clients[] = {
    {"rank", "rank"},
    {"ip", "ip"},
    {"level", "level"},
    {"score", "score"},
    {"role", "role"},
    {"findings", "findings"},
    {"queries", "queries"},
    {"responses", "responses"},
    {"domains", "domains"},
    {"txt_ratio", "txt_ratio"},
    {"burst_names", "max_burst.names"},
    {"burst_at", "max_burst.at"},
    {"not_dns_payloads", "not_dns.payloads"},
    {"host", HOST},
    {NULL, NULL},
};

static const struct column domains[] = {
    {"rank", "rank"},
    {"registered", "registered"},
    {"level", "level"},
    {"score", "score"},
    {"finding", "finding"},
    {"clients", "clients"},
    {"queries", "queries"},
    {"unique_names", "unique_names"},
    {NULL, NULL},
};

void csv_cell(struct out *out, const char *text)
{
	bool formula = *text && strchr("=+-@'\t\r", *text);
	bool quoted = text[strcspn(text, "\",\r\n")] != '\0';

	if (quoted)
		out_put(out, "\"");
	if (formula)
		out_put(out, "'");
	for (; *text; text++) {
		if (*text == '"')
			out_put(out, "\"");
		out_write(out, text, 1);
	}
	if (quoted)
		out_put(out, "\"");
}

/* Members of a list: texts, or maps represented by their address, ID or tool. */
static void put_list(struct out *out, const struct node *member, int64_t most)
{
	struct out *joined = out_memory();

	for (; member && most > 0; member = member->next, most--) {
		const char *text =
		    member->kind == NODE_TEXT ? member->text : document_text(member, "ip");

		text = *text ? text : document_text(member, "id");
		out_put(joined, *text ? text : document_text(member, "tool"));
		if (member->next && most > 1)
			out_put(joined, " ");
	}
	csv_cell(out, out_text(joined, NULL));
	out_discard(joined);
}

/* "says "LAPTOP-7", DHCP #12; MAC 00:00:5e:00:53:17" after `before` and, if it is one of several,
 * the address; false if nothing is said. */
static bool put_host(struct out *joined, const char *before, const struct node *client, bool named)
{
	char *words = client_host_plain(document_root(client), client, false);
	size_t len = strlen(words);

	if (len > 0 && named)
		out_print(joined, "%s%s: ", before, document_text(client, "ip"));
	if (len > 0) /* without the blank and the brackets */
		out_write(joined, words + 2, len - 3);
	free(words);
	return len > 0;
}

static void put_host_cell(struct out *out, const struct node *client)
{
	struct out *joined = out_memory();

	put_host(joined, "", client, false);
	csv_cell(out, out_text(joined, NULL));
	out_discard(joined);
}

static void put_hosts_cell(struct out *out, const struct node *finding)
{
	const struct node *client = document_members(finding, "clients");
	int64_t left = document_integer(finding, "clients_involved");
	struct out *joined = out_memory();
	bool any = false;

	for (; client && left > 0; client = client->next, left--)
		any |= put_host(joined, any ? " | " : "", client, true);
	csv_cell(out, out_text(joined, NULL));
	out_discard(joined);
}

static void put_cell(struct out *out, const struct node *row, const char *path)
{
	const struct node *value = document_get(row, path);
	bool show_it = strcmp(path, "clients") == 0;
	char number[NUMBER_TEXT_MAX];

	if (!value || value->kind == NODE_NULL)
		return;
	if (value->kind == NODE_TEXT)
		csv_cell(out, value->text);
	else if (value->kind == NODE_LIST)
		put_list(out, document_first(value),
		    show_it ? document_integer(row, "clients_involved") : INT64_MAX);
	else
		out_put(out, document_number_text(value, number));
}

static void put_table(struct out *out, const struct node *row, const struct column *columns)
{
	for (const struct column *c = columns; c->title; c++)
		out_print(out, "%s%s", c == columns ? "" : ",", c->title);
	out_put(out, "\r\n");
	for (; row; row = row->next) {
		for (const struct column *c = columns; c->title; c++) {
			out_put(out, c == columns ? "" : ",");
			if (c->path == HOST)
				put_host_cell(out, row);
			else if (c->path == HOSTS)
				put_hosts_cell(out, row);
			else
				put_cell(out, row, c->path);
		}
		out_put(out, "\r\n");
	}
}

void csv_write(struct out *out, const struct node *report, const struct layout *layout)
{
	(void)layout;
	put_table(out, document_members(report, "findings"), findings);
}

void csv_clients_write(struct out *out, const struct node *report, const struct layout *layout)
{
	(void)layout;
	put_table(out, document_members(report, "clients"), clients);
}

void csv_domains_write(struct out *out, const struct node *report, const struct layout *layout)
{
	(void)layout;
	put_table(out, document_members(report, "domains"), domains);
}
