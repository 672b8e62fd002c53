#include "base/base_n.h"

#include <string.h>

#include "base/limits.h"

/* A random byte is printable with probability 0.38: 14 of 16 happens once in 700,000 tries. */
#define TEXT_LEN_MIN      16
#define PRINTABLE_PERCENT 90
/* Share of upper bytes of UTF-16 that are zero, and the least number of bytes to tell. */
#define WIDE_ZERO_PERCENT 90
#define WIDE_BYTES_MIN    8
/* Minimum length of a word in hex digits. */
#define WORD_DIGITS_MIN 12

/* Digits first..last stand for value, value + 1, ... */
struct range {
	uint8_t first, last, value;
};

static const struct codec {
	const char *name;
	unsigned bits;
	size_t alignments; /* number of start offsets to try: the data may be split between any
			      two digits */
	struct range ranges[5];
} codecs[] = {
    [BASE_N_HEX] = {"hex", 4, 2, {{'0', '9', 0}, {'a', 'f', 10}, {'A', 'F', 10}}},
    [BASE_N_32] = {"base32", 5, 1, {{'a', 'z', 0}, {'A', 'Z', 0}, {'2', '7', 26}}},
    [BASE_N_32HEX] = {"base32hex", 5, 1, {{'0', '9', 0}, {'a', 'v', 10}, {'A', 'V', 10}}},
    [BASE_N_64] = {"base64", 6, 4,
	{{'A', 'Z', 0}, {'a', 'z', 26}, {'0', '9', 52}, {'+', '+', 62}, {'/', '/', 63}}},
    [BASE_N_64URL] = {"base64url", 6, 4,
	{{'A', 'Z', 0}, {'a', 'z', 26}, {'0', '9', 52}, {'-', '-', 62}, {'_', '_', 63}}},
};

/* Of which codecs a byte is a digit: one bit per enum base_n. */
/* clang-format off */
static const uint8_t digit_of[256] = {
    [0x20] = 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 16, 0, 8,
    [0x30] = 29, 29, 31, 31, 31, 31, 31, 31, 29, 29, 0, 0, 0, 0, 0, 0,
    [0x40] = 0, 31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    [0x50] = 30, 30, 30, 30, 30, 30, 30, 26, 26, 26, 26, 0, 0, 0, 0, 16,
    [0x60] = 0, 31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30, 30, 30, 30,
    [0x70] = 30, 30, 30, 30, 30, 30, 30, 26, 26, 26, 26, 0, 0, 0, 0, 0,
};
/* clang-format on */

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
	for (size_t i = 0; i < sizeof codec->ranges / sizeof *codec->ranges; i++) {
		const struct range *r = &codec->ranges[i];

		if (c >= r->first && c <= r->last && r->last > 0)
			return r->value + (c - r->first);
	}
	return -1;
}

static bool is_digit(enum base_n codec, uint8_t c)
{
	return digit_of[c] >> codec & 1;
}

/* Looks at the end of the shortest run first, so that most of the text is skipped. */
size_t base_n_next_run(
    enum base_n codec, const uint8_t *text, size_t len, size_t run_min, size_t *at)
{
	while (*at + run_min <= len) {
		size_t end = *at + run_min;

		while (end > *at && is_digit(codec, text[end - 1]))
			end--;
		if (end > *at) {
			*at = end;
			continue;
		}
		end += run_min;
		while (end < len && is_digit(codec, text[end]))
			end++;
		return end - *at;
	}
	return 0;
}

size_t base_n_alignments(enum base_n codec)
{
	return codecs[codec].alignments;
}

void base_n_decode(enum base_n number, const uint8_t *text, size_t len, struct decoded *d)
{
	const struct codec *codec = &codecs[number];
	unsigned held = 0, bits = 0;

	d->codec = codec->name;
	d->len = 0;
	for (size_t i = 0; i < len && i < BASE_N_TEXT_MAX; i++) {
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

const char *base_n_magic(const struct decoded *d)
{
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (d->len >= 2 * magics[i].len &&
		    memcmp(d->bytes, magics[i].bytes, magics[i].len) == 0)
			return magics[i].name;
	return NULL;
}

bool base_n_is_printable(uint8_t c)
{
	return (c >= ' ' && c < 0x7f) || (c >= '\t' && c <= '\r');
}

size_t base_n_strange(const struct decoded *d)
{
	size_t strange = 0;

	for (size_t i = 0; i < d->len; i++)
		strange += !base_n_is_printable(d->bytes[i]);
	return strange;
}

size_t base_n_strange_wide(const struct decoded *d)
{
	size_t strange = 0;

	for (size_t i = 0; i < d->len; i++)
		strange += !base_n_is_printable(d->bytes[i]) && (i % 2 == 0 || d->bytes[i] != 0);
	return strange;
}

void base_n_narrow(struct decoded *d)
{
	size_t zeros = 0, pairs = d->len / 2;

	for (size_t i = 0; i < pairs; i++)
		zeros += d->bytes[2 * i + 1] == 0;
	if (d->len < WIDE_BYTES_MIN || zeros * 100 < pairs * WIDE_ZERO_PERCENT)
		return;
	for (size_t i = 0; i < pairs; i++)
		d->bytes[i] = d->bytes[2 * i];
	d->len = pairs;
}

bool base_n_is_text(const uint8_t *bytes, size_t len)
{
	size_t printable = 0;

	for (size_t i = 0; i < len; i++)
		printable += base_n_is_printable(bytes[i]);
	return len >= TEXT_LEN_MIN && printable * 100 >= len * PRINTABLE_PERCENT;
}

bool base_n_is_hex_word(const uint8_t *text, size_t len)
{
	struct decoded d;

	if (len % 2 != 0 || len < WORD_DIGITS_MIN || len > DNS_LABEL_MAX)
		return false;
	base_n_decode(BASE_N_HEX, text, len, &d);
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
	for (enum base_n c = 0; c < BASE_N_COUNT; c++)
		for (size_t skip = 0; skip < codecs[c].alignments && skip < len; skip++) {
			base_n_decode(c, text + skip, len - skip, d);
			d->magic = skip == 0 ? base_n_magic(d) : NULL;
			if (d->magic || base_n_is_text(d->bytes, d->len))
				return true;
		}
	return false;
}
