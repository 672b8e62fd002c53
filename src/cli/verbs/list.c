#include <stdio.h>
#include <string.h>

#include "base/anomaly.h"
#include "base/exit_code.h"
#include "base/tunnel_ports.h"
#include "../options.h"
#include "../outputs.h"
#include "verbs.h"
#include "../explain_pages.h"
#include "log/log_reader.h"
#include "render/block.h"
#include "render/ioc.h"
#include "score/known_services.h"
#include "score/scorer.h"

/* Prints name and meaning of each row of a table, separated by a tab. */

static void print_pair(struct out *out, const char *name, const char *what)
{
	out_print(out, "%s\t%s\n", name, what);
}

static void list_formats(struct out *out)
{
	for (const struct writer *w = writer_table(); w->name; w++)
		out_print(out, "%s\t.%s\t%s\n", w->name, w->extension, w->what);
}

static void list_levels(struct out *out)
{
	for (enum level level = LEVEL_INFO; level <= LEVEL_CRITICAL; level++)
		out_print(out, "%s\tscore %d and above\n", level_name(level), level_floor(level));
}

static void list_anomalies(struct out *out)
{
	for (int a = 0; a < ANOMALY_COUNT; a++)
		print_pair(out, anomaly_name((enum anomaly)a), anomaly_what((enum anomaly)a));
}

static void list_detectors(struct out *out)
{
	size_t count;
	const struct scorer *const *scorers = scorer_table(&count);

	for (size_t i = 0; i < count; i++)
		print_pair(out, scorers[i]->name, scorers[i]->what);
}

/* All reason codes: detectors, floors and discounts. */
static void list_reasons(struct out *out)
{
	for (size_t i = 0; explain_pages_name(i); i++)
		out_print(out, "%s\n", explain_pages_name(i));
}

static void list_known(struct out *out)
{
	size_t count;
	const struct known_service *rows = known_services_table(&count);

	for (size_t i = 0; i < count; i++)
		out_print(out, "%s\t%s\t%s\t%s\n", rows[i].name, rows[i].suffix,
		    known_services_category_name(rows[i].category), rows[i].why);
}

static void list_fields(struct out *out)
{
#define FIELD(name, kind) out_put(out, #name "\n");
#include "fields.def"
#undef FIELD
}

static void list_logs(struct out *out)
{
	for (size_t i = 0; log_format_name(i); i++)
		print_pair(out, log_format_name(i), log_format_title(i));
}

static void list_tunnels(struct out *out)
{
	for (size_t i = 0; i < tunnel_ports_rows(); i++)
		if (tunnel_ports_name(i))
			print_pair(out, tunnel_ports_name(i), tunnel_ports_what(i));
}

static void list_blocks(struct out *out)
{
	for (const struct block_form *f = block_table(); f->name; f++)
		print_pair(out, f->name, f->what);
}

static void list_iocs(struct out *out)
{
	for (const struct ioc_form *f = ioc_table(); f->name; f++)
		print_pair(out, f->name, f->what);
}

static const struct {
	const char *name;
	void (*print)(struct out *out);
} lists[] = {
    {"formats", list_formats},
    {"levels", list_levels},
    {"anomalies", list_anomalies},
    {"detectors", list_detectors},
    {"reasons", list_reasons},
    {"known", list_known},
    {"fields", list_fields},
    {"logs", list_logs},
    {"tunnels", list_tunnels},
    {"blocks", list_blocks},
    {"iocs", list_iocs},
};

int list_run(const struct options *options)
{
	const char *name = options->read.operands.count == 1 ? options->read.operands.items[0] : "";

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		if (strcmp(lists[i].name, name) != 0)
			continue;
		struct out *out = out_stdout();

		lists[i].print(out);
		return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
	}
	fprintf(stderr, "dnsferret: usage: dnsferret list %s\n", options->verb->operands);
	return EXIT_USAGE;
}
