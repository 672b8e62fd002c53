#include "score/fingerprint.h"

#include <stdio.h>
#include <string.h>

#include "../encoding.h"
#include "tool_checks.h"

#define TYPE_PERCENT 90

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

static bool asks_for(const struct channel *channel, enum types types)
{
	static const enum counter row[] = {[TXT] = COUNT_Q_TXT, [CNAME] = COUNT_Q_CNAME};

	return types == ANY || tool_checks_asks_for(channel, row[types], TYPE_PERCENT);
}

/* Size of the largest group of matching names with the same prefix. */
static unsigned count_fitting(const struct fingerprint *f, const struct tool_checks_names *names)
{
	const uint8_t *begin[SAMPLE_NAMES_MAX];
	unsigned found = 0, most = 0;

	for (unsigned i = 0; i < names->count; i++) {
		size_t at;

		if (pattern_find(f->pattern, &names->name[i], &at))
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

/* Number of sampled names that match, whatever their types; 0 if the signature does not hold. */
static unsigned names_showing(const struct fingerprint *f, const struct tool_checks_names *names)
{
	if (f->check)
		return f->check(names);
	if (names->count < f->names)
		return 0;
	unsigned found = count_fitting(f, names);
	return found >= f->names && found * 100 >= names->count * f->percent ? found : 0;
}

bool fingerprint_match(const struct channel *channel, struct fingerprint_hit *hit)
{
	struct tool_checks_names names;
	const struct fingerprint *best = NULL;
	unsigned showing = 0;

	tool_checks_names_of(channel, &names);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const struct fingerprint *f = &table[i];

		if ((best && best->kind >= f->kind) || !asks_for(channel, f->types))
			continue;
		unsigned found = names_showing(f, &names);
		if (found > 0) {
			best = f;
			showing = found;
		}
	}
	if (!best)
		return false;
	hit->tool = best->tool;
	hit->exact = best->kind == EXACT;
	snprintf(hit->why, sizeof hit->why, "%u of %u sampled names: %s", showing, names.count,
	    best->what);
	return true;
}

bool fingerprint_possible(const struct channel *channel)
{
	struct tool_checks_names names;

	tool_checks_names_of(channel, &names);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (names_showing(&table[i], &names) > 0)
			return true;
	return false;
}

bool fingerprint_encoding(const struct channel *channel, char *out, size_t cap)
{
	return encoding_describe(channel, out, cap);
}
