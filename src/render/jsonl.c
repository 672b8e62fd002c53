#include "formats.h"
#include "render/json_value.h"

/* Members of the first and of the last line; lists have one line per member. */
static const char *const begin[] = {"schema", "schema_version", "tool", "run", NULL};
static const char *const end[] = {"verdict", "complete", "accounting", "messages", "anomalies",
    "coverage", "forwarding", "activity", "rest", "findings_total", "below_min_level",
    "clients_total", "hosts_total", "domains_total", "known_total", "geo", "popular", "limits",
    NULL};
static const struct {
	const char *list, *type;
} lists[] = {
    {"inputs", "input"},
    {"findings", "finding"},
    {"clients", "client"},
    {"hosts", "host"},
    {"domains", "domain"},
    {"known", "known"},
    {"suppressed", "suppressed"},
    {"intel.lists", "intel_list"},
    {"intel.matches", "intel_match"},
    {"errors", "error"},
};

static void put_type(struct out *out, const char *type)
{
	out_print(out, "{\"type\":\"%s\"", type);
}

static void put_member(struct out *out, const struct node *member)
{
	out_put(out, ",");
	json_value_text(out, member->key);
	out_put(out, ":");
	json_value(out, member, false);
}

static void put_keys(
    struct out *out, const struct node *report, const char *type, const char *const *keys)
{
	put_type(out, type);
	for (; *keys; keys++) {
		const struct node *member = document_get(report, *keys);

		if (member)
			put_member(out, member);
	}
	out_put(out, "}\n");
}

static void put_row(struct out *out, const struct node *row, const char *type)
{
	put_type(out, type);
	/* an edited report may have a list for a map */
	for (const struct node *member = document_first(row); member; member = member->next)
		if (member->key)
			put_member(out, member);
	out_put(out, "}\n");
}

void jsonl_write(struct out *out, const struct node *report, const struct layout *layout)
{
	(void)layout;
	put_keys(out, report, "begin", begin);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		for (const struct node *row = document_members(report, lists[i].list); row;
		     row = row->next)
			put_row(out, row, lists[i].type);
	put_keys(out, report, "end", end);
}
