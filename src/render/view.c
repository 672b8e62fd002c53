#include "view.h"

#include "base/utc.h"
#include "lines.h"
#include "render/measure.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Columns of the name of a file. */
#define WHERE_FILE_COLUMNS 24

size_t view_count_levels(const struct node *report, const char *one, const char *other)
{
	size_t count = 0;

	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		const char *level = document_text(f, "level");

		count += strcmp(level, one) == 0 || strcmp(level, other) == 0;
	}
	return count;
}

bool view_nothing_read(const struct node *report)
{
	return document_integer(report, "messages.queries") == 0 &&
	       document_integer(report, "messages.responses") == 0;
}

bool view_judged(const struct node *report)
{
	return document_get(report, "findings") != NULL;
}

/* True if there are too few messages for a verdict. */
static bool is_too_small(const struct node *report)
{
	const struct node *n = document_members(report, "coverage.not_measurable");

	while (n && strcmp(document_text(n, "what"), REPORT_VERDICT) != 0)
		n = n->next;
	return n != NULL;
}

const char *view_nothing_words(const struct node *report)
{
	if (view_nothing_read(report))
		return "NOTHING TO JUDGE: no DNS message was read";
	if (!view_judged(report))
		return "CAPTURE HEALTH ONLY: no detection was run";
	if (is_too_small(report))
		return "INSUFFICIENT EVIDENCE: too few messages to judge";
	if (!document_bool(report, "complete"))
		return "NOTHING FOUND IN WHAT COULD BE READ";
	return "NOTHING FOUND";
}

const struct node *view_unread_next(const struct node *report, const struct node *from)
{
	const struct node *u = from ? from->next : document_members(report, "coverage.unread");

	while (u && (strcmp(document_text(u, "kind"), "mdns") == 0 ||
			strcmp(document_text(u, "kind"), "llmnr") == 0))
		u = u->next;
	return u;
}

bool view_asks_for_others(const struct node *client)
{
	const char *role = document_text(client, "role");

	return strcmp(role, "resolver") == 0 || strcmp(role, "forwarder") == 0;
}

const struct node *view_involved(const struct node *finding, bool for_others)
{
	int64_t left = document_integer(finding, "clients_involved");
	const struct node *c = document_members(finding, "clients");

	for (; c && left > 0; c = c->next, left--)
		if (view_asks_for_others(c) == for_others)
			return c;
	return NULL;
}

const char *view_kind_words(const char *kind)
{
	static const struct {
		const char *kind, *words;
	} table[] = {
	    {"tunnel", "two-way tunnel"},
	    {"c2", "command channel"},
	    {"exfiltration", "exfiltration"},
	    {"beacon", "beacon"},
	    {"staging", "payload staging"},
	    {"dga", "generated names"},
	    {"unclear", "unclassified"},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].kind, kind) == 0)
			return table[i].words;
	return kind;
}

const char *view_unicode(
    const struct layout *layout, const char *name, bool left, char out[VIEW_UNICODE_MAX])
{
	struct idn_name unicode;
	char text[IDN_NAME_TEXT_MAX];

	out[0] = '\0';
	if (!layout->utf8 || !idn_name_read(&unicode, name) || (left && unicode.right_to_left))
		return out;
	idn_name_text(&unicode, text);
	snprintf(out, VIEW_UNICODE_MAX, " (%s)", text);
	return out;
}

const char *view_kind_advice(const char *kind)
{
	static const struct {
		const char *kind, *advice;
	} table[] = {
	    {"tunnel", "isolate the client and keep its memory: the tunnel gives somebody a "
		       "network connection through it"},
	    {"c2", "isolate the client and keep its memory: it takes orders; look for the program "
		   "and for how it got there"},
	    {"exfiltration", "extract the packets and decode the names to learn which data left; "
			     "isolate the client to stop the rest"},
	    {"staging", "extract the responses: they carry a program or a script; look for it on "
			"the client's disk and in its memory"},
	    {"beacon", "look for the program that queries at this interval (services, scheduled "
		       "tasks), and for the same interval on other clients"},
	    {"dga", "look for the program that makes up these names; blocking the ones seen stops "
		    "nothing, but those that resolved lead to its server"},
	    {"unclear", "read the names first: this may be unusual software; act on the client if "
			"nothing explains them"},
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strcmp(table[i].kind, kind) == 0)
			return table[i].advice;
	return "";
}

bool view_baseline(const struct node *reason, char out[VIEW_BASELINE_MAX])
{
	const struct node *b = document_members(reason, "baseline");
	char figure[MEASURE_TEXT_MAX];

	if (!b || b->kind == NODE_NULL)
		return false;
	measure_text(b->key, document_number(b->parent, b->key), figure);
	for (char *c = figure; *c; c++)
		*c = *c == ' ' ? NO_BREAK[0] : *c;
	snprintf(out, VIEW_BASELINE_MAX, "%s", figure);
	return true;
}

int64_t view_bin(const struct node *n)
{
	const int64_t most = INT64_C(1) << 40;

	if (n->kind != NODE_INTEGER || n->number < 0)
		return 0;
	return n->number < most ? n->number : most;
}

const char *view_step(double step_s, char out[VIEW_STEP_MAX])
{
	static const struct {
		int64_t seconds;
		const char *unit;
	} units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}};

	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (fmod(step_s, (double)units[i].seconds) == 0) {
			snprintf(out, VIEW_STEP_MAX, "%" PRId64 NO_BREAK "%s",
			    (int64_t)step_s / units[i].seconds, units[i].unit);
			return out;
		}
	snprintf(out, VIEW_STEP_MAX, "%g" NO_BREAK "s", step_s);
	return out;
}

const struct node *view_input(const struct node *report, const struct node *evidence)
{
	const struct node *in = document_members(report, "inputs");

	for (int64_t left = document_integer(evidence, "input"); in && left > 0; left--)
		in = in->next;
	return in;
}

const char *view_input_path(const struct node *report, const struct node *evidence)
{
	return document_text(view_input(report, evidence), "path");
}

bool view_down_unknown(const struct node *finding)
{
	const struct node *volume = document_members(finding, "volume");

	for (; volume; volume = volume->next)
		if (strcmp(volume->key, "down_known") == 0)
			return true;
	return false;
}

bool view_only_logs(const struct node *report)
{
	return document_integer(report, "accounting.lines.total") > 0 &&
	       document_integer(report, "accounting.packets") == 0;
}

const char *view_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

const char *view_where(const struct node *evidence, char out[VIEW_WHERE_MAX])
{
	const struct node *report = evidence ? document_root(evidence) : NULL;
	char file[WHERE_FILE_COLUMNS + 1];

	lines_shorten(view_base_name(view_input_path(report, evidence)), WHERE_FILE_COLUMNS, file);
	snprintf(out, VIEW_WHERE_MAX, "%s%s%" PRId64, file,
	    document_integer(evidence, "line") > 0 ? ":" : " #",
	    document_integer(evidence, "packet"));
	return out;
}

const struct time_zone *view_zone_of(const struct layout *layout)
{
	const struct time_zone *z = layout->zone;

	return z && z->change_count == 0 && z->first_offset == 0 ? NULL : z;
}

const char *view_zone(
    const struct time_zone *zone, const struct node *report, char out[VIEW_ZONE_MAX])
{
	int64_t ns = 0;

	if (!zone || strchr("+-", zone->name[0])) {
		snprintf(out, VIEW_ZONE_MAX, "UTC%s", zone ? zone->name : "");
		return out;
	}
	utc_parse(document_text(report, "coverage.from"), &ns);
	int offset = time_zone_offset(zone, ns / NS_PER_SECOND);
	unsigned minutes = (unsigned)(offset < 0 ? -offset : offset) / 60;
	snprintf(out, VIEW_ZONE_MAX, "%s" NO_BREAK "(UTC%c%02u:%02u)", zone->name,
	    offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
	return out;
}

bool view_small_sample(const struct node *finding, char out[VIEW_SAMPLE_MAX])
{
	int64_t names = document_integer(finding, "sample.names"),
		queries = document_integer(finding, "sample.queries");
	char figure[FIGURE_MAX], other[FIGURE_MAX];

	if (!document_bool(finding, "sample.too_small"))
		return false;
	snprintf(out, VIEW_SAMPLE_MAX,
	    "%s unique name%s in %s quer%s: too few for a reliable score",
	    lines_count(names, figure), names == 1 ? "" : "s", lines_count(queries, other),
	    queries == 1 ? "y" : "ies");
	return true;
}
