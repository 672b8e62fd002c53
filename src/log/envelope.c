#include "envelope.h"

#include <string.h>

static void set_time(struct log_context *c, int64_t time_ns)
{
	c->has_outer_time = true;
	c->outer_time_ns = time_ns;
}

/* "<PRI>" (RFC 3164 4.1.1, RFC 5424 6.2.1). */
static bool peel_priority(struct scan *s)
{
	struct scan at = *s;
	uint64_t value;

	if (!scan_char(&at, '<') || !scan_number(&at, &value) || value > 191 ||
	    !scan_char(&at, '>'))
		return false;
	*s = at;
	return true;
}

/* One structured-data element per pair of brackets (RFC 5424 6.3). */
static bool skip_structured(struct scan *s)
{
	if (scan_char(s, '-'))
		return true;
	if (scan_peek(s) != '[')
		return false;
	while (scan_char(s, '[')) {
		bool quoted = false;

		for (; s->at < s->end && (quoted || *s->at != ']'); s->at++) {
			if (*s->at == '"')
				quoted = !quoted;
			else if (*s->at == '\\' && s->at + 1 < s->end)
				s->at++;
		}
		if (!scan_char(s, ']'))
			return false;
	}
	return true;
}

/* "1 TIME HOST APP PROCID MSGID [DATA] MESSAGE" (RFC 5424 6). */
static bool peel_5424(struct log_context *c, struct scan *s)
{
	struct scan at = *s;
	int64_t time_ns = 0;
	bool timed = false;

	if (!scan_text(&at, "1 "))
		return false;
	if (!scan_text(&at, "- ")) {
		timed = times_iso(&c->times, &at, &time_ns);
		if (!timed || !scan_char(&at, ' '))
			return false;
	}
	for (int i = 0; i < 4; i++) {
		struct scan word = scan_word(&at);

		if (scan_left(&word) == 0 || !scan_char(&at, ' '))
			return false;
	}
	if (!skip_structured(&at))
		return false;
	scan_char(&at, ' ');
	scan_text(&at, "\xef\xbb\xbf");
	if (timed)
		set_time(c, time_ns);
	*s = at;
	return true;
}

/* "stdout F MESSAGE" of a container runtime, behind its time. */
static void skip_cri(struct scan *s)
{
	struct scan at = *s;

	if ((scan_text(&at, "stdout ") || scan_text(&at, "stderr ")) &&
	    (scan_text(&at, "F ") || scan_text(&at, "P ")))
		*s = at;
}

/* "TIME" in front of anything. */
static bool peel_time(struct log_context *c, struct scan *s)
{
	struct scan at = *s;
	int64_t time_ns;

	if (!times_syslog(&c->times, &at, &time_ns) && !times_iso(&c->times, &at, &time_ns))
		return false;
	if (!scan_blanks(&at))
		return false;
	skip_cri(&at);
	set_time(c, time_ns);
	*s = at;
	return true;
}

/* The host of RFC 3164, or a word such as "named[123]:": only behind a time. */
static bool peel_word(const struct log_context *c, struct scan *s)
{
	struct scan at = *s, word = scan_word(&at);

	if (!c->has_outer_time || scan_left(&word) == 0 || scan_left(&word) > 255 ||
	    !scan_blanks(&at))
		return false;
	*s = at;
	return true;
}

/* "dns.log:" or "dns.log:34:" of grep. */
static bool peel_grep(struct scan *s)
{
	struct scan at = *s, name = scan_until(&at, ':'), number = at;
	uint64_t line;

	if (scan_left(&name) < 2 || scan_left(&name) > 4096 || at.at == at.end ||
	    memchr(name.at, ' ', scan_left(&name)) || memchr(name.at, '{', scan_left(&name)) ||
	    scan_whole(name, UINT64_MAX, &line))
		return false;
	if (scan_number(&number, &line) && scan_char(&number, ':'))
		at = number;
	*s = at;
	return true;
}

/* {"log":"...\n","time":"..."} of docker, {"MESSAGE":"..."} of the journal. */
static bool peel_json(struct log_context *c, struct scan *s)
{
	int64_t time_ns;

	if (scan_peek(s) != '{' || !json_read(c->json, *s))
		return false;
	const struct json_value *root = c->json->values;
	const struct json_value *text = json_member(c->json, root, "log");
	const struct json_value *when = json_member(c->json, root, "time");
	bool journal = !text;
	if (journal) {
		text = json_member(c->json, root, "MESSAGE");
		when = json_member(c->json, root, "__REALTIME_TIMESTAMP");
	}
	if (!text || text->kind != JSON_KIND_STRING)
		return false;
	struct scan stated = json_text(when, &c->room);
	if (journal ? times_epoch(&c->times, &stated, &time_ns)
		    : times_iso(&c->times, &stated, &time_ns))
		set_time(c, time_ns);
	*s = json_text(text, &c->room);
	while (s->end > s->at && (s->end[-1] == '\n' || s->end[-1] == '\r'))
		s->end--;
	return s->at < s->end;
}

bool envelope_peel(struct log_context *c, struct scan *line)
{
	return peel_priority(line) || peel_5424(c, line) || peel_time(c, line) ||
	       peel_json(c, line) || peel_word(c, line) || peel_grep(line);
}
