#include "csv.h"

/* The rest of a quoted field. */
static bool take_quoted(struct scan *s, struct scan *field, struct scan_room *room)
{
	const char *from = s->at;
	bool doubled = false;

	for (; s->at < s->end; s->at++) {
		if (*s->at != '"')
			continue;
		if (s->at + 1 < s->end && s->at[1] == '"') {
			doubled = true;
			s->at++;
			continue;
		}
		break;
	}
	*field = (struct scan){from, s->at};
	if (!scan_char(s, '"'))
		return false;
	if (!doubled)
		return true;
	if ((size_t)(room->end - room->at) < scan_left(field))
		return false;
	char *begin = room->at, *p = begin;
	for (const char *at = from; at < field->end; at++) {
		*p++ = *at;
		at += *at == '"';
	}
	room->at = p;
	*field = (struct scan){begin, p};
	return true;
}

bool csv_next(struct scan *line, struct scan *field, struct scan_room *room)
{
	if (line->at == line->end)
		return false;
	scan_blanks(line);
	if (!scan_char(line, '"')) {
		*field = scan_until(line, ',');
		return true;
	}
	if (!take_quoted(line, field, room))
		return false;
	scan_blanks(line);
	return line->at == line->end || scan_char(line, ',');
}
