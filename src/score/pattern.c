#include "pattern.h"

#include <assert.h>
#include <string.h>

#include "label.h"
#include "payload.h"

#define ELEMENTS_MAX 15

/* The rest of the pattern and of one label. */
struct walk {
	const char *pattern;
	struct label rest;
};

/* How far an alternative has got. */
struct states {
	const char *element[ELEMENTS_MAX + 1]; /* start of each element, known once it is reached */
	uint32_t reached;                      /* one bit per element that may come next */
	bool whole;                            /* the pattern must describe all labels */
};

struct set {
	const char *first, *end; /* between the brackets */
};

struct count {
	unsigned least, most;
};

struct range {
	uint8_t low, high;
};

/* One character, or "a-z". */
static struct range take_range(struct set *set)
{
	const char *p = set->first;
	bool many = p + 2 < set->end && p[1] == '-';

	set->first += many ? 3 : 1;
	return (struct range){(uint8_t)p[0], (uint8_t)p[many ? 2 : 0]};
}

static bool in_set(uint8_t c, struct set set)
{
	while (set.first < set.end) {
		struct range range = take_range(&set);

		if (c >= range.low && c <= range.high)
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

static void pass(struct walk *w, size_t len)
{
	w->rest.text += len;
	w->rest.len -= len;
}

static bool take_set(struct walk *w)
{
	struct set set = {w->pattern + 1, strchr(w->pattern, ']')};
	unsigned n = 0;

	w->pattern = set.end + 1;
	struct count wanted = take_count(&w->pattern);
	while (n < wanted.most && n < w->rest.len && in_set(w->rest.text[n], set))
		n++;
	pass(w, n);
	return n >= wanted.least;
}

static bool starts_alike(struct label l, const char *text, size_t len)
{
	if (l.len < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if (payload_fold(l.text[i]) != payload_fold((uint8_t)text[i]))
			return false;
	return true;
}

/* "(one/two)" */
static bool take_text(struct walk *w)
{
	const char *at = w->pattern + 1, *end = strchr(w->pattern, ')');

	w->pattern = end + 1;
	for (size_t len; at < end; at += len + 1) {
		len = strcspn(at, "/)");
		if (starts_alike(w->rest, at, len)) {
			pass(w, len);
			return true;
		}
	}
	return false;
}

static bool take_rest(struct walk *w, bool fits)
{
	w->pattern++;
	pass(w, w->rest.len);
	return fits;
}

static bool take_literal(struct walk *w)
{
	if (w->rest.len == 0 || payload_fold(*w->rest.text) != payload_fold((uint8_t)*w->pattern))
		return false;
	w->pattern++;
	pass(w, 1);
	return true;
}

static bool take_one(struct walk *w)
{
	switch (*w->pattern) {
	case '[':
		return take_set(w);
	case '(':
		return take_text(w);
	case '#':
		return take_rest(w, label_is_byte(w->rest));
	case '@':
		return take_rest(w, label_is_tld(w->rest));
	default:
		return take_literal(w);
	}
}

static bool is_end(char c)
{
	return c == 0 || c == '|';
}

/* The end of the first element: its dot, or the end of the alternative. */
static const char *element_end(const char *pattern)
{
	while (*pattern != '.' && !is_end(*pattern))
		pattern = *pattern == '[' ? strchr(pattern, ']') + 1 : pattern + 1;
	return pattern;
}

/* Matches one element with one label. Afterwards *pattern is at the end of the element. */
static bool label_fits(const char **pattern, struct label label, bool whole)
{
	struct walk w = {*pattern, label};

	while (*w.pattern != '.' && !is_end(*w.pattern))
		if (!take_one(&w))
			return false;
	*pattern = w.pattern;
	return w.rest.len == 0 || (!whole && is_end(*w.pattern));
}

/* The element may come next; if it repeats, so may the one behind it. */
static void reach(struct states *s, uint32_t *next, unsigned i, const char *element)
{
	for (;; i++) {
		assert(i <= ELEMENTS_MAX);
		s->element[i] = element;
		*next |= UINT32_C(1) << i;
		if (*element != '*')
			return;
		element = element_end(element);
		element += *element == '.';
	}
}

/* Moves on by one label. Returns true if the alternative ends with it. */
static bool step(struct states *s, struct label label)
{
	uint32_t next = 0;
	bool ended = false;

	for (unsigned i = 0; s->reached >> i; i++) {
		const char *p = s->element[i];
		bool repeats = *p == '*';

		if (!(s->reached >> i & 1) || is_end(*p))
			continue;
		p += repeats;
		if (!(repeats && (*p == '.' || is_end(*p))) && !label_fits(&p, label, s->whole))
			continue;
		if (repeats)
			reach(s, &next, i, s->element[i]);
		else
			reach(s, &next, i + 1, p + (*p == '.'));
	}
	s->reached = next;
	for (unsigned i = 0; next >> i; i++)
		ended |= (next >> i & 1) && is_end(*s->element[i]);
	return ended;
}

/* All states of the alternative after each label, as a bit set: a small NFA (Thompson, "Regular
 * expression search algorithm", CACM 11(6), 1968). */
static bool fits_from(
    const char *alternative, const struct pattern_name *name, unsigned label, bool whole)
{
	struct states s;
	bool ended;

	s.reached = 0;
	s.whole = whole;
	reach(&s, &s.reached, 0, alternative);
	do {
		struct label l;

		l.text = pattern_label(name, label++, &l.len);
		ended = step(&s, l);
	} while (s.reached && label < name->label_count && (whole || !ended));
	return ended;
}

static void add_range(struct pattern_bytes *bytes, uint8_t low, uint8_t high)
{
	for (unsigned c = low; c <= high; c++)
		bytes->bits[c >> 6] |= UINT64_C(1) << (c & 63);
}

static void add_set(struct pattern_bytes *bytes, const char *pattern)
{
	const char *end = strchr(pattern, ']'), *count = end + 1;

	if (take_count(&count).least == 0)
		add_range(bytes, 0, UINT8_MAX);
	for (struct set set = {pattern + 1, end}; set.first < end;) {
		struct range range = take_range(&set);

		add_range(bytes, range.low, range.high);
	}
}

/* What a label can begin with that matches the start of an alternative. */
static void add_starts(struct pattern_bytes *bytes, const char *alternative)
{
	uint8_t c = payload_fold((uint8_t)*alternative);

	switch (c) {
	case '[':
		add_set(bytes, alternative);
		return;
	case '(':
	case '#':
	case '@':
	case '*':
		add_range(bytes, 0, UINT8_MAX);
		return;
	default:
		add_range(bytes, c, c);
		if (c >= 'a' && c <= 'z')
			add_range(bytes, c - ('a' - 'A'), c - ('a' - 'A'));
	}
}

/* The shortest label that can match the first element of an alternative, or less. */
static unsigned least_length(const char *alternative)
{
	unsigned least = 0;

	if (*alternative == '*')
		return 0;
	for (const char *p = alternative; *p != '.' && !is_end(*p);)
		switch (*p) {
		case '[':
			p = strchr(p, ']') + 1;
			least += take_count(&p).least;
			break;
		case '(':
			p = strchr(p, ')') + 1;
			break;
		default:
			least++;
			p++;
		}
	return least;
}

static const char *next_alternative(const char *alternative)
{
	const char *bar = strchr(alternative, '|');

	return bar ? bar + 1 : NULL;
}

void pattern_init(struct pattern *p, const char *text)
{
	*p = (struct pattern){.text = text, .label_len = DNS_LABEL_MAX};
	for (const char *a = text; a; a = next_alternative(a)) {
		bool anchored = *a == '^';
		unsigned least = least_length(a + anchored);

		add_starts(&p->first, a + anchored);
		if (!anchored)
			add_starts(&p->later, a);
		p->label_len = least < p->label_len ? least : p->label_len;
	}
}

static bool may_fit(const struct pattern *p, const struct pattern_name *name, unsigned label)
{
	return name->start[label + 1] - name->start[label] > (int)p->label_len &&
	       pattern_bytes_has(
		   label == 0 ? &p->first : &p->later, name->text[name->start[label]]);
}

static bool may_fit_any(const struct pattern *p, const struct pattern_name *name)
{
	for (unsigned i = 0; i < name->label_count; i++)
		if (may_fit(p, name, i))
			return true;
	return false;
}

static bool find_one(
    const struct pattern *p, const char *alternative, const struct pattern_name *name, size_t *at)
{
	bool anchored = *alternative == '^';
	unsigned starts = anchored ? 1 : name->label_count;

	for (unsigned i = 0; i < starts; i++) {
		*at = name->start[i];
		if (may_fit(p, name, i) && fits_from(alternative + anchored, name, i, false))
			return true;
	}
	return false;
}

void pattern_name_of(const struct sample_name *sighting, struct pattern_name *name)
{
	unsigned pos = 0;

	name->base_labels = sighting->base_labels;
	name->len = name->label_count = 0;
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

bool pattern_find(const struct pattern *p, const struct pattern_name *name, size_t *at)
{
	if (!may_fit_any(p, name))
		return false;
	for (const char *a = p->text; a; a = next_alternative(a))
		if (find_one(p, a, name, at))
			return true;
	return false;
}

bool pattern_matches(const char *pattern, const struct pattern_name *name)
{
	for (const char *a = pattern; a && name->label_count > 0; a = next_alternative(a))
		if (fits_from(a, name, 0, true))
			return true;
	return false;
}

bool pattern_all_in(const uint8_t *text, size_t len, const char *set)
{
	struct set s = {set, set + strlen(set)};

	for (size_t i = 0; i < len; i++)
		if (!in_set(text[i], s))
			return false;
	return true;
}
