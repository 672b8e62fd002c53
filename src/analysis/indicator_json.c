#include <jansson.h>
#include <string.h>

#include "base/memory.h"
#include "indicator_files.h"

#include <stdlib.h>

/* The kinds of MISP attributes that name a domain, a host or an address (MISP core format 2.4.2);
 * two values are joined by "|". */
static const char *const misp_kinds[] = {"domain", "hostname", "domain|ip", "hostname|port",
    "ip-dst", "ip-src", "ip-dst|port", "ip-src|port", "url", "uri"};
/* The objects and patterns of STIX 2.1 (sections 6 and 9) that do. */
static const char *const stix_kinds[] = {"domain-name", "ipv4-addr", "ipv6-addr", "url"};

/* What is left to look at: containers on the way, so that nesting costs no stack. */
struct walk {
	struct indicators *all;
	json_t **open;
	size_t count, cap, entry;
};

static bool is_one_of(const char *kind, const char *const *kinds, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(kind, kinds[i]) == 0)
			return true;
	return false;
}

static void take(struct walk *w, const char *value, size_t len)
{
	char *copy = memory_new(len + 1, 1);

	memcpy(copy, value, len);
	w->entry++;
	if (!indicators_take(w->all, copy))
		indicators_broken(w->all, w->entry);
	free(copy);
}

/* "evil.example|203.0.113.7" has two values, "203.0.113.7|443" an address and a port. */
static void take_misp(struct walk *w, const char *kind, const char *value)
{
	const char *bar = strchr(value, '|');
	bool second = bar && strcmp(kind, "domain|ip") == 0;

	w->all->lists[w->all->list_count - 1].format = "MISP";
	take(w, value, bar ? (size_t)(bar - value) : strlen(value));
	if (second)
		take(w, bar + 1, strlen(bar + 1));
}

/* Every comparison "KIND:value = 'TEXT'" of a pattern, whatever joins them. */
static void take_pattern(struct walk *w, const char *pattern)
{
	for (size_t i = 0; i < sizeof stix_kinds / sizeof *stix_kinds; i++)
		for (const char *at = strstr(pattern, stix_kinds[i]); at;
		     at = strstr(at + 1, stix_kinds[i])) {
			const char *value = at + strlen(stix_kinds[i]);

			if (strncmp(value, ":value", strlen(":value")) != 0)
				continue;
			value += strlen(":value");
			value += strspn(value, " ");
			if (*value != '=')
				continue;
			value += 1 + strspn(value + 1, " =");
			const char *end = *value == '\'' ? strchr(value + 1, '\'') : NULL;
			if (end)
				take(w, value + 1, (size_t)(end - value - 1));
		}
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static void take_object(struct walk *w, const json_t *object)
{
	const char *kind = text_of(object, "type"), *value = text_of(object, "value");
	const char *pattern = text_of(object, "pattern");
	size_t misp = sizeof misp_kinds / sizeof *misp_kinds;

	if (json_object_get(object, "id") && *pattern)
		take_pattern(w, pattern);
	else if (*value && strstr(text_of(object, "id"), "--") &&
		 is_one_of(kind, stix_kinds, sizeof stix_kinds / sizeof *stix_kinds))
		take(w, value, strlen(value));
	else if (*value && is_one_of(kind, misp_kinds, misp))
		take_misp(w, kind, value);
}

static void open_container(struct walk *w, json_t *value)
{
	if (!json_is_object(value) && !json_is_array(value))
		return;
	if (w->count == w->cap) {
		w->cap = w->cap ? 2 * w->cap : 64;
		w->open = memory_resize(w->open, w->cap, sizeof *w->open);
	}
	w->open[w->count++] = value;
}

/* Members come off the stack last first, so they are put on it last first. */
static void open_members(struct walk *w, json_t *container)
{
	size_t from = w->count;
	const char *key;
	json_t *value;

	if (json_is_array(container))
		for (size_t i = json_array_size(container); i > 0; i--)
			open_container(w, json_array_get(container, i - 1));
	else
		json_object_foreach(container, key, value) open_container(w, value);
	if (json_is_object(container))
		for (size_t i = from, k = w->count; i + 1 < k; i++, k--) {
			json_t *moved = w->open[i];

			w->open[i] = w->open[k - 1];
			w->open[k - 1] = moved;
		}
}

int indicator_file_json(struct indicators *all, const char *text, size_t len, struct err *err)
{
	json_error_t why;
	json_t *root = json_loadb(text, len, 0, &why);
	struct walk w = {.all = all};

	if (!root)
		return err_set(err, "damaged JSON in line %d", why.line);
	all->lists[all->list_count - 1].format = "STIX";
	open_container(&w, root);
	while (w.count > 0) {
		json_t *container = w.open[--w.count];

		if (json_is_object(container))
			take_object(&w, container);
		open_members(&w, container);
	}
	free(w.open);
	json_decref(root);
	return 0;
}
