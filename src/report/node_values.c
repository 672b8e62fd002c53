#include "builder.h"

#include <string.h>

#include "base/escape.h"
#include "base/idn.h"
#include "base/utc.h"
#include "base/limits.h"

void node_values_time(
    struct report_builder *p, struct node *map, const char *key, bool known, int64_t time_ns)
{
	char text[UTC_TEXT_MAX];

	document_set_text(p->arena, map, key, known ? utc_rfc3339(time_ns, text) : NULL);
}

void node_values_address(
    struct report_builder *p, struct node *map, const char *key, const struct address *address)
{
	char text[ADDRESS_TEXT_MAX];

	document_set_text(p->arena, map, key, address->family ? address_text(address, text) : NULL);
}

void node_values_line(struct report_builder *p, struct node *map, struct source_ref ref)
{
	if (ref.record > 0 && ref.input < p->from->input_count &&
	    p->from->inputs[ref.input]->log.is)
		document_set_integer(p->arena, map, "line", (int64_t)ref.record);
}

void node_values_frame(
    struct report_builder *p, struct node *map, const char *key, struct source_ref ref)
{
	struct node *first = document_set(map, key, document_map(p->arena));

	document_set_integer(p->arena, first, "input", ref.input);
	document_set_integer(p->arena, first, "packet", (int64_t)ref.record);
	node_values_line(p, first, ref);
}

const char *node_values_printable(struct report_builder *p, const char *text)
{
	size_t len = strlen(text), cap = 4 * len + 1 + sizeof "...";
	char *out = arena_take(p->arena, cap);

	escape_text(out, cap, (const uint8_t *)text, len);
	return out;
}

const char *node_values_name(struct report_builder *p, const uint8_t *wire, size_t wire_len)
{
	char text[DNS_NAME_TEXT_MAX + 4];

	escape_name(text, sizeof text, wire, wire_len);
	return arena_copy(p->arena, text);
}

void node_values_unicode(struct report_builder *p, struct node *map, const char *name)
{
	struct idn_name unicode;

	if (!strpbrk(name, "\\\"") && idn_name_read(&unicode, name))
		document_set_unicode(p->arena, map, unicode.code, unicode.count);
}
