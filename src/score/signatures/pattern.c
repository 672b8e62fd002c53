#include "pattern.h"

#include <string.h>

#include "../payload.h"

/* The rest of the pattern and of the name. */
struct walk {
	const char *pattern;
	const uint8_t *text;
	size_t left;
};

struct set {
	const char *first, *end; /* between the brackets */
};

struct count {
	unsigned least, most;
};

static bool in_set(uint8_t c, struct set set)
{
	for (const char *p = set.first; p < set.end; p++) {
		uint8_t low = (uint8_t)*p, high = low;

		if (p + 2 < set.end && p[1] == '-') {
			high = (uint8_t)p[2];
			p += 2;
		}
		if (c >= low && c <= high)
			return true;
	}
	return false;
}

static unsigned take_number(const char **p)
{
	unsigned n = 0;

	while (**p >= '0' && **p <= '9')
		n = n * 10 + (unsigned)(*(*p)++ - '0');
	return n;
}

/* "{n}" or "{n,m}"; once if there is none. */
static struct count take_count(const char **p)
{
	struct count c = {1, 1};

	if (**p != '{')
		return c;
	++*p;
	c.least = c.most = take_number(p);
	if (**p == ',') {
		++*p;
		c.most = take_number(p);
	}
	++*p;
	return c;
}

static bool take_set(struct walk *w)
{
	struct set set = {w->pattern + 1, strchr(w->pattern, ']')};
	unsigned n = 0;

	w->pattern = set.end + 1;
	struct count wanted = take_count(&w->pattern);
	while (n < wanted.most && w->left > 0 && in_set(*w->text, set)) {
		w->text++;
		w->left--;
		n++;
	}
	return n >= wanted.least;
}

static bool take_literal(struct walk *w)
{
	if (w->left == 0 || payload_fold(*w->text) != payload_fold((uint8_t)*w->pattern))
		return false;
	w->pattern++;
	w->text++;
	w->left--;
	return true;
}

static bool fits_at(const char *pattern, const uint8_t *text, size_t len)
{
	struct walk w = {pattern, text, len};

	while (*w.pattern && *w.pattern != '|')
		if (!(*w.pattern == '[' ? take_set(&w) : take_literal(&w)))
			return false;
	return true;
}

static bool find_one(const char *pattern, const struct pattern_name *name, size_t *at)
{
	unsigned starts = *pattern == '^' ? name->label_count > 0 : name->label_count;

	pattern += *pattern == '^';
	bool literal = *pattern != '[';
	for (unsigned i = 0; i < starts; i++) {
		*at = name->start[i];
		if (literal && payload_fold(name->text[*at]) != payload_fold((uint8_t)*pattern))
			continue;
		if (fits_at(pattern, name->text + *at, name->len - *at))
			return true;
	}
	return false;
}

void pattern_name_of(const struct sample_name *sighting, struct pattern_name *name)
{
	unsigned pos = 0;

	*name = (struct pattern_name){.base_labels = sighting->base_labels};
	while (pos < sighting->wire_len && sighting->wire[pos] != 0 &&
	       pos + sighting->wire[pos] < sighting->wire_len) {
		const uint8_t *label = sighting->wire + pos;

		name->start[name->label_count++] = name->len;
		for (unsigned i = 1; i <= label[0]; i++)
			name->text[name->len++] = label[i] == '.' ? 0 : label[i];
		name->text[name->len++] = '.';
		pos += 1u + label[0];
	}
	name->start[name->label_count] = name->len;
	if (name->base_labels > name->label_count)
		name->base_labels = name->label_count;
}

const uint8_t *pattern_label(const struct pattern_name *name, unsigned i, size_t *len)
{
	*len = i < name->label_count ? name->start[i + 1] - name->start[i] - 1u : 0;
	return name->text + (i < name->label_count ? name->start[i] : 0);
}

bool pattern_find(const char *pattern, const struct pattern_name *name, size_t *at)
{
	for (;;) {
		if (find_one(pattern, name, at))
			return true;
		pattern = strchr(pattern, '|');
		if (!pattern)
			return false;
		pattern++;
	}
}

bool pattern_all_in(const uint8_t *text, size_t len, const char *set)
{
	struct set s = {set, set + strlen(set)};

	for (size_t i = 0; i < len; i++)
		if (!in_set(text[i], s))
			return false;
	return true;
}
