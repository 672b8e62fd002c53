#include "base_n.h"

#include <string.h>

/* A random byte is printable with probability 0.38: 14 of 16 happens once in 700,000 tries. */
#define TEXT_LEN_MIN      16
#define PRINTABLE_PERCENT 90
/* Minimum length of a word in hex digits, in bytes. */
#define WORD_LEN_MIN 6

struct codec {
	const char *name, *digits;
	unsigned bits;
	bool any_case;
	unsigned alignments; /* number of start offsets to try: the data may be split between any
				two digits */
};

static const struct codec codecs[] = {
    {"hex", "0123456789abcdef", 4, true, 2},
    {"base32", "abcdefghijklmnopqrstuvwxyz234567", 5, true, 1},
    {"base32hex", "0123456789abcdefghijklmnopqrstuv", 5, true, 1},
    {"base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, false, 4},
    {"base64url", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, false, 4},
};

static const struct {
	const char *name, *bytes;
	size_t len;
} magics[] = {
    {"gzip", "\x1f\x8b\x08", 3},
    {"an ELF program",
	"\x7f"
	"ELF",
	4},
    {"a Windows program", "MZ\x90\x00", 4},
    {"ZIP", "PK\x03\x04", 4},
    {"PNG", "\x89PNG", 4},
    {"xz",
	"\xfd"
	"7zXZ",
	5},
};

static int digit_value(const struct codec *codec, uint8_t c)
{
	if (codec->any_case && c >= 'A' && c <= 'Z')
		c = (uint8_t)(c + ('a' - 'A'));
	const char *place = c ? strchr(codec->digits, c) : NULL;
	return place ? (int)(place - codec->digits) : -1;
}

static void decode(const struct codec *codec, const uint8_t *text, size_t len, struct decoded *d)
{
	unsigned held = 0, bits = 0;

	d->codec = codec->name;
	d->len = 0;
	for (size_t i = 0; i < len; i++) {
		int value = digit_value(codec, text[i]);

		if (value < 0)
			return;
		held = (held << codec->bits | (unsigned)value) & 0xffff;
		bits += codec->bits;
		if (bits >= 8) {
			bits -= 8;
			d->bytes[d->len++] = (uint8_t)(held >> bits);
		}
	}
}

static const char *magic_of(const struct decoded *d)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (d->len >= 2 * magics[i].len &&
		    memcmp(d->bytes, magics[i].bytes, magics[i].len) == 0)
			return magics[i].name;
	return NULL;
}

static bool is_text(const struct decoded *d)
{
	size_t printable = 0;

	for (size_t i = 0; i < d->len; i++)
		printable += (d->bytes[i] >= ' ' && d->bytes[i] < 0x7f) ||
			     (d->bytes[i] >= '\t' && d->bytes[i] <= '\r');
	return d->len >= TEXT_LEN_MIN && printable * 100 >= d->len * PRINTABLE_PERCENT;
}

bool base_n_is_hex_word(const uint8_t *text, size_t len)
{
	struct decoded d;

	if (len % 2 != 0 || len < 2 * WORD_LEN_MIN || len > DNS_LABEL_MAX)
		return false;
	decode(&codecs[0], text, len, &d);
	if (d.len * 2 != len)
		return false;
	for (size_t i = 0; i < d.len; i++) {
		uint8_t c = d.bytes[i] | 0x20;

		if (!(c >= 'a' && c <= 'z' && d.bytes[i] >= 'A') &&
		    !(d.bytes[i] >= '0' && d.bytes[i] <= '9') && d.bytes[i] != '.' &&
		    d.bytes[i] != '-')
			return false;
	}
	return true;
}

bool base_n_readable(const uint8_t *text, size_t len, struct decoded *d)
{
	for (size_t c = 0; c < sizeof codecs / sizeof *codecs; c++)
		for (size_t skip = 0; skip < codecs[c].alignments && skip < len; skip++) {
			decode(&codecs[c], text + skip, len - skip, d);
			d->magic = skip == 0 ? magic_of(d) : NULL;
			if (d->magic || is_text(d))
				return true;
		}
	return false;
}
