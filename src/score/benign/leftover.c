#include "leftover.h"

#include <string.h>

#include "../label_cost.h"

/* Bits per character under the hostname model: half way between host names (4.4) and random text
 * (6.4). */
#define WORDY_BITS 5.4
/* A longer label is not a word. */
#define WORD_LEN_MAX 40
/* A service name has at most 15 characters (RFC 6335 5.1); some in use have a few more. */
#define SERVICE_LEN_MAX 24

bool leftover_is_wordy(const uint8_t *text, size_t len, double bits)
{
	return label_cost_256ths(text, len) < bits * 256 * (double)len;
}

bool leftover_is_word(struct label l)
{
	bool service = l.len > 1 && l.text[0] == '_';
	struct label word = {l.text + service, l.len - service};

	return word.len <= (service ? SERVICE_LEN_MAX : WORD_LEN_MAX) &&
	       (word.len == 0 || leftover_is_wordy(word.text, word.len, WORDY_BITS));
}

bool leftover_add(struct leftover *left, struct label l)
{
	if (leftover_is_word(l))
		return true;
	if (l.len > LEFTOVER_LEN || left->count == LEFTOVER_MAX)
		return false;
	left->len[left->count] = (uint8_t)l.len;
	memcpy(left->text[left->count++], l.text, l.len);
	return true;
}
