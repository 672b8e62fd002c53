#include "formats.h"

#include <string.h>

/* One line a finding (RFC 4180): the title and the path of what stands below it; a list is joined
 * by blanks. */
static const struct {
	const char *title, *path;
} columns[] = {
    {"rank", "rank"},
    {"id", "id"},
    {"level", "level"},
    {"score", "score"},
    {"kind", "kind"},
    {"registered", "domain.registered"},
    {"apex", "domain.apex"},
    {"campaign", "domain.campaign"},
    {"client", NULL}, /* of the first of `clients` */
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
    {"tshark", "filters.tshark"},
};
#define COLUMNS (sizeof columns / sizeof *columns)

/* A text a spreadsheet would take for a formula gets an apostrophe in front. */
static void put_text(struct out *out, const char *text)
{
	bool formula = *text && strchr("=+-@\t\r", *text);
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

static void put_list(struct out *out, const struct node *member)
{
	for (; member; member = member->next) {
		if (member->kind == NODE_TEXT)
			put_text(out, member->text);
		if (member->next)
			out_put(out, " ");
	}
}

static void put_cell(struct out *out, const struct node *value)
{
	char number[NUMBER_TEXT_MAX];

	if (!value || value->kind == NODE_NULL)
		return;
	if (value->kind == NODE_TEXT)
		put_text(out, value->text);
	else if (value->kind == NODE_LIST)
		put_list(out, value->first);
	else
		out_put(out, document_number_text(value, number));
}

void csv_write(struct out *out, const struct node *report, const struct layout *layout)
{
	(void)layout;
	for (size_t i = 0; i < COLUMNS; i++)
		out_print(out, "%s%s", i ? "," : "", columns[i].title);
	out_put(out, "\r\n");
	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		for (size_t i = 0; i < COLUMNS; i++) {
			out_put(out, i ? "," : "");
			put_cell(out, columns[i].path
					  ? document_get(f, columns[i].path)
					  : document_get(document_members(f, "clients"), "ip"));
		}
		out_put(out, "\r\n");
	}
}
