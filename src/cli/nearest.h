/*
 * The known word that a mistyped one most likely stands for. Pure; constant memory.
 */
#ifndef DNSFERRET_CLI_NEAREST_H
#define DNSFERRET_CLI_NEAREST_H

#include <stddef.h>

/* Words of NEAREST_WORD_MAX characters and more have no neighbours. */
#define NEAREST_WORD_MAX 40

/* The best word so far; begin with {.typed = ...}. */
struct nearest {
	const char *typed, *word; /* NULL = none is near */
	size_t distance;
};

/* Takes the word if it is nearer than those before: if it begins with what was typed (three
 * characters or more), or if few edits lead to it (a character more, less, other, or two swapped:
 * one, and one more for every four characters beyond four). */
void nearest_offer(struct nearest *n, const char *word);

#endif
