#include <stdio.h>

#include "dns/suffix.h"
#include "exit.h"
#include "ingest.h"
#include "outputs.h"
#include "report/report.h"
#include "stats/stats.h"
#include "stop.h"

static bool add_message(void *stats, const struct ingest_message *message)
{
	stats_add(stats, message->event);
	return true;
}

static bool reaches(const struct ranking *ranking, int fail_on)
{
	for (size_t i = 0; fail_on != LEVEL_NONE && i < ranking->finding_count; i++)
		if ((int)ranking->findings[i].level >= fail_on)
			return true;
	return false;
}

static struct score_options score_options_of(const struct options *o)
{
	struct score_options score = o->score;

	/* What --fail-on asks about must be built even when it is not shown. */
	score.min_level = (enum level)(
	    o->fail_on != LEVEL_NONE && o->fail_on < o->min_level ? o->fail_on : o->min_level);
	return score;
}

static int exit_code_of(const struct ingest *in, const struct ranking *ranking, int fail_on)
{
	if (in->interrupted)
		return EXIT_SIGNAL + in->interrupted;
	if (reaches(ranking, fail_on))
		return EXIT_FOUND;
	return ingest_is_complete(in) ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

static int report(const struct options *o, const struct ingest *in, struct stats *stats,
    const struct suffix *suffix, struct outputs *outputs)
{
	struct arena arena = {0};
	struct score_options score = score_options_of(o);

	stats_settle(stats);
	const struct ranking *ranking = score_run(stats, &score, &arena);
	struct report_sources sources = {
	    .argv = o->argv,
	    .inputs = (const struct input *const *)in->inputs,
	    .input_count = in->input_count,
	    .accounting = &in->accounting,
	    .anomalies = &in->anomalies,
	    .stats = stats,
	    .ranking = ranking,
	    .options = &score,
	    .psl_version = suffix_version(suffix),
	    .interrupted = in->interrupted ? stop_name(in->interrupted) : NULL,
	    .min_level = (enum level)o->min_level,
	    .port = o->ports.first,
	};
	int code = exit_code_of(in, ranking, o->fail_on);
	if (outputs_write(outputs, report_build(&arena, &sources)) != 0)
		code = EXIT_OUTPUT;
	arena_fini(&arena);
	return code;
}

static int read_and_report(
    const struct options *o, const struct paths *paths, struct outputs *outputs)
{
	struct suffix *suffix = suffix_new();
	struct stats *stats = stats_new(suffix);
	struct ingest in;
	int code = EXIT_UNREADABLE;

	ingest_init(&in, o, add_message, stats);
	ingest_read(&in, paths);
	if (ingest_any_readable(&in))
		code = report(o, &in, stats, suffix, outputs);
	else if (in.interrupted)
		code = EXIT_SIGNAL + in.interrupted;
	else if (in.input_count == 0)
		fputs("dnsferret: there is no capture to read\n", stderr);
	ingest_fini(&in);
	stats_free(stats);
	suffix_free(suffix);
	return code;
}

int scan_run(const struct options *options)
{
	struct paths paths;
	struct outputs outputs = {0};
	struct err err;
	int code = EXIT_USAGE;

	if (paths_init(&paths, options, &err) == 0)
		code = outputs_init(&outputs, options, &paths, &err);
	if (code == EXIT_CLEAN)
		code = read_and_report(options, &paths, &outputs);
	else
		fprintf(stderr, "dnsferret: %s\n", err.text);
	outputs_fini(&outputs);
	paths_fini(&paths);
	return code;
}
