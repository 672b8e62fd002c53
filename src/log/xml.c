#include "xml.h"

#include "base/idn.h"

struct reading {
	struct json *j;
	struct scan at;
	struct scan_room *room;
};

static const struct {
	const char *text;
	char c;
} entities[] = {{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};

static char *put_code(char *p, struct scan number)
{
	uint64_t code;
	int digits;
	char utf8[4];
	bool good = scan_char(&number, 'x') ? scan_hex(&number, &code, &digits)
					    : scan_number(&number, &code);

	if (!good || number.at != number.end || code == 0 || code > 0x10ffff)
		return NULL;
	size_t len = idn_utf8((uint32_t)code, utf8);
	memcpy(p, utf8, len);
	return p + len;
}

/* What a reference stands for (XML 1.0, 4.1, 4.6); it is at least as long. NULL if it is none. */
static char *put_reference(char *p, struct scan name)
{
	if (scan_char(&name, '#'))
		return put_code(p, name);
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
		if (scan_is(&name, entities[i].text)) {
			*p = entities[i].c;
			return p + 1;
		}
	return NULL;
}

/* Text without its references; none is longer than what stands for it. */
static struct scan decode(struct scan s, struct scan_room *room)
{
	if (s.at == s.end || !memchr(s.at, '&', scan_left(&s)) ||
	    (size_t)(room->end - room->at) < scan_left(&s))
		return s;
	char *begin = room->at, *p = begin, *behind;
	while (s.at < s.end) {
		struct scan at = s;

		if (scan_char(&at, '&') && memchr(at.at, ';', scan_left(&at)) &&
		    (behind = put_reference(p, scan_until(&at, ';'))) != NULL) {
			p = behind;
			s.at = at.at;
		} else {
			*p++ = *s.at++;
		}
	}
	room->at = p;
	return (struct scan){begin, p};
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_blanks(struct scan *s)
{
	while (s->at < s->end && is_blank(*s->at))
		s->at++;
}

static struct scan take_name(struct scan *s)
{
	struct scan name = {s->at, s->at};

	while (s->at < s->end && !is_blank(*s->at) && !strchr("=/>", *s->at))
		s->at++;
	name.end = s->at;
	return name;
}

static bool add(struct reading *r, struct scan key, struct scan text)
{
	if (r->j->count == JSON_VALUES_MAX)
		return false;
	r->j->values[r->j->count] = (struct json_value){.key = key,
	    .text = decode(text, r->room),
	    .kind = JSON_KIND_STRING,
	    .next = (uint16_t)(r->j->count + 1)};
	r->j->count++;
	return true;
}

/* One attribute; false at the end of the tag. */
static bool take_attribute(struct scan *s, struct scan *name, struct scan *value)
{
	skip_blanks(s);
	*name = take_name(s);
	skip_blanks(s);
	if (scan_left(name) == 0 || !scan_char(s, '='))
		return false;
	skip_blanks(s);
	char quote = scan_peek(s);
	if (quote != '"' && quote != '\'')
		return false;
	s->at++;
	*value = scan_until(s, quote);
	return true;
}

/* The text up to the next tag, or of a CDATA section. */
static struct scan take_text(struct scan *s)
{
	struct scan text = {s->at, s->at};

	if (scan_text(s, "<![CDATA[")) {
		const char *end = scan_find(*s, "]]>");

		text = (struct scan){s->at, end ? end : s->end};
		s->at = end ? end + 3 : s->end;
		return text;
	}
	while (s->at < s->end && *s->at != '<')
		s->at++;
	text.end = s->at;
	return text;
}

/* A start tag behind its "<", and the text in it. */
static bool take_element(struct reading *r)
{
	struct scan key = take_name(&r->at), name, value;
	bool data = scan_is(&key, "Data"), time = scan_is(&key, "TimeCreated");

	while (take_attribute(&r->at, &name, &value)) {
		if (data && scan_is(&name, "Name"))
			key = value;
		if (time && scan_is(&name, "SystemTime") && !add(r, key, value))
			return false;
	}
	bool empty = scan_char(&r->at, '/');
	if (!scan_char(&r->at, '>'))
		return false;
	if (empty || time)
		return true;
	struct scan text = take_text(&r->at);
	/* White space between tags is no value. */
	struct scan rest = text;
	skip_blanks(&rest);
	return (!data && rest.at == rest.end) || add(r, key, text);
}

static bool take_tag(struct reading *r)
{
	if (!scan_char(&r->at, '<'))
		return r->at.at++ < r->at.end;
	char c = scan_peek(&r->at);
	if (c != '/' && c != '?' && c != '!')
		return take_element(r);
	const char *end = memchr(r->at.at, '>', scan_left(&r->at));
	r->at.at = end ? end + 1 : r->at.end;
	return end != NULL;
}

bool xml_event_read(struct json *j, struct scan text, struct scan_room *room)
{
	struct reading r = {.j = j, .room = room, .at = text};
	const char *begin = scan_find(text, "<Event ");

	if (!begin)
		begin = scan_find(text, "<Event>");
	j->count = 0;
	if (!begin || !scan_find(text, "</Event>"))
		return false;
	r.at.at = begin;
	j->values[0] = (struct json_value){.kind = JSON_KIND_OBJECT, .text = text};
	j->count = 1;
	while (r.at.at < r.at.end)
		if (!take_tag(&r)) {
			j->count = 0;
			return false;
		}
	j->values[0].next = (uint16_t)j->count;
	return true;
}
