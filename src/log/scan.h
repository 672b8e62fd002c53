/*
 * A bounds-checked scanner over the text of a line, what base/cursor.h is for packets: no function
 * reads past the end, and a failed one takes nothing. A value that borrows its bytes.
 */
#ifndef DNSFERRET_LOG_SCAN_H
#define DNSFERRET_LOG_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/address.h"

struct scan {
	const char *at, *end;
};

static inline struct scan scan_of(const void *bytes, size_t len)
{
	return (struct scan){bytes, (const char *)bytes + len};
}

static inline size_t scan_left(const struct scan *s)
{
	return (size_t)(s->end - s->at);
}

/* The next character, or NUL at the end. */
static inline char scan_peek(const struct scan *s)
{
	return s->at < s->end ? *s->at : '\0';
}

static inline bool scan_char(struct scan *s, char c)
{
	if (s->at == s->end || *s->at != c)
		return false;
	s->at++;
	return true;
}

static inline bool scan_is(const struct scan *s, const char *text)
{
	size_t len = strlen(text);

	return scan_left(s) == len && memcmp(s->at, text, len) == 0;
}

static inline bool scan_starts(const struct scan *s, const char *text)
{
	size_t len = strlen(text);

	return scan_left(s) >= len && memcmp(s->at, text, len) == 0;
}

static inline bool scan_text(struct scan *s, const char *text)
{
	if (!scan_starts(s, text))
		return false;
	s->at += strlen(text);
	return true;
}

/* Skips blanks and tabs; true if there was one. */
static inline bool scan_blanks(struct scan *s)
{
	const char *from = s->at;

	while (s->at < s->end && (*s->at == ' ' || *s->at == '\t'))
		s->at++;
	return s->at > from;
}

/* Takes everything before `c` and `c` itself; the whole rest if `c` does not occur. */
static inline struct scan scan_until(struct scan *s, char c)
{
	const char *found = s->at < s->end ? memchr(s->at, c, scan_left(s)) : NULL;
	struct scan part = {s->at, found ? found : s->end};

	s->at = found ? found + 1 : s->end;
	return part;
}

/* Takes characters up to a blank, tab or the end, and leaves the blank. */
static inline struct scan scan_word(struct scan *s)
{
	struct scan part = {s->at, s->at};

	while (s->at < s->end && *s->at != ' ' && *s->at != '\t')
		s->at++;
	part.end = s->at;
	return part;
}

/* Finds the fields of a line between separators: writes where each ends, at most `most`, and
 * returns their number; `most` + 1 if there are more. A line without separators, and an empty one,
 * has one. */
size_t scan_fields(struct scan line, char separator, const char **ends, size_t most);

/* Takes 1 to 18 digits. */
bool scan_number(struct scan *s, uint64_t *value);

/* Takes exactly `digits` digits. */
bool scan_digits(struct scan *s, int digits, int *value);

/* Takes 1 to 16 hex digits; *digits is their number. */
bool scan_hex(struct scan *s, uint64_t *value, int *digits);

/* The whole text as a number not above `most`. */
bool scan_whole(struct scan s, uint64_t most, uint64_t *value);

/* The whole text as an address: IPv4, IPv6 with or without a zone. A mapped IPv4 address is the
 * IPv4 address. */
bool scan_address(struct scan s, struct address *address);

/* The position of the last occurrence of `text`, or NULL. */
const char *scan_last(struct scan s, const char *text);
/* The first one. */
const char *scan_find(struct scan s, const char *text);

#endif
