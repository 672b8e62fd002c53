#include "report_run.h"

#include <sched.h>
#include <stdio.h>

#include "analysis/analyze.h"
#include "analysis/geo.h"
#include "analysis/indicators.h"
#include "analysis/partial.h"
#include "analysis/popular.h"
#include "analysis/resolved.h"
#include "base/exit_code.h"
#include "dns/suffix.h"
#include "libraries.h"
#include "outputs.h"
#include "read/ingest.h"
#include "sandbox.h"
#include "signals.h"

/* Findings are listed down to the --fail-on level, so none is missed here. */
static bool reaches(const struct node *report, int fail_on)
{
	const struct node *f = document_members(report, "findings");

	for (; fail_on != LEVEL_NONE && f; f = f->next)
		if ((int)level_of((int)document_integer(f, "score")) >= fail_on)
			return true;
	return false;
}

/* Number of threads: --jobs, or the available cores. */
static unsigned jobs_of(const struct options *o)
{
	cpu_set_t set;

	if (o->jobs > 0)
		return o->jobs;
	return sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

static struct score_options score_options_of(const struct options *o)
{
	struct score_options score = o->score;

	score.threads = jobs_of(o);

	/* Findings at the --fail-on level are always listed. */
	score.min_level = (enum level)(
	    o->fail_on != LEVEL_NONE && o->fail_on < o->min_level ? o->fail_on : o->min_level);
	return score;
}

struct run {
	const struct options *options;
	const struct report_view *view;
	struct paths paths;
	struct outputs outputs;
	struct collection got;
	struct sandbox sandbox;
	struct allowlist allow;
	struct indicators indicators;
	struct geo geo;
	struct popular popular;
};

static int write_report(struct run *s)
{
	const struct options *o = s->options;
	const struct provenance *e = &s->got.provenance;
	struct arena arena = {0};
	struct score_options score = score_options_of(o);
	struct report_library libraries[LIBRARIES_MAX];
	struct analysis_run run = {
	    .argv = o->argv,
	    .libraries = libraries,
	    .sandbox = sandbox_state(&s->sandbox),
	    .interrupted = e->interrupted ? signals_name(e->interrupted) : NULL,
	    .score = &score,
	    .allowlist = &s->allow,
	};
	struct ranking *ranking = NULL;
	bool health_only = s->view && s->view->health_only;
	int code = provenance_exit_code(e);

	libraries_list(libraries);
	struct node *document =
	    analyze_report(&s->got, &run, &arena, health_only ? NULL : &ranking);
	geo_annotate(&s->geo, resolved_beyond(s->got.resolved), &arena, document);
	popular_annotate(&s->popular, &arena, document);
	if (!e->interrupted && reaches(document, o->fail_on))
		code = EXIT_FOUND;
	if (s->view && s->view->take)
		s->view->take(s->view->take_ctx, document, code);
	else if (outputs_write(&s->outputs, document) != 0)
		code = EXIT_OUTPUT;
	if (ranking)
		score_fini(ranking);
	arena_fini(&arena);
	return code;
}

/* An interrupted run writes no partial result, because a merge would miss the rest. */
static int write_partial(struct run *s)
{
	struct out *out = s->outputs.partial;

	if (!out || s->got.provenance.interrupted)
		return EXIT_CLEAN;
	partial_write(out, s->got.reading, &s->got.provenance, s->got.stats);
	s->outputs.partial = NULL;
	return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
}

/* With --partial alone no scores are needed. */
static bool is_judged(const struct run *s)
{
	return (s->view && s->view->take) || s->outputs.count > 0 ||
	       s->options->fail_on != LEVEL_NONE;
}

static int collect_and_report(struct run *s)
{
	struct collection *c = &s->got;

	c->read = &s->options->read;
	c->paths = &s->paths;
	c->indicators = s->options->intel.count > 0 ? &s->indicators : NULL;
	c->keep_answers = s->geo.count > 0 && is_judged(s);
	c->jobs = jobs_of(s->options);
	int code = analyze_collect(c, s->view ? s->view->collect : NULL, s->options->memory);
	if (code == EXIT_CLEAN) {
		int written = write_partial(s);
		code = is_judged(s) ? write_report(s) : provenance_exit_code(&c->provenance);
		code = written == EXIT_CLEAN ? code : written;
	}
	analyze_fini(c);
	return code;
}

/* Matches are not part of a partial result, so a report from it would lack them. */
static int read_lists(struct run *s, struct err *err)
{
	const struct options *o = s->options;

	if (o->partial && o->intel.count > 0)
		return err_set(
		    err, "--intel: partial results hold no matches; leave out --partial");
	if (allowlist_init(&s->allow, &o->allow, &o->allow_domains, s->got.suffix, err) != 0)
		return -1;
	if (geo_init(&s->geo, &o->geoip, err) != 0 ||
	    popular_init(&s->popular, o->popular, err) != 0)
		return -1;
	return indicators_init(&s->indicators, &o->intel, s->got.suffix, err);
}

int report_run(const struct options *options, const struct report_view *view)
{
	struct run s = {.options = options, .view = view};
	struct err err;
	int code = EXIT_USAGE;

	if (paths_init(&s.paths, &options->read, &err) == 0)
		code = view && view->take ? EXIT_CLEAN
					  : outputs_init(&s.outputs, options, &s.paths, &err);
	if (code == EXIT_CLEAN) {
		s.got.suffix = suffix_new();
		if (read_lists(&s, &err) != 0 ||
		    ingest_bpf(&options->read, &s.got.bpf, &err) != 0 ||
		    sandbox_enter(&s.sandbox, options->sandbox, &s.paths, &s.outputs.paths, &err) !=
			0)
			code = EXIT_USAGE;
	}
	if (code == EXIT_CLEAN)
		code = collect_and_report(&s);
	else
		fprintf(stderr, "dnsferret: %s\n", err.text);
	bpf_free(s.got.bpf);
	allowlist_fini(&s.allow);
	indicators_fini(&s.indicators);
	geo_fini(&s.geo);
	popular_fini(&s.popular);
	suffix_free(s.got.suffix);
	outputs_fini(&s.outputs);
	paths_fini(&s.paths);
	return code;
}
