#include "refusal.h"

#include <stdio.h>

#include "reader.h"

void refusal_text(struct stream *s, const struct container *row, char text[REFUSAL_TEXT_MAX])
{
	if (row && row->archive)
		snprintf(text, REFUSAL_TEXT_MAX, "archives inside archives are not read");
	else if (row && row->open)
		snprintf(text, REFUSAL_TEXT_MAX,
		    "compressed more than once: only one layer is supported");
	else if (row && row->advice)
		snprintf(text, REFUSAL_TEXT_MAX, "a %s: %s", row->name, row->advice);
	else if (row)
		snprintf(text, REFUSAL_TEXT_MAX, "a %s, which is not supported", row->name);
	else if (stream_left(s) == 0)
		snprintf(text, REFUSAL_TEXT_MAX, "empty: no capture header");
	else if (stream_left(s) < READER_MAGIC_BYTES)
		snprintf(text, REFUSAL_TEXT_MAX, "only %zu bytes: shorter than any capture header",
		    stream_left(s));
	else
		snprintf(text, REFUSAL_TEXT_MAX, "neither a capture nor a DNS log of a known kind");
}
