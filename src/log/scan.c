#include "scan.h"

#include <arpa/inet.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define NUMBER_DIGITS_MAX 18
#define HEX_DIGITS_MAX    16
/* Characters that are looked at together when a line is split. */
#define FIELD_BLOCK 16

#ifdef __SSE2__
/* 16 characters at once: a bit for each that is the separator. */
static unsigned separators_of(const char *p, char separator)
{
	__m128i block = _mm_loadu_si128((const void *)p);

	return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8(separator)));
}
#else
static unsigned separators_of(const char *p, char separator)
{
	unsigned bits = 0;

	for (unsigned i = 0; i < FIELD_BLOCK; i++)
		bits |= (unsigned)(p[i] == separator) << i;
	return bits;
}
#endif

size_t scan_fields(struct scan line, char separator, const char **ends, size_t most)
{
	const char *p = line.at;
	size_t count = 0;

	for (; line.end - p >= FIELD_BLOCK; p += FIELD_BLOCK)
		for (unsigned bits = separators_of(p, separator); bits; bits &= bits - 1) {
			if (count == most)
				return most + 1;
			ends[count++] = p + __builtin_ctz(bits);
		}
	for (; p < line.end; p++)
		if (*p == separator) {
			if (count == most)
				return most + 1;
			ends[count++] = p;
		}
	if (count == most)
		return most + 1;
	ends[count++] = line.end;
	return count;
}

bool scan_number(struct scan *s, uint64_t *value)
{
	const char *p = s->at;
	uint64_t sum = 0;

	for (; p < s->end && *p >= '0' && *p <= '9'; p++) {
		if (p - s->at == NUMBER_DIGITS_MAX)
			return false;
		sum = sum * 10 + (uint64_t)(*p - '0');
	}
	if (p == s->at)
		return false;
	s->at = p;
	*value = sum;
	return true;
}

bool scan_digits(struct scan *s, int digits, int *value)
{
	int sum = 0;

	if (scan_left(s) < (size_t)digits)
		return false;
	for (int i = 0; i < digits; i++) {
		if (s->at[i] < '0' || s->at[i] > '9')
			return false;
		sum = sum * 10 + (s->at[i] - '0');
	}
	s->at += digits;
	*value = sum;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool scan_hex(struct scan *s, uint64_t *value, int *digits)
{
	const char *p = s->at;
	uint64_t sum = 0;

	for (; p < s->end && hex_digit(*p) >= 0; p++) {
		if (p - s->at == HEX_DIGITS_MAX)
			return false;
		sum = sum << 4 | (uint64_t)hex_digit(*p);
	}
	*digits = (int)(p - s->at);
	if (*digits == 0)
		return false;
	s->at = p;
	*value = sum;
	return true;
}

bool scan_whole(struct scan s, uint64_t most, uint64_t *value)
{
	return scan_number(&s, value) && s.at == s.end && *value <= most;
}

static bool scan_v4(struct scan s, struct address *address)
{
	uint8_t bytes[4];

	for (int i = 0; i < 4; i++) {
		uint64_t part;
		const char *from = s.at;

		if ((i > 0 && !scan_char(&s, '.')) || !scan_number(&s, &part) || part > 255 ||
		    s.at - from > 4)
			return false;
		bytes[i] = (uint8_t)part;
	}
	if (s.at != s.end)
		return false;
	*address = address_v4(bytes);
	return true;
}

bool scan_address(struct scan s, struct address *address)
{
	static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
	char text[ADDRESS_TEXT_MAX];
	uint8_t bytes[16];
	struct scan rest = s, whole = scan_until(&rest, '%');

	if (scan_v4(s, address))
		return true;
	size_t len = scan_left(&whole);
	if (len < 2 || len >= sizeof text)
		return false;
	memcpy(text, whole.at, len);
	text[len] = '\0';
	if (strlen(text) != len || inet_pton(AF_INET6, text, bytes) != 1)
		return false;
	*address = memcmp(bytes, mapped, sizeof mapped) == 0 ? address_v4(bytes + sizeof mapped)
							     : address_v6(bytes);
	return true;
}

const char *scan_find(struct scan s, const char *text)
{
	return scan_left(&s) > 0 ? memmem(s.at, scan_left(&s), text, strlen(text)) : NULL;
}

const char *scan_last(struct scan s, const char *text)
{
	const char *last = NULL;

	for (const char *p; (p = scan_find(s, text)) != NULL; s.at = p + 1)
		last = p;
	return last;
}
