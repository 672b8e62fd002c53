#include "study.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

#include "allow.h"
#include "base/conveyor.h"
#include "dns/suffix.h"
#include "dns/text.h"
#include "exit.h"
#include "ingest.h"
#include "libraries.h"
#include "outputs.h"
#include "report/report.h"
#include "sandbox.h"
#include "stats/stats.h"
#include "stop.h"

/* A message on its way to the statistics, with the name it would borrow. */
struct carried {
	struct dns_event event;
	struct dns_name name;
};

static void add_carried(void *stats, void *item)
{
	struct carried *m = item;

	if (m->event.qname)
		m->event.qname = &m->name;
	stats_add(stats, &m->event);
}

static void copy_name(struct dns_name *to, const struct dns_name *from)
{
	to->len = from->len;
	to->label_count = from->label_count;
	memcpy(to->offset, from->offset, from->label_count + 1u);
	memcpy(to->wire, from->wire, from->len);
	memcpy(to->fold, from->fold, from->len);
}

static bool carry_message(void *conveyor, const struct ingest_message *message)
{
	if (message->event->duplicate)
		return true;
	struct carried *m = conveyor_slot(conveyor);
	m->event = *message->event;
	if (m->event.qname)
		copy_name(&m->name, m->event.qname);
	conveyor_push(conveyor);
	return true;
}

static bool add_message(void *stats, const struct ingest_message *message)
{
	if (!message->event->duplicate)
		stats_add(stats, message->event);
	return true;
}

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

static struct score_options score_options_of(const struct options *o)
{
	struct score_options score = o->score;

	score.threads = jobs_of(o);

	/* What --fail-on asks about is listed, too. */
	score.min_level = (enum level)(
	    o->fail_on != LEVEL_NONE && o->fail_on < o->min_level ? o->fail_on : o->min_level);
	return score;
}

struct study {
	const struct options *options;
	const struct study_view *view;
	struct paths paths;
	struct outputs outputs;
	struct suffix *suffix;
	struct stats *stats;
	struct ingest in;
	struct sandbox sandbox;
	struct bpf *bpf;
	struct allow allow;
};

static int report(struct study *s)
{
	const struct options *o = s->options;
	struct ingest *in = &s->in;
	struct arena arena = {0};
	struct score_options score = score_options_of(o);
	struct report_library libraries[LIBRARIES_MAX];

	libraries_list(libraries);
	stats_settle(s->stats);
	struct ranking *ranking = score_run(s->stats, &score, &arena);
	struct report_sources sources = {
	    .argv = o->argv,
	    .inputs = (const struct input *const *)in->inputs,
	    .input_count = in->input_count,
	    .accounting = &in->accounting,
	    .anomalies = &in->anomalies,
	    .stats = s->stats,
	    .ranking = ranking,
	    .options = &score,
	    .psl_version = suffix_version(s->suffix),
	    .sandbox = sandbox_state(&s->sandbox),
	    .interrupted = in->interrupted ? stop_name(in->interrupted) : NULL,
	    .min_level = score.min_level,
	    .port = o->ports.first,
	    .libraries = libraries,
	    .hosts = &in->hosts,
	    .type_text = dns_type_text,
	};
	int code = ingest_exit_code(in);
	struct node *document = report_build(&arena, &sources);
	allow_apply(&s->allow, &arena, document);
	if (!in->interrupted && reaches(document, o->fail_on))
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

static int read_and_report(struct study *s)
{
	struct conveyor *conveyor = NULL;

	s->stats = stats_new(s->suffix);
	if (jobs_of(s->options) > 1)
		conveyor = conveyor_new(sizeof(struct carried), add_carried, s->stats);
	ingest_init(&s->in, s->options, s->bpf, conveyor ? carry_message : add_message,
	    conveyor ? (void *)conveyor : s->stats);
	s->bpf = NULL;
	ingest_read(&s->in, &s->paths);
	if (conveyor)
		conveyor_finish(conveyor);
	int code = ingest_any_readable(&s->in) ? report(s) : ingest_exit_code(&s->in);
	ingest_fini(&s->in);
	stats_free(s->stats);
	return code;
}

int study_run(const struct options *options, const struct study_view *view)
{
	struct study s = {.options = options, .view = view};
	struct err err;
	int code = EXIT_USAGE;

	if (paths_init(&s.paths, options, &err) == 0)
		code = view && view->take ? EXIT_CLEAN
					  : outputs_init(&s.outputs, options,
						view ? view->text : NULL, &s.paths, &err);
	if (code == EXIT_CLEAN) {
		s.suffix = suffix_new();
		if (allow_init(&s.allow, options, s.suffix, &err) != 0 ||
		    ingest_bpf(options, &s.bpf, &err) != 0 ||
		    sandbox_enter(&s.sandbox, options->sandbox, &s.paths, &s.outputs.paths, &err) !=
			0)
			code = EXIT_USAGE;
	}
	if (code == EXIT_CLEAN)
		code = read_and_report(&s);
	else
		fprintf(stderr, "dnsferret: %s\n", err.text);
	bpf_free(s.bpf);
	allow_fini(&s.allow);
	suffix_free(s.suffix);
	outputs_fini(&s.outputs);
	paths_fini(&s.paths);
	return code;
}
