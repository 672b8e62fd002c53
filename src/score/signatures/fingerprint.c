#include "score/fingerprint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#include "../encoding.h"
#include "../telling.h"
#include "tool_checks.h"

#define TYPE_PERCENT 90
/* The opening of a session: this many names, twice as many, and so on. */
#define OPENING_MIN 8

enum kind { SHAPE, EXACT };
enum types { ANY, TXT, CNAME };

typedef unsigned tool_checks_check(const struct tool_checks_names *names);

struct fingerprint {
	const char *tool;
	enum kind kind;
	tool_checks_check *check; /* NULL: match the pattern */
	enum types types;
	unsigned names, percent, same;
	const char *pattern;
	const char *what;
};

static const struct fingerprint table[] = {
#define PATTERN(tool, kind, types, names, percent, same, pattern, what) \
	{tool, kind, NULL, types, names, percent, same, pattern, what},
#define CHECK(tool, kind, check, what) {tool, kind, check, ANY, 0, 0, 0, NULL, what},
#include "fingerprints.def"
#undef PATTERN
#undef CHECK
};
#define ROWS (sizeof table / sizeof *table)

static bool asks_for(const struct tool_checks_names *names, enum types types)
{
	static const enum sample_type type[] = {[TXT] = SAMPLE_TXT, [CNAME] = SAMPLE_CNAME};

	return types == ANY || tool_checks_asks_for(names, type[types], TYPE_PERCENT);
}

/* Size of the largest group of matching names with the same prefix. */
static unsigned count_fitting(const struct fingerprint *f, const struct pattern *pattern,
    const struct tool_checks_names *names)
{
	const uint8_t *begin[SAMPLE_NAMES_MAX];
	unsigned found = 0, most = 0;

	for (unsigned i = 0; i < names->count; i++) {
		size_t at;

		if (pattern_find(pattern, &names->name[i], &at))
			begin[found++] = names->name[i].text + at;
	}
	for (unsigned i = 0; i < found; i++) {
		unsigned alike = 0;

		for (unsigned k = 0; k < found; k++)
			alike += memcmp(begin[k], begin[i], f->same) == 0;
		most = alike > most ? alike : most;
	}
	return most;
}

/* Number of sampled names that match, whatever their types; 0 if the signature does not hold.
 * `pattern`: that of the row, unless it is a check. */
static unsigned names_showing(const struct fingerprint *f, const struct pattern *pattern,
    const struct tool_checks_names *names)
{
	if (f->check)
		return f->check(names);
	unsigned found = count_fitting(f, pattern, names);
	return found >= f->names && found * 100 >= names->count * f->percent ? found : 0;
}

struct match {
	const struct fingerprint *row; /* NULL = none */
	unsigned showing, of;
	bool opening;
};

/* True if the row fits some names whenever it fits a part of them. */
static bool is_steady(const struct fingerprint *f)
{
	return !f->check && f->percent == 0 && f->types == ANY;
}

/* Replaces the match by a better one, if a row fits these names. `steady`: also try the rows that
 * fit all names whenever they fit a part. */
static void match_names(struct match *best, const struct tool_checks_names *names, bool steady)
{
	for (size_t i = 0; i < ROWS; i++) {
		const struct fingerprint *f = &table[i];
		struct pattern pattern;

		if (names->count < f->names || (best->row && best->row->kind >= f->kind) ||
		    !asks_for(names, f->types) || (!steady && is_steady(f)))
			continue;
		if (!f->check)
			pattern_init(&pattern, f->pattern);
		unsigned found = names_showing(f, &pattern, names);
		if (found > 0)
			*best = (struct match){f, found, names->count, names->opening};
	}
}

/* A tool shows itself when its session begins; what follows must not hide it. */
static void match_opening(struct match *best, const struct channel *channel)
{
	struct tool_checks_names names;

	tool_checks_opening_of(channel, &names);
	unsigned count = names.count;
	for (unsigned first = OPENING_MIN; first <= SAMPLE_NAMES_MAX; first *= 2) {
		if (first > count || (first == count && !channel->sample.early))
			return;
		names.count = first;
		match_names(best, &names, first == SAMPLE_NAMES_MAX);
		if (best->row && best->row->kind == EXACT)
			return;
	}
}

bool fingerprint_match(const struct channel *channel, struct fingerprint_hit *hit)
{
	struct tool_checks_names names;
	struct match best = {.row = NULL};

	tool_checks_names_of(channel, &names);
	match_names(&best, &names, true);
	if ((!best.row || best.row->kind != EXACT) && names.count > OPENING_MIN &&
	    telling_opening(&channel->sample))
		match_opening(&best, channel);
	if (!best.row)
		return false;
	hit->tool = best.row->tool;
	hit->exact = best.row->kind == EXACT;
	snprintf(hit->why, sizeof hit->why,
	    best.opening ? "%u of the first %u names: %s" : "%u of %u sampled names: %s",
	    best.showing, best.of, best.row->what);
	return true;
}

struct fingerprint_patterns {
	struct pattern of[ROWS];
	/* Bit i: a name with this byte at the start of its first label, or of another one, may fit
	 * row i; checks fit any name. */
	uint32_t first[UINT8_MAX + 1], later[UINT8_MAX + 1];
};
_Static_assert(ROWS <= 32, "one bit a row");

struct fingerprint_patterns *fingerprint_patterns_new(void)
{
	struct fingerprint_patterns *p = memory_new(1, sizeof *p);

	for (unsigned i = 0; i < ROWS; i++) {
		bool check = table[i].check != NULL;

		if (!check)
			pattern_init(&p->of[i], table[i].pattern);
		for (unsigned c = 0; c <= UINT8_MAX; c++) {
			bool first = check || pattern_bytes_has(&p->of[i].first, (uint8_t)c);
			bool later = !check && pattern_bytes_has(&p->of[i].later, (uint8_t)c);

			p->first[c] |= (uint32_t)first << i;
			p->later[c] |= (uint32_t)later << i;
		}
	}
	return p;
}

void fingerprint_patterns_free(struct fingerprint_patterns *patterns)
{
	free(patterns);
}

bool fingerprint_possible(
    const struct channel *channel, const struct fingerprint_patterns *patterns)
{
	struct tool_checks_names names;
	const struct pattern_name *name = names.name;
	uint32_t rows;

	tool_checks_names_of(channel, &names);
	if (name->label_count == 0)
		return false;
	rows = patterns->first[name->text[0]];
	for (unsigned i = 1; i < name->label_count; i++)
		rows |= patterns->later[name->text[name->start[i]]];
	for (; rows != 0; rows &= rows - 1) {
		unsigned i = (unsigned)__builtin_ctz(rows);

		if (table[i].names <= 1 && names_showing(&table[i], &patterns->of[i], &names) > 0)
			return true;
	}
	return false;
}

bool fingerprint_encoding(const struct channel *channel, char *out, size_t cap)
{
	return encoding_describe(channel, out, cap);
}
