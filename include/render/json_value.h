/*
 * Any part of the document as JSON (RFC 8259), for every format that holds some.
 */
#ifndef DNSFERRET_RENDER_JSON_VALUE_H
#define DNSFERRET_RENDER_JSON_VALUE_H

#include "base/out.h"
#include "report/document.h"

/* A string with its quotes. */
void json_value_text(struct out *out, const char *text);

/* Without a line end. `indented`: two blanks a level; else on one line. */
void json_value(struct out *out, const struct node *value, bool indented);

#endif
