#include "explain_pages.h"

#include <string.h>

static const struct {
	const char *name, *text;
} pages[] = {
#include "explain_pages.inc" /* generated from docs/scorers by explain_pages.awk */
};
#define PAGES (sizeof pages / sizeof *pages)

const char *explain_pages_find(const char *reason)
{
	for (size_t i = 0; i < PAGES; i++)
		if (strcmp(pages[i].name, reason) == 0)
			return pages[i].text;
	return NULL;
}

const char *explain_pages_name(size_t i)
{
	return i < PAGES ? pages[i].name : NULL;
}
