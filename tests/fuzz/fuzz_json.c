/*
 * Arbitrary bytes as JSON, with jansson as the oracle: an object that jansson reads, and that is
 * within our limits, is read here too, with the same members and strings.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "../../src/log/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static struct json json;

static size_t count_values(const json_t *j, unsigned depth)
{
	size_t sum = 1;

	if (depth == JSON_DEPTH_MAX)
		return JSON_VALUES_MAX + 1;
	if (json_is_array(j))
		for (size_t i = 0; i < json_array_size(j) && sum <= JSON_VALUES_MAX; i++)
			sum += count_values(json_array_get(j, i), depth + 1);
	const char *key;
	json_t *value;
	json_object_foreach((json_t *)(uintptr_t)j, key, value) sum +=
	    sum <= JSON_VALUES_MAX ? count_values(value, depth + 1) : 0;
	return sum;
}

static void compare(const json_t *theirs)
{
	char *space = malloc(1 << 16);
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)theirs, key, value)
	{
		struct scan_room room = {space, space + (1 << 16)};
		const struct json_value *v = json_member(&json, json.values, key);

		/* A key with escapes is found by its written form only. */
		if (!v || !json_is_string(value) || v->kind != JSON_KIND_STRING)
			continue;
		struct scan s = json_text(v, &room);
		assert(scan_left(&s) == json_string_length(value));
		assert(memcmp(s.at, json_string_value(value), scan_left(&s)) == 0);
	}
	free(space);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	bool ours = json_read(&json, scan_of(bytes, len));
	json_t *theirs = json_loadb((const char *)bytes, len, JSON_REJECT_DUPLICATES, NULL);

	/* jansson takes a NUL behind a number for white space, which RFC 8259 does not. */
	if (len > 0 && memchr(bytes, '\0', len)) {
		json_decref(theirs);
		return 0;
	}
	if (json_is_object(theirs) && count_values(theirs, 0) <= JSON_VALUES_MAX) {
		assert(ours);
		compare(theirs);
	}
	for (size_t i = 0; ours && i < json.count; i++) {
		assert(json.values[i].next > i && json.values[i].next <= json.count);
		assert(json.values[i].text.at <= json.values[i].text.end);
	}
	json_decref(theirs);
	return 0;
}
