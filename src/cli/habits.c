#include "habits.h"

#include <stddef.h>
#include <string.h>

struct habit {
	const char *typed, *instead;
};

static const struct habit options[] = {
#define HINT(typed, instead) {typed, instead},
#define WORD(typed, instead)
#include "hints.def"
#undef HINT
#undef WORD
};

static const struct habit words[] = {
#define HINT(typed, instead)
#define WORD(typed, instead) {typed, instead},
#include "hints.def"
#undef HINT
#undef WORD
};

static const char *find(const struct habit *habits, size_t count, const char *typed, size_t len)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(habits[i].typed) == len && strncmp(habits[i].typed, typed, len) == 0)
			return habits[i].instead;
	return NULL;
}

const char *habits_option(const char *typed)
{
	size_t count = sizeof options / sizeof *options;
	const char *instead = find(options, count, typed, strcspn(typed, "="));

	if (instead || typed[0] != '-' || typed[1] == '-' || typed[1] == '\0')
		return instead;
	return find(options, count, typed, 2);
}

const char *habits_word(const char *word)
{
	if (strstr(word, "://"))
		return "dnsferret reads files, and nothing from the network: fetch it first";
	return find(words, sizeof words / sizeof *words, word, strcspn(word, " "));
}
