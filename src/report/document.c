#include "report/document.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/digits.h"

/* Up to this value, units of 1/10,000 are integers below 2^53. */
#define DECIMAL_MAX 9e11

struct node *document_node(struct arena *a, enum node_kind kind)
{
	struct node *n = arena_take(a, sizeof *n);

	n->kind = kind;
	return n;
}

static struct node *container(struct arena *a, enum node_kind kind)
{
	struct container *c = arena_take(a, sizeof *c);

	c->node.kind = kind;
	return &c->node;
}

static struct node *node_number(struct arena *a, enum node_kind kind, int64_t value)
{
	struct node *n = document_node(a, kind);

	n->number = value;
	return n;
}

static struct node *node_text(struct arena *a, const char *text)
{
	struct node *n = document_node(a, text ? NODE_TEXT : NODE_NULL);

	if (text)
		n->text = arena_copy(a, text);
	return n;
}

struct node *document_map(struct arena *a)
{
	return container(a, NODE_MAP);
}

struct node *document_list(struct arena *a)
{
	return container(a, NODE_LIST);
}

struct node *document_push(struct node *list, struct node *value)
{
	struct container *c = (struct container *)list;

	if (c->last)
		c->last->next = value;
	else
		c->first = value;
	c->last = value;
	list->count++;
	value->parent = list;
	return value;
}

struct node *document_set(struct node *map, const char *key, struct node *value)
{
	value->key = key;
	return document_push(map, value);
}

void document_set_integer(struct arena *a, struct node *map, const char *key, int64_t value)
{
	document_set(map, key, node_number(a, NODE_INTEGER, value));
}

void document_set_bool(struct arena *a, struct node *map, const char *key, bool value)
{
	document_set(map, key, node_number(a, NODE_BOOL, value));
}

void document_set_decimal(struct arena *a, struct node *map, const char *key, double value)
{
	if (fabs(value) < DECIMAL_MAX)
		document_set(map, key, node_number(a, NODE_DECIMAL, llround(value * DECIMAL_ONE)));
	else
		document_set_null(a, map, key);
}

static char *put_escape(char *at, unsigned unit)
{
	static const char digits[] = "0123456789abcdef";

	*at++ = '\\';
	*at++ = 'u';
	for (unsigned shift = 16; shift > 0;)
		*at++ = digits[unit >> (shift -= 4) & 0xf];
	return at;
}

void document_set_unicode(struct arena *a, struct node *map, const uint32_t *code, size_t count)
{
	char *text = arena_take(a, 12 * count + 1), *at = text;

	for (size_t i = 0; i < count; i++) {
		uint32_t c = code[i];

		if (c < 0x80) {
			*at++ = (char)c;
			continue;
		}
		if (c > 0xffff) { /* a surrogate pair (RFC 8259 7) */
			at = put_escape(at, 0xd7c0 + (c >> 10));
			c = 0xdc00 | (c & 0x3ff);
		}
		at = put_escape(at, c);
	}
	*at = '\0';
	document_set_text(a, map, DOCUMENT_UNICODE, text);
}

void document_set_text(struct arena *a, struct node *map, const char *key, const char *text)
{
	document_set(map, key, node_text(a, text));
}

void document_set_null(struct arena *a, struct node *map, const char *key)
{
	document_set(map, key, document_node(a, NODE_NULL));
}

void document_push_text(struct arena *a, struct node *list, const char *text)
{
	document_push(list, node_text(a, text));
}

void document_push_integer(struct arena *a, struct node *list, int64_t value)
{
	document_push(list, node_number(a, NODE_INTEGER, value));
}

static const struct node *member(const struct node *map, const char *key, size_t key_len)
{
	for (const struct node *n = document_first(map); n; n = n->next)
		if (strncmp(n->key, key, key_len) == 0 && n->key[key_len] == '\0')
			return n;
	return NULL;
}

const struct node *document_get(const struct node *map, const char *path)
{
	const struct node *at = map;

	for (;;) {
		size_t len = strcspn(path, ".");

		if (!at || at->kind != NODE_MAP)
			return NULL;
		at = member(at, path, len);
		if (path[len] == '\0')
			return at;
		path += len + 1;
	}
}

int64_t document_integer(const struct node *map, const char *path)
{
	const struct node *n = document_get(map, path);

	return n && n->kind == NODE_INTEGER ? n->number : 0;
}

double document_number(const struct node *map, const char *path)
{
	const struct node *n = document_get(map, path);

	if (n && n->kind == NODE_DECIMAL)
		return (double)n->number / DECIMAL_ONE;
	return n && n->kind == NODE_INTEGER ? (double)n->number : 0;
}

const char *document_text(const struct node *map, const char *path)
{
	const struct node *n = document_get(map, path);

	return n && n->kind == NODE_TEXT ? n->text : "";
}

bool document_bool(const struct node *map, const char *path)
{
	const struct node *n = document_get(map, path);

	return n && n->kind == NODE_BOOL && n->number;
}

const struct node *document_members(const struct node *map, const char *path)
{
	const struct node *n = document_get(map, path);

	return n ? document_first(n) : NULL;
}

size_t document_count(const struct node *map, const char *path)
{
	const struct node *n = document_get(map, path);

	return n ? n->count : 0;
}

const char *document_number_text(const struct node *n, char out[NUMBER_TEXT_MAX])
{
	if (n->kind != NODE_DECIMAL) {
		digits_of(n->number, out);
		return out;
	}
	int64_t units = n->number < 0 ? -n->number : n->number;
	int len = snprintf(out, NUMBER_TEXT_MAX, "%s%" PRId64 ".%04d", n->number < 0 ? "-" : "",
	    units / DECIMAL_ONE, (int)(units % DECIMAL_ONE));

	while (out[len - 1] == '0' && out[len - 2] != '.')
		out[--len] = '\0';
	return out;
}

struct node *document_member(struct node *map, const char *key)
{
	struct node *n = document_first(map);

	while (n && strcmp(n->key, key) != 0)
		n = n->next;
	return n;
}
