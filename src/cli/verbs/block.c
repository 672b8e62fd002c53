#include "render/block.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dns/suffix.h"
#include "base/exit_code.h"
#include "../outputs.h"
#include "verbs.h"
#include "analysis/report_check.h"
#include "analysis/report_file.h"
#include "score/score.h"

/* The member of a list that has this text under a key. */
static const struct node *row_of(
    const struct node *report, const char *list, const char *key, const char *text)
{
	const struct node *row = document_members(report, list);

	while (row && strcmp(document_text(row, key), text) != 0)
		row = row->next;
	return row;
}

/* True when `name` is the domain of a row or a parent of it. */
static bool holds_any(const struct node *report, const char *list, const char *name)
{
	size_t len = strlen(name);

	for (const struct node *row = document_members(report, list); row; row = row->next) {
		const char *domain = document_text(row, "domain");
		size_t domain_len = strlen(domain);

		if (domain_len >= len && strcmp(domain + domain_len - len, name) == 0 &&
		    (domain_len == len || domain[domain_len - len - 1] == '.'))
			return true;
	}
	return false;
}

static bool is_public_suffix(struct suffix *suffix, const char *domain)
{
	struct dns_name name;

	return dns_name_parse(domain, &name) != 0 || name.label_count == 0 ||
	       suffix_is_public(suffix, &name);
}

/* At the server of a zone all that ask are resolvers, so their number says nothing about use. */
static bool is_of_resolvers(const struct node *finding)
{
	const struct node *c = document_members(finding, "clients");

	while (c && strcmp(document_text(c, "role"), "resolver") == 0)
		c = c->next;
	return !c && document_integer(finding, "clients_involved") ==
			 document_integer(finding, "clients_total");
}

/* Why a domain should not be blocked without a second look; NULL when there is no objection. */
static const char *objection_to(const struct node *report, const struct node *finding,
    struct suffix *suffix, const char *domain)
{
	const struct node *row = row_of(report, "domains", "registered", domain);

	if (is_public_suffix(suffix, domain))
		return "it is a public suffix";
	if (holds_any(report, "known", domain))
		return "a known service uses it";
	if (holds_any(report, "suppressed", domain))
		return "an allow rule covers a name in it";
	return document_integer(row, "clients") >= SCORE_CLIENTS_MANY && !is_of_resolvers(finding)
		   ? "many clients query it"
		   : NULL;
}

/* The same for what a finding blocks. */
static const char *objection_in(
    const struct node *report, const struct node *f, struct suffix *suffix, const char *domain)
{
	int64_t clients =
	    document_integer(f, "block.other_clients") + document_integer(f, "clients_involved");
	const char *why = objection_to(report, f, suffix, domain);

	return why || clients < SCORE_CLIENTS_MANY || is_of_resolvers(f) ? why
									 : "many clients query it";
}

/* Prints each objection; returns how many there are. */
static size_t object(const struct block *b, struct suffix *suffix)
{
	size_t count = 0;
	const char *domain, *why;

	for (size_t i = 0; i < b->count; i++)
		for (size_t d = 0; (domain = block_domain(b->findings[i], d)); d++) {
			why = objection_in(b->report, b->findings[i], suffix, domain);
			if (!why)
				continue;
			fprintf(stderr,
			    "dnsferret: not blocking %s: %s (use --yes to block it anyway)\n",
			    domain, why);
			count++;
		}
	return count;
}

static int write_block(
    const struct options *options, const struct block_form *form, const struct block *b)
{
	struct suffix *suffix = suffix_new();
	size_t objections = options->yes ? 0 : object(b, suffix);

	suffix_free(suffix);
	if (objections > 0)
		return EXIT_USAGE;
	struct out *out = out_stdout();
	form->write(out, b);
	return outputs_finish(out) == 0 ? EXIT_CLEAN : EXIT_OUTPUT;
}

int block_run(const struct options *options)
{
	const struct block_form *form = block_find(options->block_for ? options->block_for : "rpz");
	struct arena arena = {0};
	struct err err = {""};
	struct block b = {0};
	int code = EXIT_USAGE;

	if (!form)
		err_set(&err, "block: unknown format '%.40s' (see dnsferret list blocks)",
		    options->block_for);
	else if (options->read.operands.count == 0 || !options->report)
		err_set(&err, "usage: dnsferret block F-ID... --report FILE");
	else if ((code = report_file_load(&arena, options->report, &b.report, &err)) == EXIT_CLEAN)
		code = (b.findings = report_file_findings(
			    b.report, &options->read.operands, &b.count, &err)) &&
			       report_check(b.report, b.findings, b.count, &err) == 0
			   ? write_block(options, form, &b)
			   : EXIT_USAGE;
	if (err.text[0])
		fprintf(stderr, "dnsferret: %s\n", err.text);
	free((void *)b.findings);
	arena_fini(&arena);
	return code;
}
