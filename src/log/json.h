/*
 * A bounded scanner of one JSON text (RFC 8259): the values of a line as a flat list with parents,
 * no tree on the heap, no recursion. Accepts what RFC 8259 accepts; strings are decoded when asked
 * for. Owned by the caller, about 40 KiB.
 */
#ifndef DNSFERRET_LOG_JSON_H
#define DNSFERRET_LOG_JSON_H

#include "scan.h"

#define JSON_VALUES_MAX 1024
#define JSON_DEPTH_MAX  16

/* Where decoded strings go. */
struct scan_room {
	char *at, *end;
};

enum json_kind {
	JSON_KIND_OBJECT,
	JSON_KIND_LIST,
	JSON_KIND_STRING,
	JSON_KIND_NUMBER,
	JSON_KIND_TRUE,
	JSON_KIND_FALSE,
	JSON_KIND_NULL
};

struct json_value {
	struct scan key;  /* of a member, between the quotes, not decoded */
	struct scan text; /* of a string: between the quotes; else all of it */
	enum json_kind kind;
	bool escaped;    /* a string with a backslash */
	uint16_t parent; /* of the first value: its own number */
	uint16_t next;   /* number of the value behind it and its children */
};

struct json {
	struct json_value values[JSON_VALUES_MAX];
	size_t count; /* 0 = not JSON, or too large */
};

/* Reads the text, which must be a single object with nothing but blanks around it. */
bool json_read(struct json *j, struct scan text);

/* The first member of that name of an object, or NULL. `in` may be NULL. */
const struct json_value *json_member(
    const struct json *j, const struct json_value *in, const char *name);

/* The first value of a list or object, and the one after it; NULL if there is none. */
const struct json_value *json_first(const struct json *j, const struct json_value *in);
const struct json_value *json_next(
    const struct json *j, const struct json_value *in, const struct json_value *value);

/* The text of a string, decoded into `room` if it has escapes; of a number, as it is. Returns an
 * empty scan for anything else, NULL, and strings that do not fit. `room` is advanced over what was
 * written. */
struct scan json_text(const struct json_value *v, struct scan_room *room);

/* A number, or a string that is one, not above `most`. */
bool json_number(const struct json_value *v, uint64_t most, uint64_t *number);

#endif
