#include "encoded_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/base_n.h"
#include "code_words.h"

/* Shorter runs are words: "deadbeef" is decoded, "cafe" is not. */
#define RUN_MIN 8
/* A file signature counts in a run of this length. */
#define MAGIC_RUN_MIN 16
/* A run is decoded in full if at most this many of the bytes in these digits of it are unreadable.
 * A whole number of bytes, and an even one, in every codec. */
#define GLANCE_DIGITS 16
/* As many unreadable bytes are allowed in text that is searched for words. */
#define STRANGE_MAX 1

/* Looks at the middle, because something else may stand in front: can this be text, of one or two
 * bytes per character? Half of the glance nearly always suffices. */
static bool is_promising(enum base_n codec, const uint8_t *run, size_t len)
{
	size_t from = len / 2 / GLANCE_DIGITS * GLANCE_DIGITS, left = len - from;
	struct decoded d;

	for (size_t digits = GLANCE_DIGITS / 2; digits <= GLANCE_DIGITS; digits *= 2) {
		base_n_decode(codec, run + from, left < digits ? left : digits, &d);
		if (base_n_strange_wide(&d) > STRANGE_MAX)
			return false;
	}
	return true;
}

/* Short text has to be readable throughout to be searched for words. */
static enum encoded_text meaning_of(enum base_n codec, const uint8_t *run, size_t len)
{
	struct decoded d;

	if (!is_promising(codec, run, len))
		return ENCODED_TEXT_NONE;
	base_n_decode(codec, run, len, &d);
	base_n_narrow(&d);
	bool text = base_n_is_text(d.bytes, d.len);
	if ((text || base_n_strange(&d) <= STRANGE_MAX) &&
	    (code_words_found(d.bytes, d.len) || code_words_command_found(d.bytes, d.len)))
		return ENCODED_TEXT_CODE;
	return text ? ENCODED_TEXT_READABLE : ENCODED_TEXT_NONE;
}

static bool has_signature(enum base_n codec, const uint8_t *run, size_t len)
{
	struct decoded d;

	if (len < MAGIC_RUN_MIN)
		return false;
	base_n_decode(codec, run, MAGIC_RUN_MIN, &d);
	return base_n_magic(&d) != NULL;
}

/* Tries a run of digits at every alignment: a counter or a tag may stand in front of the data. */
static enum encoded_text run_meaning(enum base_n codec, const uint8_t *run, size_t len)
{
	enum encoded_text most = ENCODED_TEXT_NONE;

	if (has_signature(codec, run, len))
		return ENCODED_TEXT_CODE;
	for (size_t skip = 0; skip < base_n_alignments(codec); skip++) {
		enum encoded_text found = meaning_of(codec, run + skip, len - skip);

		most = found > most ? found : most;
	}
	return most;
}

/* Without '-' and '_' base64url is base64. */
static bool is_repeated(enum base_n codec, const uint8_t *run, size_t len)
{
	return codec == BASE_N_64URL && !memchr(run, '-', len) && !memchr(run, '_', len);
}

enum encoded_text encoded_text_of(const uint8_t *text, size_t len)
{
	enum encoded_text most = ENCODED_TEXT_NONE;

	if (len > BASE_N_TEXT_MAX)
		len = BASE_N_TEXT_MAX;
	for (enum base_n codec = 0; codec < BASE_N_COUNT; codec++) {
		size_t run, at = 0;

		for (; (run = base_n_next_run(codec, text, len, RUN_MIN, &at)) > 0; at += run) {
			if (is_repeated(codec, text + at, run))
				continue;
			enum encoded_text found = run_meaning(codec, text + at, run);
			most = found > most ? found : most;
		}
	}
	return most;
}
