#include "logs.h"

#include <inttypes.h>
#include <string.h>

#include "base/utc.h"
#include "report/log_words.h"

/* What a log may lack: a row for each fact, and what cannot be measured without it. */
static const struct {
	unsigned fact;      /* enum event_unknown */
	const char *absent; /* short, for lists */
	const char *what;   /* not measurable; NULL = nothing depends on it */
	const char *why;
} rows[] = {
    {UNKNOWN_RESPONSES, "whether a query was answered", "silence",
	"does not say whether a query was answered"},
    {UNKNOWN_ANSWERS, "answers", "data in answers", "has no answers: the data received is unknown"},
    {UNKNOWN_TIME, "time", "when, bursts and rhythm",
	"has no times: its order is all that is known of them"},
    {UNKNOWN_SERVER, "server", "dedicated server", "does not say which server was asked"},
    {UNKNOWN_TYPE, "query type", "share of TXT queries", "has no query types"},
    {UNKNOWN_NAME, "exact name", "exact names",
	"replaces or omits characters of some names: such names are not exact"},
    {UNKNOWN_ID, "message id", "ids of lookup tools", "has no message ids"},
    {UNKNOWN_FLAGS, "header flags", "who recurses", "has no header flags (RD, RA, AA)"},
    {UNKNOWN_TTL, "TTL", NULL, NULL},
    {UNKNOWN_SIZE, "message size", NULL, NULL},
    {UNKNOWN_RCODE, "response code", NULL, NULL},
    {UNKNOWN_PORT, "client port", NULL, NULL},
    {UNKNOWN_TRANSPORT, "transport", NULL, NULL},
};

/* Inputs of which pairs are compared. */
#define OVERLAPS_MAX 256

#define ROWS         (sizeof rows / sizeof *rows)
#define OF_RESPONSES (UNKNOWN_ANSWERS | UNKNOWN_TTL | UNKNOWN_RCODE)

/* What no message of the log says; a name counts as soon as one is not exact. */
static unsigned absent_of(const struct input_log *log)
{
	unsigned known = ((log->known_of_queries & ~OF_RESPONSES) |
			     (log->known_of_responses & ~UNKNOWN_RESPONSES)) &
			 ~UNKNOWN_NAME;

	if (!log->queries && !log->responses)
		return 0;
	if (!log->queries || log->responses)
		known |= UNKNOWN_RESPONSES;
	return ~(known | (log->inexact ? 0 : UNKNOWN_NAME)) & (UNKNOWN_END - 1);
}

static const char *zone_text(struct report_builder *p, const struct input_log *log)
{
	if (log->zone_missing && log->zone_given)
		return arena_print(p->arena, "%s (--log-tz)", log->zone);
	if (log->zone_missing)
		return "UTC (assumed)";
	return log->zone_stated ? "stated" : log->epoch ? "seconds since 1970" : NULL;
}

static const char *year_text(struct report_builder *p, const struct input_log *log)
{
	if (!log->year_missing)
		return NULL;
	if (log->year_stored)
		return arena_print(
		    p->arena, "%d (told by the date in the header of gzip or archive)", log->year);
	return log->year
		   ? arena_print(p->arena, "%d (given or from the name of the file)", log->year)
		   : LOG_YEAR_UNKNOWN;
}

static const char *resolution_text(const struct input_log *log)
{
	return log->resolution_ns >= NS_PER_SECOND ? "1 s"
	       : log->resolution_ns >= 1000000     ? "1 ms"
	       : log->resolution_ns >= 1000        ? "1 us"
						   : "1 ns";
}

struct node *logs_input(struct report_builder *p, const struct input *in)
{
	struct node *map = document_map(p->arena);
	unsigned absent = absent_of(&in->log);

	document_set_text(p->arena, map, "unit", in->log.records ? LOG_UNIT_RECORD : LOG_UNIT_LINE);
	document_set_text(p->arena, map, "zone", zone_text(p, &in->log));
	document_set_text(p->arena, map, "year", year_text(p, &in->log));
	document_set_text(
	    p->arena, map, "date_order", in->log.order_open ? "month before day (assumed)" : NULL);
	document_set_text(p->arena, map, "resolution", resolution_text(&in->log));
	struct node *list = document_set(map, "absent", document_list(p->arena));
	for (size_t i = 0; i < ROWS; i++)
		if (absent & rows[i].fact)
			document_push_text(p->arena, list, rows[i].absent);
	return map;
}

bool logs_of_servers(const struct report_builder *p)
{
	for (size_t i = 0; i < p->from->input_count; i++)
		if (p->from->inputs[i]->log.of_server)
			return true;
	return false;
}

static void add(struct report_builder *p, struct node *list, const char *what, const char *why)
{
	struct node *one = document_push(list, document_map(p->arena));

	document_set_text(p->arena, one, "what", what);
	document_set_text(p->arena, one, "why", why);
}

/* The input, and how many more of its format lack the same. */
static const char *whose(struct report_builder *p, size_t first, size_t more)
{
	const struct input *in = p->from->inputs[first];

	if (more == 0)
		return arena_print(p->arena, "%s (%s)", in->path, in->format);
	return arena_print(p->arena, "%s and %zu more (%s)", in->path, more, in->format);
}

typedef bool lacks_fn(const struct input_log *log, unsigned fact);

static bool lacks_fact(const struct input_log *log, unsigned fact)
{
	return absent_of(log) & fact;
}

static bool lacks_zone(const struct input_log *log, unsigned fact)
{
	(void)fact;
	return log->zone_missing && !log->zone_given;
}

static bool lacks_year(const struct input_log *log, unsigned fact)
{
	(void)fact;
	return log->year_missing && log->year == 0;
}

static bool lacks_order(const struct input_log *log, unsigned fact)
{
	(void)fact;
	return log->order_open;
}

/* One row for each format of which an input lacks it. */
static void add_lacking(struct report_builder *p, struct node *list, lacks_fn *lacks, unsigned fact,
    const char *what, const char *why)
{
	const struct input *const *all = (const struct input *const *)p->from->inputs;

	for (size_t i = 0; i < p->from->input_count; i++) {
		bool first = all[i]->log.is && lacks(&all[i]->log, fact);
		size_t more = 0;

		for (size_t k = 0; first && k < p->from->input_count; k++) {
			if (k == i || !all[k]->log.is || all[k]->format != all[i]->format ||
			    !lacks(&all[k]->log, fact))
				continue;
			first = k > i;
			more++;
		}
		if (first)
			add(p, list, what, arena_print(p->arena, "%s %s", whose(p, i, more), why));
	}
}

bool logs_has_times(const struct input *in)
{
	return in->packets > 0 && (!in->log.is || in->last_ns > 0);
}

static bool overlap(const struct input *x, const struct input *y)
{
	return x->packets > 0 && y->packets > 0 && x->first_ns < y->last_ns &&
	       y->first_ns < x->last_ns;
}

/* The first log and the first capture of the same time: what is in both counts twice. */
static void add_overlap(struct report_builder *p, struct node *list)
{
	const struct input *const *all = (const struct input *const *)p->from->inputs;

	for (size_t i = 0; i < p->from->input_count && i < OVERLAPS_MAX; i++)
		for (size_t k = 0; k < p->from->input_count && k < OVERLAPS_MAX; k++) {
			if (!all[i]->log.is || all[k]->log.is || !overlap(all[i], all[k]))
				continue;
			add(p, list, "counts",
			    arena_print(p->arena,
				"%s and %s are of the same time: a message that is in both counts "
				"twice",
				all[i]->path, all[k]->path));
			return;
		}
}

void logs_not_measurable(struct report_builder *p, struct node *list)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].what)
			add_lacking(p, list, lacks_fact, rows[i].fact, rows[i].what, rows[i].why);
	add_lacking(p, list, lacks_zone, 0, "time zone",
	    "states no time zone: its times are taken as UTC (--log-tz)");
	add_lacking(
	    p, list, lacks_year, 0, "year", "states no year: 1972 stands for it (--log-year)");
	add_overlap(p, list);
	add_lacking(p, list, lacks_order, 0, "order of day and month",
	    "does not show whether the day or the month comes first (--log-date)");
}
