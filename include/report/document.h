/*
 * The result document: a tree of maps, lists, texts and numbers, exactly what the JSON report
 * holds, so that every other format can be made from it, or from a saved report. Texts are
 * printable ASCII; whole numbers and decimals of at most four places only. Arena-owned; keys are
 * borrowed; order is insertion order.
 */
#ifndef DNSFERRET_REPORT_DOCUMENT_H
#define DNSFERRET_REPORT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

/* coverage.not_measurable[].what of a report on too few messages for a verdict. */
#define REPORT_VERDICT "verdict"

enum node_kind { NODE_NULL, NODE_BOOL, NODE_INTEGER, NODE_DECIMAL, NODE_TEXT, NODE_LIST, NODE_MAP };

/* One decimal place unit: 1/10,000. */
#define DECIMAL_ONE 10000
/* Room for any number as text with its NUL. */
#define NUMBER_TEXT_MAX 32

struct node {
	enum node_kind kind;
	int64_t number; /* BOOL 0/1, INTEGER, DECIMAL in 1/DECIMAL_ONE */
	const char *text;
	const char *key;           /* inside a map */
	struct node *first, *last; /* members of LIST and MAP */
	struct node *next, *parent;
	size_t count; /* members */
};

struct node *document_map(struct arena *a);
struct node *document_list(struct arena *a);

/* Add a member under a key; the text is copied. They return the member. */
struct node *document_set(struct node *map, const char *key, struct node *value);
void document_set_integer(struct arena *a, struct node *map, const char *key, int64_t value);
void document_set_bool(struct arena *a, struct node *map, const char *key, bool value);
/* Rounded to four places, halves away from zero; what is not a number, or not below 9e11 (where
 * four places end in a double), becomes null. */
void document_set_decimal(struct arena *a, struct node *map, const char *key, double value);
/* NULL becomes null. */
void document_set_text(struct arena *a, struct node *map, const char *key, const char *text);
void document_set_null(struct arena *a, struct node *map, const char *key);

struct node *document_push(struct node *list, struct node *value);
void document_push_text(struct arena *a, struct node *list, const char *text);
void document_push_integer(struct arena *a, struct node *list, int64_t value);

/* Reading: a path of keys with dots ("accounting.undecodable.total"); missing members give NULL, 0,
 * "". */
const struct node *document_get(const struct node *map, const char *path);
int64_t document_integer(const struct node *map, const char *path);
double document_number(const struct node *map, const char *path);
const char *document_text(const struct node *map, const char *path);
bool document_bool(const struct node *map, const char *path);
/* First member of the list or map at the path; NULL when there is none. */
const struct node *document_members(const struct node *map, const char *path);
size_t document_count(const struct node *map, const char *path);
/* A member to be changed; NULL when there is none. */
struct node *document_member(struct node *map, const char *key);

/* A number as JSON has it: "412", "0.5", "-3.1416"; a decimal always shows its point. Returns out.
 */
const char *document_number_text(const struct node *number, char out[NUMBER_TEXT_MAX]);

/* Depth first, parents before members: the node after n in the tree of root, NULL after the last.
 */
const struct node *document_next(const struct node *root, const struct node *n);

/* A saved report back into a tree that is written as the same bytes. Refuses what no report holds:
 * other than printable ASCII, numbers of more than four places, more than DOCUMENT_DEPTH_MAX levels
 * or DOCUMENT_BYTES_MAX bytes. `name` is for the sentence. NULL with err set. */
struct node *document_read_json(struct arena *a, FILE *in, const char *name, struct err *err);

#endif
