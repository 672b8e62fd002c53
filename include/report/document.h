/*
 * The result document: a tree of maps, lists, texts and numbers, exactly the contents of the JSON
 * report, so that every other format can be made from it or from a saved report. Texts are
 * printable ASCII; numbers are integers or decimals with at most four places. Arena-owned; keys are
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

/* Value of coverage.not_measurable[].what in a report with too few messages for a verdict. */
#define REPORT_VERDICT "verdict"

enum node_kind { NODE_NULL, NODE_BOOL, NODE_INTEGER, NODE_DECIMAL, NODE_TEXT, NODE_LIST, NODE_MAP };

/* Decimals are stored in units of 1/10,000. */
#define DECIMAL_ONE 10000
/* Room for any number as text with its NUL. */
#define NUMBER_TEXT_MAX 32

/* A report has hundreds of thousands of these, so members are in struct container alone. */
struct node {
	enum node_kind kind;
	uint32_t count;  /* members of LIST and MAP */
	const char *key; /* set inside a map */
	struct node *next, *parent;
	union {
		int64_t number;   /* BOOL 0/1, INTEGER, DECIMAL in 1/DECIMAL_ONE */
		const char *text; /* TEXT */
	};
};

/* A LIST or a MAP. */
struct container {
	struct node node;
	struct node *first, *last;
};

/* Its first member; NULL if it has none. */
static inline struct node *document_first(const struct node *n)
{
	return n->kind < NODE_LIST ? NULL : ((const struct container *)n)->first;
}

/* The whole that a node is part of. */
static inline const struct node *document_root(const struct node *n)
{
	while (n->parent)
		n = n->parent;
	return n;
}

/* A node that is no container, its value still to be set. */
struct node *document_node(struct arena *a, enum node_kind kind);

struct node *document_map(struct arena *a);
struct node *document_list(struct arena *a);

/* Add a member under a key and return it; texts are copied. */
struct node *document_set(struct node *map, const char *key, struct node *value);
void document_set_integer(struct arena *a, struct node *map, const char *key, int64_t value);
void document_set_bool(struct arena *a, struct node *map, const char *key, bool value);
/* Rounds to four places, half away from zero; NaN and values of 9e11 or more (where a double no
 * longer has four places) become null. */
void document_set_decimal(struct arena *a, struct node *map, const char *key, double value);
/* The key of the one text that is not for people as it stands: characters beyond ASCII, written as
 * in JSON ("\u043f", in UTF-16 code units). */
#define DOCUMENT_UNICODE "unicode"
/* Sets it; characters are printable ASCII but '\', or beyond ASCII. */
void document_set_unicode(struct arena *a, struct node *map, const uint32_t *code, size_t count);
/* NULL becomes null. */
void document_set_text(struct arena *a, struct node *map, const char *key, const char *text);
void document_set_null(struct arena *a, struct node *map, const char *key);

struct node *document_push(struct node *list, struct node *value);
void document_push_text(struct arena *a, struct node *list, const char *text);
void document_push_integer(struct arena *a, struct node *list, int64_t value);

/* Read access by a dotted path of keys ("accounting.undecodable.total"); a missing member gives
 * NULL, 0 or "". */
const struct node *document_get(const struct node *map, const char *path);
int64_t document_integer(const struct node *map, const char *path);
double document_number(const struct node *map, const char *path);
const char *document_text(const struct node *map, const char *path);
bool document_bool(const struct node *map, const char *path);
/* First member of the list or map at the path; NULL if there is none. */
const struct node *document_members(const struct node *map, const char *path);
size_t document_count(const struct node *map, const char *path);
/* The member, for modification; NULL if there is none. */
struct node *document_member(struct node *map, const char *key);

/* A number as in JSON: "412", "0.5", "-3.1416"; a decimal always has its point. Returns out. */
const char *document_number_text(const struct node *number, char out[NUMBER_TEXT_MAX]);

/* Reads a saved report; writing the tree again gives the same bytes. Rejects what no report
 * contains: text that is not printable ASCII, numbers with more than four places, more than
 * DOCUMENT_DEPTH_MAX levels or DOCUMENT_BYTES_MAX bytes. `name` is for the error message. Returns
 * NULL with err set on failure. */
struct node *document_read_json(struct arena *a, FILE *in, const char *name, struct err *err);

#endif
