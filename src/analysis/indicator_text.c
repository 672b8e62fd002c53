#include <string.h>

#include "indicator_files.h"

#define BLANKS " \t\r\n"

/* Removes blanks and quotation marks around a cell. */
static char *strip(char *cell)
{
	cell += strspn(cell, BLANKS "\"'");
	for (size_t n = strlen(cell); n > 0 && strchr(BLANKS "\"'", cell[n - 1]); n--)
		cell[n - 1] = '\0';
	return cell;
}

/* The end of a cell: a separator outside quotation marks, or the end of the line. */
static char *cell_end(char *cell, const char *separators)
{
	bool quoted = false;

	for (; *cell; cell++) {
		quoted ^= *cell == '"';
		if (!quoted && strchr(separators, *cell))
			break;
	}
	return cell;
}

/* Takes every cell that is an entry; true if there was one. */
static bool take_cells(struct indicators *all, char *line, const char *separators)
{
	bool any = false;

	for (char *cell = line, *end; cell; cell = end) {
		end = cell_end(cell, separators);
		end = *end ? (*end = '\0', end + 1) : NULL;
		any |= indicators_take(all, strip(cell));
	}
	return any;
}

/* The header of a table, or a comment. */
static bool is_aside(const char *line, size_t number, bool table)
{
	return !*line || strchr("#;", *line) || strncmp(line, "//", 2) == 0 ||
	       (table && number == 1);
}

static bool take_line(struct indicators *all, char *line, bool *table)
{
	*table = strpbrk(line, ",;\t") != NULL;
	if (*table)
		return take_cells(all, line, ",;\t");
	char *comment = strstr(line, " #");
	if (comment)
		*comment = '\0';
	return take_cells(all, line, " ");
}

void indicator_file_text(struct indicators *all, char *text, size_t len)
{
	struct indicator_list *list = &all->lists[all->list_count - 1];
	size_t number = 0;

	for (char *line = text, *end; line < text + len; line = end + 1) {
		end = memchr(line, '\n', (size_t)(text + len - line));
		end = end ? end : text + len;
		*end = '\0';
		number++;
		/* A NUL would hide the rest of its line. */
		bool whole = strlen(line) == (size_t)(end - line), table = false;
		char *entry = line + strspn(line, BLANKS);
		if (is_aside(entry, number, false))
			continue;
		bool any = whole && take_line(all, entry, &table);
		if (table)
			list->format = "CSV";
		if (!any && !is_aside(entry, number, table))
			indicators_broken(all, number);
	}
}
