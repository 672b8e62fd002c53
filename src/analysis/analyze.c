#include "analysis/analyze.h"

#include <sched.h>
#include <stdio.h>

#include "analysis/allowlist.h"
#include "base/hash.h"
#include "dns/suffix.h"
#include "dns/text.h"
#include "base/exit_code.h"
#include "read/ingest.h"
#include "../cli/libraries.h"
#include "../cli/outputs.h"
#include "report/report.h"
#include "../cli/sandbox.h"
#include "../cli/signals.h"

/* Findings are listed down to the level asked for, so none is missed here. */
static bool reaches(const struct node *report, int fail_on)
{
	const struct node *f = document_members(report, "findings");

	for (; fail_on != LEVEL_NONE && f; f = f->next)
		if ((int)level_of((int)document_integer(f, "score")) >= fail_on)
			return true;
	return false;
}

/* Threads, those of the machine that may be used when none were named. */
static unsigned jobs_of(const struct options *o)
{
	cpu_set_t set;

	if (o->jobs > 0)
		return o->jobs;
	return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

/* The statistics, and at the end scores and report beside them, take so large a part each. */
#define STATS_SHARE    3
#define MEMORY_DEFAULT (UINT64_C(2) * 1024 * 1024 * 1024)

static uint64_t memory_of(const struct options *o)
{
	return o->memory > 0 ? o->memory : MEMORY_DEFAULT;
}

static struct score_options score_options_of(const struct options *o)
{
	struct score_options score = o->score;

	score.threads = jobs_of(o);

	/* What --fail-on asks about is listed, too. */
	score.min_level = (enum level)(
	    o->fail_on != LEVEL_NONE && o->fail_on < o->min_level ? o->fail_on : o->min_level);
	return score;
}

struct analysis {
	const struct options *options;
	const struct analyze_view *view;
	struct paths paths;
	struct outputs outputs;
	struct collection got;
	struct sandbox sandbox;
	struct allowlist allow;
};

static int write_report(struct analysis *s)
{
	const struct options *o = s->options;
	const struct provenance *e = &s->got.evidence;
	struct arena arena = {0};
	struct score_options score = score_options_of(o);
	struct report_library libraries[LIBRARIES_MAX];

	libraries_list(libraries);
	struct ranking *ranking = score_run(s->got.stats, &score, &arena);
	struct report_sources sources = {
	    .argv = o->argv,
	    .inputs = (const struct input *const *)e->inputs,
	    .input_count = e->input_count,
	    .accounting = &e->accounting,
	    .anomalies = &e->anomalies,
	    .stats = s->got.stats,
	    .ranking = ranking,
	    .options = &score,
	    .psl_version = suffix_version(s->got.suffix),
	    .sandbox = sandbox_state(&s->sandbox),
	    .interrupted = e->interrupted ? signals_name(e->interrupted) : NULL,
	    .min_level = score.min_level,
	    .port = e->port,
	    .libraries = libraries,
	    .hosts = &e->hosts,
	    .type_text = dns_type_text,
	};
	int code = provenance_exit_code(e);
	struct node *document = report_build(&arena, &sources);
	allowlist_apply(&s->allow, &arena, document);
	if (!e->interrupted && reaches(document, o->fail_on))
		code = EXIT_FOUND;
	if (s->view && s->view->trim)
		s->view->trim(document);
	if (s->view && s->view->take)
		s->view->take(s->view->take_ctx, document, code);
	else if (outputs_write(&s->outputs, document) != 0)
		code = EXIT_OUTPUT;
	score_fini(ranking);
	arena_fini(&arena);
	return code;
}

/* An interrupted run leaves none: what it lacks would be missing from the whole. */
static int write_partial(struct analysis *s)
{
	struct out *out = s->outputs.partial;

	if (!out || s->got.evidence.interrupted)
		return EXIT_CLEAN;
	partial_write(out, s->got.reading, &s->got.evidence, s->got.stats);
	s->outputs.partial = NULL;
	return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
}

/* What gave way is an anomaly like others; the frame is the one at hand when the first did. */
static void note_evicted(struct collection *g)
{
	struct source_ref first;
	uint64_t count = stats_evicted(g->stats, &first);

	if (count == 0)
		return;
	anomaly_note(&g->evidence.anomalies, ANOMALY_MEMORY_LIMIT, first);
	g->evidence.anomalies.count[ANOMALY_MEMORY_LIMIT] += count - 1;
}

/* With --partial alone nobody asks for scores. */
static bool is_judged(const struct analysis *s)
{
	return (s->view && s->view->take) || s->outputs.count > 0 ||
	       s->options->fail_on != LEVEL_NONE;
}

static int gather_and_judge(struct analysis *s)
{
	struct collection *g = &s->got;

	g->options = s->options;
	g->paths = &s->paths;
	g->jobs = jobs_of(s->options);
	g->secret = hash_secret_new();
	g->stats = stats_new(g->secret);
	stats_limit(g->stats, memory_of(s->options) / STATS_SHARE);
	int code = EXIT_CLEAN;
	if (s->view && s->view->gather)
		code = s->view->gather(g);
	else
		pipeline_run(g);
	note_evicted(g);
	if (code == EXIT_CLEAN && !provenance_any_readable(&g->evidence))
		code = provenance_exit_code(&g->evidence);
	if (code == EXIT_CLEAN) {
		stats_finalize(g->stats);
		int written = write_partial(s);
		code = is_judged(s) ? write_report(s) : provenance_exit_code(&g->evidence);
		code = written == EXIT_CLEAN ? code : written;
	}
	provenance_fini(&g->evidence);
	stats_free(g->stats);
	return code;
}

int analyze_run(const struct options *options, const struct analyze_view *view)
{
	struct analysis s = {.options = options, .view = view};
	struct err err;
	int code = EXIT_USAGE;

	if (paths_init(&s.paths, options, &err) == 0)
		code = view && view->take ? EXIT_CLEAN
					  : outputs_init(&s.outputs, options,
						view ? view->text : NULL, &s.paths, &err);
	if (code == EXIT_CLEAN) {
		s.got.suffix = suffix_new();
		if (allowlist_init(&s.allow, options, s.got.suffix, &err) != 0 ||
		    ingest_bpf(options, &s.got.bpf, &err) != 0 ||
		    sandbox_enter(&s.sandbox, options->sandbox, &s.paths, &s.outputs.paths, &err) !=
			0)
			code = EXIT_USAGE;
	}
	if (code == EXIT_CLEAN)
		code = gather_and_judge(&s);
	else
		fprintf(stderr, "dnsferret: %s\n", err.text);
	bpf_free(s.got.bpf);
	allowlist_fini(&s.allow);
	suffix_free(s.got.suffix);
	outputs_fini(&s.outputs);
	paths_fini(&s.paths);
	return code;
}
