#include "../formats.h"
#include "sections.h"
#include "../view.h"

void text_write(struct out *out, const struct node *report, const struct layout *layout)
{
	struct lines l = {.out = out, .layout = layout};

	text_head(&l, report);
	text_overview(&l, report);
	if (document_members(report, "findings"))
		text_findings(&l, report);
	if (view_judged(report))
		text_checked(&l, report);
	text_intel(&l, report);
	text_tables(&l, report);
	text_health(&l, report);
	text_next(&l, report);
	if (view_judged(report))
		text_summary(&l, report);
}
