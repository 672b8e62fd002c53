#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/memory.h"
#include "capture/pcap_writer.h"
#include "capture/pcapng_writer.h"
#include "base/exit_code.h"
#include "../outputs.h"
#include "../extract_lines.h"
#include "../extract_select.h"
#include "../sandbox.h"
#include "verbs.h"
#include "analysis/report_check.h"
#include "analysis/report_file.h"

/* "frame ", a number and the NUL. */
#define FRAME_TEXT_MAX 32

struct extract {
	const struct options *options; /* with only the paths as operands */
	struct texts ids, captures;
	struct arena arena;
	const struct node *report;
	const struct node **findings;
	size_t finding_count;
	struct paths paths;
	struct sandbox sandbox;
	struct bpf *bpf;
	struct extract_select picks;
	struct parsed_message message; /* the current one of the first pass */
	struct ingest first;           /* the first pass, kept for its data on the inputs */
	struct out *out;
	bool to_stdout, as_pcap, mixed; /* `mixed`: more link types than a pcap file can have */
	struct pcapng_writer writer;
	struct pcap_writer pcap;
	char *comment; /* buffer for the IDs of all findings and a frame number */
	size_t comment_max;
	size_t section;         /* input of the current section, plus one; 0 = none */
	enum extract_kind kind; /* of what is written, told by the first */
	uint64_t packets;       /* or lines, or records */
	uint64_t left_out;      /* of another kind */
	bool incomplete;
};

/* -- the command line -- */

/* A path that looks like an ID has to be written as ./F-0123. */
static void sort_operands(struct extract *x, const struct options *o)
{
	for (size_t i = 0; i < o->read.operands.count; i++)
		texts_push(report_file_is_id(o->read.operands.items[i]) ? &x->ids : &x->captures,
		    o->read.operands.items[i]);
}

static bool ends_in_any(const char *path, const char *const *extensions)
{
	size_t len = strlen(path);

	for (; *extensions; extensions++) {
		size_t tail = strlen(*extensions);

		if (len > tail && strcasecmp(path + len - tail, *extensions) == 0)
			return true;
	}
	return false;
}

static int check_usage(const struct extract *x, const struct options *o, struct err *err)
{
	if (x->ids.count == 0 || !o->report)
		return err_set(
		    err, "usage: dnsferret extract F-ID... --report FILE -o FILE PATH...");
	if (o->outputs.count != 1)
		return err_set(
		    err, "extract: exactly one -o FILE.pcapng, -o FILE.pcap or -o - is required");
	if (ends_in_any(o->outputs.items[0],
		(const char *const[]){".gz", ".zst", ".xz", ".lz4", ".bz2", ".zip", NULL}))
		return err_set(err, "extract writes no compressed files: use -o - and a pipe");
	if (strcmp(o->outputs.items[0], "-") == 0 && isatty(STDOUT_FILENO))
		return err_set(err, "extract: standard output is a terminal");
	if (x->captures.count == 0 && !o->read.files_from)
		return err_set(err, "extract: the captures of the report must be given");
	return 0;
}

/* Captures are read twice, which standard input cannot be. */
static int check_paths(const struct paths *paths, struct err *err)
{
	for (size_t i = 0; i < paths->count; i++)
		if (strcmp(paths->items[i].name, "-") == 0)
			return err_set(
			    err, "extract reads captures twice, so standard input cannot be used");
	return 0;
}

/* Says which domains, and which clients that show a finding, are not in the report and so cannot be
 * selected. */
static void tell_unlisted(struct extract *x)
{
	for (size_t i = 0; i < x->finding_count; i++) {
		const struct node *f = x->findings[i];
		int64_t involved = document_integer(f, "clients_involved"),
			listed = (int64_t)document_count(f, "clients");

		if (document_integer(f, "pool.domains_total") >
		    (int64_t)document_count(f, "pool.domains")) {
			x->incomplete = true;
			fprintf(stderr,
			    "dnsferret: %s: the report lists %zu of %" PRId64
			    " domains; the packets of the others are left out\n",
			    document_text(f, "id"), document_count(f, "pool.domains"),
			    document_integer(f, "pool.domains_total"));
		}
		if (involved <= listed || involved == document_integer(f, "clients_total"))
			continue;
		x->incomplete = true;
		fprintf(stderr,
		    "dnsferret: %s: the report lists %" PRId64 " of %" PRId64
		    " clients; the packets of the others are left out\n",
		    document_text(f, "id"), listed, involved);
	}
}

static int open_report(struct extract *x, struct err *err)
{
	int code = report_file_load(&x->arena, x->options->report, &x->report, err);

	if (code != EXIT_CLEAN)
		return code;
	x->findings = report_file_findings(x->report, &x->ids, &x->finding_count, err);
	if (!x->findings || report_check(x->report, x->findings, x->finding_count, err) != 0)
		return EXIT_USAGE;
	if (extract_select_init(&x->picks, x->findings, x->finding_count) != 0) {
		err_set(
		    err, "%s: invalid domain name or client address in report", x->options->report);
		return EXIT_USAGE;
	}
	tell_unlisted(x);
	return EXIT_CLEAN;
}

static int open_rest(struct extract *x, struct err *err)
{
	if (paths_init(&x->paths, &x->options->read, err) != 0 ||
	    check_paths(&x->paths, err) != 0 || ingest_bpf(&x->options->read, &x->bpf, err) != 0)
		return EXIT_USAGE;
	const char *path = x->options->outputs.items[0];
	struct texts written = {0};

	x->to_stdout = strcmp(path, "-") == 0;
	x->as_pcap = ends_in_any(path, (const char *const[]){".pcap", ".cap", ".dmp", NULL});
	if (outputs_is_input(path, &x->paths)) {
		err_set(err, "--output: '%s' is one of the inputs", path);
		return EXIT_USAGE;
	}
	x->out = x->to_stdout ? out_stdout() : out_open(path, x->options->force, err);
	if (!x->out)
		return EXIT_OUTPUT;
	return sandbox_enter(&x->sandbox, x->options->sandbox, &x->paths,
		   x->to_stdout ? &written : &x->options->outputs, err) == 0
		   ? EXIT_CLEAN
		   : EXIT_USAGE;
}

/* -- first pass -- */

static void learn_packet(void *ctx, const struct frame *frame, const struct packet *packet)
{
	struct extract *x = ctx;

	(void)frame;
	extract_select_packet(&x->picks, packet);
}

static bool learn_message(void *ctx, const struct raw_message *from)
{
	struct extract *x = ctx;

	if (parsed_message_read(&x->message, from, &x->options->read, &x->first.provenance))
		extract_select_message(&x->picks, &x->message);
	return true;
}

/* True if the report was made from these bytes. */
static bool is_in_report(const struct extract *x, const struct input *input)
{
	const struct node *of = document_members(x->report, "inputs");

	for (; of; of = of->next) {
		const char *sha256 = document_text(of, "sha256");
		const char *expanded = document_text(of, "expanded_sha256");

		if ((*sha256 && strcmp(sha256, input->sha256) == 0) ||
		    (*expanded && strcmp(expanded, input->expanded_sha256) == 0))
			return true;
	}
	return false;
}

/* Warns about captures that the report was not made from. */
static void compare_with_report(struct extract *x)
{
	for (size_t i = 0; i < x->first.provenance.input_count; i++) {
		const struct input *input = x->first.provenance.inputs[i];

		if (input->copy_of || is_in_report(x, input))
			continue;
		x->incomplete = true;
		fprintf(stderr,
		    "dnsferret: %s: not an input of the report, or changed since (SHA-256 "
		    "differs)\n",
		    input->path);
	}
}

static int learn(struct extract *x)
{
	struct ingest *in = &x->first;

	ingest_init(in, &x->options->read, x->bpf, NULL, learn_message, x);
	x->bpf = NULL;
	in->tap = learn_packet;
	in->tap_ctx = x;
	ingest_read(in, &x->paths);
	compare_with_report(x);
	extract_select_finalize(&x->picks);
	return provenance_exit_code(&in->provenance);
}

/* -- second pass -- */

static void begin_section(struct extract *x, size_t input)
{
	const struct input *from = x->first.provenance.inputs[input];
	const char *stored = from->sha256, *expanded = from->expanded_sha256;

	pcapng_writer_section(&x->writer,
	    *stored && *expanded ? arena_print(&x->arena, "%s, SHA-256 %s, of the capture in it %s",
				       from->path, stored, expanded)
				 : arena_print(&x->arena, "%s, SHA-256 %s", from->path,
				       *stored ? stored : expanded));
	x->section = input + 1;
}

static void name_finding(void *ctx, const char *id)
{
	struct extract *x = ctx;
	size_t len = strlen(x->comment);

	snprintf(x->comment + len, x->comment_max - len, "%s ", id);
}

/* A file holds packets, lines or records: what comes first decides. */
static bool goes_with_first(struct extract *x, const struct input *input)
{
	enum extract_kind kind = extract_lines_kind(input->log.is, input->format);

	if (x->kind == EXTRACT_NOTHING) {
		x->kind = kind;
		extract_lines_begin(x->out, kind);
	}
	return kind == x->kind;
}

static void copy_packet(void *ctx, const struct frame *frame, const struct packet *packet)
{
	struct extract *x = ctx;

	x->comment[0] = '\0';
	extract_select_match(&x->picks, packet, name_finding, x);
	size_t len = strlen(x->comment);
	if (len == 0 || frame->ref.input >= x->first.provenance.input_count)
		return;
	if (!goes_with_first(x, x->first.provenance.inputs[frame->ref.input])) {
		x->left_out++;
		return;
	}
	if (x->kind != EXTRACT_PACKETS) {
		extract_lines_put(x->out, x->kind, frame);
		x->packets++;
		return;
	}
	snprintf(x->comment + len, x->comment_max - len, "frame %" PRIu64, frame->ref.record);
	x->packets++;
	if (x->as_pcap) {
		x->mixed |= pcap_writer_frame(&x->pcap, frame) != 0;
		return;
	}
	if (x->section != frame->ref.input + (size_t)1)
		begin_section(x, frame->ref.input);
	if (pcapng_writer_frame(&x->writer, frame, x->comment) != 0) {
		begin_section(x, frame->ref.input);
		pcapng_writer_frame(&x->writer, frame, x->comment);
	}
}

static bool pass_over(void *ctx, const struct raw_message *message)
{
	(void)message;
	return !out_failed(ctx);
}

/* True when the captures are the same as in the first pass. */
static bool is_unchanged(const struct ingest *first, const struct ingest *second)
{
	bool same = first->provenance.input_count == second->provenance.input_count;

	for (size_t i = 0; same && i < first->provenance.input_count; i++) {
		const struct input *x = first->provenance.inputs[i],
				   *y = second->provenance.inputs[i];

		same = x->packets == y->packets && strcmp(x->sha256, y->sha256) == 0 &&
		       strcmp(x->expanded_sha256, y->expanded_sha256) == 0;
	}
	return same;
}

static int copy(struct extract *x)
{
	struct ingest in;

	ingest_init(&in, &x->options->read, x->first.bpf, NULL, pass_over, x->out);
	x->first.bpf = NULL;
	in.again = true;
	in.tap = copy_packet;
	in.tap_ctx = x;
	ingest_read(&in, &x->paths);
	int code = provenance_exit_code(&in.provenance);
	if (!in.provenance.interrupted && !out_failed(x->out) && !is_unchanged(&x->first, &in)) {
		fprintf(stderr, "dnsferret: a capture changed while it was read; %s\n",
		    x->to_stdout ? "the output is not complete" : "nothing was written");
		code = EXIT_UNREADABLE;
	}
	ingest_fini(&in);
	return code;
}

/* -- the verb -- */

static int finish(struct extract *x, int code)
{
	if (code == EXIT_UNREADABLE || code >= EXIT_SIGNAL)
		return code;
	if (x->mixed) {
		fputs("dnsferret: the packets have several link types, which a pcap file cannot "
		      "have; use the extension .pcapng\n",
		    stderr);
		return EXIT_USAGE;
	}
	if (x->packets == 0 && !out_failed(x->out)) {
		fputs("dnsferret: the captures contain no packets of these findings; nothing was "
		      "written\n",
		    stderr);
		return EXIT_INCOMPLETE;
	}
	extract_lines_end(x->out, x->kind);
	int status = outputs_finish(x->out);
	x->out = NULL;
	if (status != 0)
		return EXIT_OUTPUT;
	if (!x->options->read.quiet)
		fprintf(stderr, "dnsferret: %s: %" PRIu64 " %s%s\n",
		    x->to_stdout ? "standard output" : x->options->outputs.items[0], x->packets,
		    extract_lines_noun(x->kind), x->packets == 1 ? "" : "s");
	if (x->left_out > 0) {
		x->incomplete = true;
		fprintf(stderr,
		    "dnsferret: %" PRIu64 " more in inputs of another kind were left out: give "
		    "captures, text logs and dnstap files in runs of their own\n",
		    x->left_out);
	}
	return code == EXIT_CLEAN && x->incomplete ? EXIT_INCOMPLETE : code;
}

static int read_and_write(struct extract *x)
{
	int code = learn(x);

	x->writer =
	    (struct pcapng_writer){.out = x->out, .program = "dnsferret " DNSFERRET_VERSION};
	x->pcap = (struct pcap_writer){.out = x->out};
	x->comment_max = x->finding_count * FINDING_ID_MAX + FRAME_TEXT_MAX;
	x->comment = memory_new(x->comment_max, 1);
	if (code == EXIT_CLEAN || code == EXIT_INCOMPLETE)
		code = copy(x);
	code = finish(x, code);
	ingest_fini(&x->first);
	return code;
}

static void extract_fini(struct extract *x)
{
	if (x->out)
		out_discard(x->out);
	free(x->comment);
	extract_select_fini(&x->picks);
	bpf_free(x->bpf);
	paths_fini(&x->paths);
	free((void *)x->findings);
	arena_fini(&x->arena);
	free(x->ids.items);
	free(x->captures.items);
}

int extract_run(const struct options *options)
{
	struct options reading = *options;
	struct extract x = {.options = &reading};
	struct err err = {""};
	int code = EXIT_USAGE;

	sort_operands(&x, options);
	reading.read.operands = x.captures;
	if (check_usage(&x, options, &err) == 0)
		code = open_report(&x, &err);
	if (code == EXIT_CLEAN)
		code = open_rest(&x, &err);
	if (err.text[0])
		fprintf(stderr, "dnsferret: %s\n", err.text);
	else
		code = read_and_write(&x);
	extract_fini(&x);
	return code;
}
