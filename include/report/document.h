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

#include "base/arena.h"

enum node_kind { NODE_NULL, NODE_BOOL, NODE_INTEGER, NODE_DECIMAL, NODE_TEXT, NODE_LIST, NODE_MAP };

/* One decimal place unit: 1/10,000. */
#define DECIMAL_ONE 10000

struct node {
	enum node_kind kind;
	int64_t number; /* BOOL 0/1, INTEGER, DECIMAL in 1/DECIMAL_ONE */
	const char *text;
	const char *key;           /* inside a map */
	struct node *first, *last; /* members of LIST and MAP */
	struct node *next;
	size_t count; /* members */
};

struct node *document_map(struct arena *a);
struct node *document_list(struct arena *a);

/* Add a member under a key; the text is copied. They return the member. */
struct node *document_set(struct node *map, const char *key, struct node *value);
void document_set_integer(struct arena *a, struct node *map, const char *key, int64_t value);
void document_set_bool(struct arena *a, struct node *map, const char *key, bool value);
/* Rounded to four places; not a number becomes null. */
void document_set_decimal(struct arena *a, struct node *map, const char *key, double value);
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

#endif
