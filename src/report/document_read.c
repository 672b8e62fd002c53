#include "report/document.h"

#include <math.h>
#include <string.h>

#include <jansson.h>

/* A file from which at most `left` more bytes are read. */
struct source {
	FILE *file;
	size_t left;
	bool too_long;
};

static size_t source_read(void *out, size_t n, void *ctx)
{
	struct source *s = ctx;

	if (s->left == 0 && n > 0) {
		s->too_long = getc(s->file) != EOF;
		return 0;
	}
	size_t got = fread(out, 1, n < s->left ? n : s->left, s->file);
	s->left -= got;
	return got == 0 && ferror(s->file) ? (size_t)-1 : got;
}

static bool is_printable(const char *text)
{
	for (; *text; text++)
		if (*text < 0x20 || *text > 0x7e)
			return false;
	return true;
}

/* The next code point of valid UTF-8. */
static uint32_t take_code(const char **text)
{
	uint8_t first = (uint8_t) * (*text)++;
	unsigned more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
	uint32_t code = more == 0 ? first : first & (0x3f >> more);

	while (more-- > 0)
		code = code << 6 | ((uint8_t) * (*text)++ & 0x3f);
	return code;
}

/* The text under DOCUMENT_UNICODE; false if a character of ASCII is not one that it may hold. */
static bool copy_unicode(struct arena *a, struct node *map, const char *text)
{
	size_t len = strlen(text), count = 0;
	uint32_t *code = arena_take(a, (len + 1) * sizeof *code);

	while (*text) {
		code[count] = take_code(&text);
		if (code[count] < ' ' || code[count] == 0x7f || code[count] == '\\' ||
		    code[count] == '"')
			return false;
		count++;
	}
	document_set_unicode(a, map, code, count);
	return true;
}

/* A container whose members are being copied. */
struct level {
	json_t *from;
	void *iterator; /* iterator over a map */
	size_t index;   /* index into a list */
	struct node *to;
};

struct copy {
	struct arena *arena;
	struct level levels[DOCUMENT_DEPTH_MAX];
	size_t depth;
	const char *error_text; /* NULL = no error */
};

static struct node *copy_number(struct copy *c, const json_t *value)
{
	struct node *n = document_node(c->arena, NODE_INTEGER);

	if (json_is_integer(value)) {
		n->number = json_integer_value(value);
		return n;
	}
	double v = json_real_value(value);
	n->kind = NODE_DECIMAL;
	n->number = fabs(v) < 9e11 ? llround(v * DECIMAL_ONE) : 0;
	/* Division is correctly rounded, so it reproduces every value of four places exactly. */
	if ((double)n->number / DECIMAL_ONE != v)
		c->error_text = "a number has more than four decimal places";
	return n;
}

static struct node *copy_container(struct copy *c, json_t *value)
{
	struct node *n = json_is_object(value) ? document_map(c->arena) : document_list(c->arena);

	if (c->depth == DOCUMENT_DEPTH_MAX) {
		c->error_text = "it is nested too deeply";
		return n;
	}
	c->levels[c->depth++] = (struct level){.from = value,
	    .iterator = json_is_object(value) ? json_object_iter(value) : NULL,
	    .to = n};
	return n;
}

static struct node *copy_value(struct copy *c, json_t *value)
{
	struct node *n;

	if (json_is_object(value) || json_is_array(value))
		return copy_container(c, value);
	if (json_is_number(value))
		return copy_number(c, value);
	n = document_node(c->arena, NODE_NULL);
	if (json_is_string(value)) {
		n->kind = NODE_TEXT;
		n->text = arena_copy(c->arena, json_string_value(value));
		if (!is_printable(n->text))
			c->error_text = "a text is not printable ASCII";
	} else if (json_is_boolean(value)) {
		n->kind = NODE_BOOL;
		n->number = json_is_true(value);
	}
	return n;
}

/* Copies the next member of the innermost container, or leaves the container. */
static void copy_step(struct copy *c)
{
	struct level *l = &c->levels[c->depth - 1];

	if (json_is_array(l->from)) {
		json_t *value = json_array_get(l->from, l->index++);

		if (value)
			document_push(l->to, copy_value(c, value));
		else
			c->depth--;
		return;
	}
	void *at = l->iterator;
	if (!at) {
		c->depth--;
		return;
	}
	const char *key = json_object_iter_key(at);
	l->iterator = json_object_iter_next(l->from, at);
	if (!is_printable(key))
		c->error_text = "a key is not printable ASCII";
	json_t *value = json_object_iter_value(at);
	if (json_is_string(value) && strcmp(key, DOCUMENT_UNICODE) == 0) {
		if (!copy_unicode(c->arena, l->to, json_string_value(value)))
			c->error_text = "a text is not printable ASCII";
		return;
	}
	document_set(l->to, arena_copy(c->arena, key), copy_value(c, value));
}

struct node *document_read_json(struct arena *a, FILE *in, const char *name, struct err *err)
{
	struct source source = {.file = in, .left = DOCUMENT_BYTES_MAX};
	struct copy copy = {.arena = a};
	json_error_t error;
	json_t *json = json_load_callback(source_read, &source, JSON_REJECT_DUPLICATES, &error);

	if (source.too_long)
		copy.error_text = "it is larger than any report";
	else if (!json)
		copy.error_text = error.text;
	else if (!json_is_object(json))
		copy.error_text = "it is not a JSON object";
	struct node *root = copy.error_text ? NULL : copy_container(&copy, json);
	while (!copy.error_text && copy.depth > 0)
		copy_step(&copy);
	json_decref(json);
	if (copy.error_text) {
		err_set(err, "%s: not a report: %s", name, copy.error_text);
		return NULL;
	}
	return root;
}
