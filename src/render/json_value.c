#include "render/json_value.h"

#include <string.h>

/* The document has only printable ASCII, so only '"' and '\' need escapes. */
void json_value_text(struct out *out, const char *text)
{
	out_put(out, "\"");
	while (*text) {
		size_t plain = strcspn(text, "\"\\");

		out_write(out, text, plain);
		text += plain;
		if (*text) {
			out_put(out, "\\");
			out_write(out, text++, 1);
		}
	}
	out_put(out, "\"");
}

/* DOCUMENT_UNICODE: escaped already, but for what nobody may write as it is. */
static bool is_unicode(const struct node *n)
{
	return n->key && strcmp(n->key, DOCUMENT_UNICODE) == 0 && !strchr(n->text, '"');
}

static void put_scalar(struct out *out, const struct node *n)
{
	char number[NUMBER_TEXT_MAX];

	switch (n->kind) {
	case NODE_TEXT:
		if (is_unicode(n))
			out_print(out, "\"%s\"", n->text);
		else
			json_value_text(out, n->text);
		break;
	case NODE_BOOL:
		out_put(out, n->number ? "true" : "false");
		break;
	case NODE_INTEGER:
	case NODE_DECIMAL:
		out_put(out, document_number_text(n, number));
		break;
	default:
		out_put(out, "null");
	}
}

static void new_line(struct out *out, unsigned depth, bool indented)
{
	if (!indented)
		return;
	out_put(out, "\n");
	for (unsigned i = 0; i < depth; i++)
		out_put(out, "  ");
}

static const char *brackets(const struct node *n)
{
	return n->kind == NODE_MAP ? "{}" : "[]";
}

/* Key and value of a scalar, or the opening bracket; an empty container is closed at once. */
static void put_open(struct out *out, const struct node *root, const struct node *n, bool indented)
{
	if (n != root && n->parent->kind == NODE_MAP) {
		json_value_text(out, n->key);
		out_put(out, indented ? ": " : ":");
	}
	if (n->kind == NODE_MAP || n->kind == NODE_LIST)
		out_write(out, brackets(n), document_first(n) ? 1 : 2);
	else
		put_scalar(out, n);
}

void json_value(struct out *out, const struct node *root, bool indented)
{
	const struct node *n = root;
	unsigned depth = 0;

	for (;;) {
		put_open(out, root, n, indented);
		if (document_first(n)) {
			n = document_first(n);
			new_line(out, ++depth, indented);
			continue;
		}
		while (n != root && !n->next) {
			n = n->parent;
			new_line(out, --depth, indented);
			out_write(out, brackets(n) + 1, 1);
		}
		if (n == root)
			return;
		n = n->next;
		out_put(out, ",");
		new_line(out, depth, indented);
	}
}
