#include "formats.h"
#include "text_parts.h"

#include <string.h>

size_t text_count_levels(const struct node *report, const char *one, const char *other)
{
	size_t count = 0;

	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		const char *level = document_text(f, "level");

		count += strcmp(level, one) == 0 || strcmp(level, other) == 0;
	}
	return count;
}

void text_write(struct out *out, const struct node *report, const struct layout *layout)
{
	struct lines l = {.out = out, .layout = layout};

	text_head(&l, report);
	if (document_members(report, "findings"))
		text_findings(&l, report);
	text_checked(&l, report);
	text_tables(&l, report);
	text_health(&l, report);
	text_next(&l, report);
}
