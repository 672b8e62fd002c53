#include "json.h"

#include <string.h>

struct reading {
	struct json *j;
	struct scan at;
	uint16_t open[JSON_DEPTH_MAX]; /* numbers of the lists and objects around */
	size_t depth;
};

static void skip_blanks(struct scan *s)
{
	while (
	    s->at < s->end && (*s->at == ' ' || *s->at == '\t' || *s->at == '\n' || *s->at == '\r'))
		s->at++;
}

static int hex_value(const char *p, const char *end)
{
	int value = 0;

	if (end - p < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = p[i];
		int digit = c >= '0' && c <= '9'   ? c - '0'
			    : c >= 'a' && c <= 'f' ? c - 'a' + 10
			    : c >= 'A' && c <= 'F' ? c - 'A' + 10
						   : -1;
		if (digit < 0)
			return -1;
		value = value * 16 + digit;
	}
	return value;
}

/* A string whose first quote is taken (RFC 8259 7). */
static bool take_string(struct scan *s, struct scan *text, bool *escaped)
{
	*escaped = false;
	text->at = s->at;
	for (; s->at < s->end && *s->at != '"'; s->at++) {
		if ((unsigned char)*s->at < 0x20)
			return false;
		if (*s->at != '\\')
			continue;
		*escaped = true;
		if (++s->at == s->end || !strchr("\"\\/bfnrtu", *s->at) || *s->at == '\0' ||
		    (*s->at == 'u' && hex_value(s->at + 1, s->end) < 0))
			return false;
	}
	text->end = s->at;
	return scan_char(s, '"');
}

static bool take_digits(struct scan *s)
{
	const char *from = s->at;

	while (s->at < s->end && *s->at >= '0' && *s->at <= '9')
		s->at++;
	return s->at > from;
}

/* RFC 8259 6. */
static bool take_number(struct scan *s, struct scan *text)
{
	text->at = s->at;
	scan_char(s, '-');
	if (!scan_char(s, '0') && !take_digits(s))
		return false;
	if (scan_char(s, '.') && !take_digits(s))
		return false;
	if (scan_char(s, 'e') || scan_char(s, 'E')) {
		if (!scan_char(s, '+'))
			scan_char(s, '-');
		if (!take_digits(s))
			return false;
	}
	text->end = s->at;
	return true;
}

static bool take_word(struct scan *s, struct json_value *v)
{
	static const struct {
		const char *text;
		enum json_kind kind;
	} words[] = {
	    {"true", JSON_KIND_TRUE}, {"false", JSON_KIND_FALSE}, {"null", JSON_KIND_NULL}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		v->text.at = s->at;
		if (scan_text(s, words[i].text)) {
			v->text.end = s->at;
			v->kind = words[i].kind;
			return true;
		}
	}
	return false;
}

/* Reads one value; a list or an object is only opened. */
static bool take_value(struct reading *r, struct scan key)
{
	struct json *j = r->j;
	struct json_value *v = &j->values[j->count];
	char c = scan_peek(&r->at);

	if (j->count == JSON_VALUES_MAX)
		return false;
	*v = (struct json_value){.key = key, .parent = r->depth > 0 ? r->open[r->depth - 1] : 0};
	if (c == '{' || c == '[') {
		if (r->depth == JSON_DEPTH_MAX)
			return false;
		v->kind = c == '{' ? JSON_KIND_OBJECT : JSON_KIND_LIST;
		v->text.at = r->at.at++;
		r->open[r->depth++] = (uint16_t)j->count++;
		return true;
	}
	bool good;
	if (c == '"') {
		v->kind = JSON_KIND_STRING;
		r->at.at++;
		good = take_string(&r->at, &v->text, &v->escaped);
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		v->kind = JSON_KIND_NUMBER;
		good = take_number(&r->at, &v->text);
	} else {
		good = take_word(&r->at, v);
	}
	v->next = (uint16_t)++j->count;
	return good;
}

static bool take_member(struct reading *r)
{
	struct scan key;
	bool escaped;

	if (!scan_char(&r->at, '"') || !take_string(&r->at, &key, &escaped))
		return false;
	skip_blanks(&r->at);
	if (!scan_char(&r->at, ':'))
		return false;
	skip_blanks(&r->at);
	return take_value(r, key);
}

static void close_value(struct reading *r)
{
	struct json_value *v = &r->j->values[r->open[--r->depth]];

	v->text.end = r->at.at;
	v->next = (uint16_t)r->j->count;
}

/* Whatever comes next inside the innermost list or object. */
static bool step(struct reading *r)
{
	struct json_value *in = &r->j->values[r->open[r->depth - 1]];
	bool object = in->kind == JSON_KIND_OBJECT;
	bool first = (size_t)(in - r->j->values) + 1 == r->j->count;

	skip_blanks(&r->at);
	if (scan_char(&r->at, object ? '}' : ']')) {
		close_value(r);
		return true;
	}
	if (!first) {
		if (!scan_char(&r->at, ','))
			return false;
		skip_blanks(&r->at);
	}
	return object ? take_member(r) : take_value(r, (struct scan){NULL, NULL});
}

bool json_read(struct json *j, struct scan text)
{
	struct reading r = {.j = j, .at = text};

	j->count = 0;
	skip_blanks(&r.at);
	if (scan_peek(&r.at) != '{' || !take_value(&r, (struct scan){NULL, NULL}))
		return false;
	while (r.depth > 0)
		if (!step(&r)) {
			j->count = 0;
			return false;
		}
	skip_blanks(&r.at);
	if (r.at.at != r.at.end)
		j->count = 0;
	return j->count > 0;
}

const struct json_value *json_first(const struct json *j, const struct json_value *in)
{
	if (!in || in->kind > JSON_KIND_LIST || in->next == (uint16_t)(in - j->values) + 1)
		return NULL;
	return in + 1;
}

const struct json_value *json_next(
    const struct json *j, const struct json_value *in, const struct json_value *value)
{
	return value->next < in->next ? &j->values[value->next] : NULL;
}

const struct json_value *json_member(
    const struct json *j, const struct json_value *in, const char *name)
{
	if (!in || in->kind != JSON_KIND_OBJECT)
		return NULL;
	for (const struct json_value *v = json_first(j, in); v; v = json_next(j, in, v))
		if (scan_is(&v->key, name))
			return v;
	return NULL;
}

static char *put_utf8(char *p, unsigned c)
{
	if (c < 0x80) {
		*p++ = (char)c;
		return p;
	}
	if (c >= 0x10000) {
		*p++ = (char)(0xf0 | c >> 18);
		*p++ = (char)(0x80 | (c >> 12 & 0x3f));
	} else if (c >= 0x800) {
		*p++ = (char)(0xe0 | c >> 12);
	} else {
		*p++ = (char)(0xc0 | c >> 6);
		*p++ = (char)(0x80 | (c & 0x3f));
		return p;
	}
	*p++ = (char)(0x80 | (c >> 6 & 0x3f));
	*p++ = (char)(0x80 | (c & 0x3f));
	return p;
}

/* The four digits of \u, and those of the second half of a surrogate pair. */
static unsigned take_unicode(struct scan *s)
{
	unsigned c = (unsigned)hex_value(s->at, s->end);

	s->at += 4;
	if (c >= 0xd800 && c < 0xdc00 && scan_starts(s, "\\u")) {
		int low = hex_value(s->at + 2, s->end);

		if (low >= 0xdc00 && low < 0xe000) {
			s->at += 6;
			return 0x10000 + ((c - 0xd800) << 10) + ((unsigned)low - 0xdc00);
		}
	}
	return c;
}

static char *put_escape(char *p, struct scan *s)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	char c = *s->at++;
	const char *known = strchr(from, c);

	if (c == 'u')
		return put_utf8(p, take_unicode(s));
	*p++ = known ? to[known - from] : c;
	return p;
}

struct scan json_text(const struct json_value *v, struct scan_room *room)
{
	struct scan none = {NULL, NULL}, s;

	if (!v || (v->kind != JSON_KIND_STRING && v->kind != JSON_KIND_NUMBER))
		return none;
	s = v->text;
	if (!v->escaped)
		return s;
	/* Decoded text is never longer than its escaped form. */
	if ((size_t)(room->end - room->at) < scan_left(&s))
		return none;
	char *begin = room->at, *p = begin;
	while (s.at < s.end) {
		if (scan_char(&s, '\\'))
			p = put_escape(p, &s);
		else
			*p++ = *s.at++;
	}
	room->at = p;
	return (struct scan){begin, p};
}

bool json_number(const struct json_value *v, uint64_t most, uint64_t *number)
{
	return v && (v->kind == JSON_KIND_NUMBER || v->kind == JSON_KIND_STRING) &&
	       scan_whole(v->text, most, number);
}
