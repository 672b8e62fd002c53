/*
 * Expected results for captures, for regression tests of detection (`check`, `baseline`). A text
 * file;
 * '#' begins a comment; a path is relative to the file.
 *
 *   capture PATH                              the lines that follow are about this capture
 *   find DOMAIN [CONDITION...]                there is a finding of this domain (or apex) that fits
 *   absent [DOMAIN] [CONDITION...]            there is none, besides those that `find` lines name
 *   count LEAST[..MOST] [CONDITION...]        so many findings fit
 *   exit CODE                                 what scan would exit with, without --fail-on
 *
 * CONDITION: score>=N, score<=N, score=N, level=NAME, kind=NAME, client=ADDRESS, tool=NAME,
 * id=F-ID. init/fini; pure.
 */
#ifndef DNSFERRET_ANALYSIS_EXPECTATIONS_H
#define DNSFERRET_ANALYSIS_EXPECTATIONS_H

#include "base/out.h"
#include "report/document.h"

#define CONDITIONS_MAX 8

enum expectation_kind { EXPECT_FIND, EXPECT_ABSENT, EXPECT_COUNT, EXPECT_EXIT };

struct condition {
	char *text;        /* "score>=95", owns key and value */
	const char *value; /* after the sign */
	char sign;         /* '=', '<' (at most), '>' (at least) */
	const struct condition_key *key;
};

struct expectation {
	enum expectation_kind kind;
	size_t capture; /* index */
	char *line;     /* as written, used as the test's name */
	char *domain;   /* NULL = any */
	long least, most;
	struct condition conditions[CONDITIONS_MAX];
	size_t condition_count;
};

struct expectations {
	char **captures; /* paths, ready to be opened */
	size_t capture_count;
	struct expectation *items;
	size_t count;
};

/* 0, or -1 with file, line and reason. */
int expectations_init(struct expectations *e, const char *path, struct err *err);
void expectations_fini(struct expectations *e);

/* True if the capture's report meets the expectation; otherwise `why` says how it differs. */
bool expectations_hold(const struct expectations *all, const struct expectation *e,
    const struct node *report, int exit_code, struct err *why);

#endif
