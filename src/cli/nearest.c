#include "nearest.h"

#include <stdint.h>
#include <string.h>

#define PREFIX_MIN 3

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment (Damerau-Levenshtein without repeated edits), three rows at a time. */
static size_t edits(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t rows[3][NEAREST_WORD_MAX + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b_len; j++)
		above[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t other = a[i - 1] != b[j - 1];

			row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + other);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *free_row = before;
		before = above;
		above = row;
		row = free_row;
	}
	return above[b_len];
}

void nearest_offer(struct nearest *n, const char *word)
{
	size_t typed = strlen(n->typed), len = strlen(word), distance = SIZE_MAX;

	if (typed == 0 || typed >= NEAREST_WORD_MAX || len >= NEAREST_WORD_MAX)
		return;
	if (typed >= PREFIX_MIN && strncmp(word, n->typed, typed) == 0)
		distance = 1;
	else if (typed > 1)
		distance = edits(n->typed, typed, word, len);
	if (distance > 1 + (typed > 4 ? (typed - 1) / 4 : 0) || distance >= typed)
		return;
	if (!n->word || distance < n->distance) {
		n->word = word;
		n->distance = distance;
	}
}
