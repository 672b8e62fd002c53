#include "name_pattern.h"

#include <assert.h>
#include <string.h>

#define ELEMENTS_MAX 15

struct element {
	const char *text; /* without the "*" */
	const char *end;
	bool repeats;
};

/* Parses elements up to '|' or the end; returns where it stopped. */
static const char *read_alternative(const char *at, struct element e[ELEMENTS_MAX], unsigned *count)
{
	for (*count = 0;; (*count)++) {
		at += strspn(at, " ");
		size_t len = strcspn(at, " ");

		if (len == 0 || *at == '|')
			return at;
		assert(*count < ELEMENTS_MAX);
		bool repeats = at[len - 1] == '*';

		e[*count] = (struct element){at, at + len - repeats, repeats};
		at += len;
	}
}

static unsigned read_number(const char **at, const char *end)
{
	unsigned value = 0;

	while (*at < end && **at >= '0' && **at <= '9')
		value = 10 * value + (unsigned)(*(*at)++ - '0');
	return value;
}

/* Number of bytes of the label that one of the texts matches; 0 if none does. */
static size_t take_text(const char *at, const char *end, struct label rest)
{
	while (at < end) {
		size_t len = strcspn(at, "/+* |");

		if (len <= rest.len && memcmp(rest.text, at, len) == 0)
			return len;
		at += len + 1;
	}
	return 0;
}

/* Number of bytes of the label that a run of a class matches; 0 if it does not. */
static size_t take_run(const char *at, const char *end, struct label rest)
{
	char class = *at++;
	size_t least = 1, most = DNS_LABEL_MAX, len = 0;

	if (class == 't')
		return label_is_tld(rest) ? rest.len : 0;
	if (class == 'o')
		return label_is_byte(rest) ? rest.len : 0;
	if (at < end)
		least = most = read_number(&at, end);
	if (at < end) {
		at++;
		most = read_number(&at, end);
	}
	while (len < rest.len && len < most && label_char_in(class, rest.text[len]))
		len++;
	return len < least ? 0 : len;
}

static bool element_matches(const struct element *e, struct label rest)
{
	const char *at = e->text;

	if (at == e->end)
		return true;
	while (at < e->end) {
		const char *plus = memchr(at, '+', (size_t)(e->end - at));
		const char *end = plus ? plus : e->end;
		size_t taken = *at == '=' ? take_text(at + 1, end, rest) : take_run(at, end, rest);

		if (taken == 0)
			return false;
		rest.text += taken;
		rest.len -= taken;
		at = end + (plus != NULL);
	}
	return rest.len == 0;
}

/* A repeating element may also match no label. */
static uint32_t pass_over(uint32_t places, const struct element *e, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if ((places >> i & 1) && e[i].repeats)
			places |= UINT32_C(1) << (i + 1);
	return places;
}

/* All states of the pattern after each label, as a bit set: a small NFA (Thompson, "Regular
 * expression search algorithm", CACM 11(6), 1968). */
static bool alternative_matches(
    const struct element *e, unsigned count, const struct labels *labels)
{
	uint32_t places = pass_over(1, e, count);

	for (unsigned k = 0; k < labels->count && places != 0; k++) {
		uint32_t next = 0;

		for (unsigned i = 0; i < count; i++)
			if ((places >> i & 1) && element_matches(&e[i], labels->at[k]))
				next |= UINT32_C(1) << (e[i].repeats ? i : i + 1);
		places = pass_over(next, e, count);
	}
	return places >> count & 1;
}

bool name_pattern_matches(const char *shape, const struct labels *labels)
{
	struct element e[ELEMENTS_MAX];
	unsigned count;

	for (const char *at = shape;; at++) {
		at = read_alternative(at, e, &count);
		if (alternative_matches(e, count, labels))
			return true;
		if (*at != '|')
			return false;
	}
}
