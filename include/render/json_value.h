/*
 * Writes any part of the document as JSON (RFC 8259), for every format that embeds some.
 */
#ifndef DNSFERRET_RENDER_JSON_VALUE_H
#define DNSFERRET_RENDER_JSON_VALUE_H

#include "base/out.h"
#include "report/document.h"

/* Writes a quoted string. */
void json_value_text(struct out *out, const char *text);

/* Writes a value without a trailing newline. `indented`: two spaces per level; else on one line. */
void json_value(struct out *out, const struct node *value, bool indented);

#endif
