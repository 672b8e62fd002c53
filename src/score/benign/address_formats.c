#include "address_formats.h"

#include <string.h>

/* A blocklist is queried with whole addresses; shorter runs of digits are something else. */
#define NIBBLES_MIN 16
#define NIBBLES_MAX 32
/* Zeros of an address that stands for an IPv4 address or for the host itself (RFC 4291 2.5). */
#define ZEROS_MIN 20
/* A telephone number has at most 15 digits (ITU-T E.164). */
#define DIGITS_MIN 3
#define DIGITS_MAX 15

/* First bytes that no host has: 0 and, from 224 on, groups and reserved addresses (RFC 6890 2.2.2).
 * Of random bytes 13 % are such. */
static bool is_odd_byte(struct label first)
{
	unsigned value = 0;

	for (size_t i = 0; i < first.len; i++)
		value = 10 * value + (first.text[i] - '0');
	return value == 0 || value >= 224;
}

static uint8_t odd_ends(struct label first, struct label last)
{
	return (uint8_t)(is_odd_byte(first) | is_odd_byte(last) << 1);
}

bool address_format_reversed_ipv4(struct format_parts *p)
{
	unsigned from = 0;

	if (format_parts_run(p->l, label_is_byte, &from) != 4)
		return false;
	p->odd = odd_ends(p->l->at[from], p->l->at[from + 3]);
	format_parts_explain(p, from, 4);
	return format_parts_finish(p);
}

/* Addresses in use begin with 2 or 3 (global unicast), fc to fd (local), fe or ff, or are nearly
 * all zero (RFC 4291 2.4): one in six of random ones. The first digit is the last label. */
static bool is_ipv6_in_use(const struct labels *l, unsigned from, unsigned count)
{
	uint8_t first = l->at[from + count - 1].text[0];
	uint8_t second = count > 1 ? l->at[from + count - 2].text[0] : 'f';
	unsigned zeros = 0;

	for (unsigned i = from; i < from + count; i++)
		zeros += l->at[i].text[0] == '0';
	return first == '2' || first == '3' || (first == 'f' && second >= 'c') ||
	       zeros >= ZEROS_MIN;
}

bool address_format_reversed_ipv6(struct format_parts *p)
{
	unsigned from = 0, run = format_parts_run(p->l, label_is_nibble, &from);

	if (run < NIBBLES_MIN || run > NIBBLES_MAX || !is_ipv6_in_use(p->l, from, run))
		return false;
	format_parts_explain(p, from, run);
	return format_parts_finish(p);
}

/* "0-127", "0/25", "128-255": a part of a network (RFC 2317 4, 5.2). */
static bool is_range(struct label l)
{
	size_t at = 0;

	while (at < l.len && label_char_in('d', l.text[at]))
		at++;
	return at > 0 && at <= 3 && at + 1 < l.len && l.len <= 7 &&
	       (l.text[at] == '-' || l.text[at] == '/') &&
	       label_all_in((struct label){l.text + at + 1, l.len - at - 1}, 'd');
}

static bool is_byte_or_range(struct label l)
{
	return label_is_byte(l) || is_range(l);
}

bool address_format_zone_ipv4(struct format_parts *p)
{
	unsigned from = 0;

	return p->l->count <= 5 && format_parts_run(p->l, is_byte_or_range, &from) == p->l->count;
}

bool address_format_zone_ipv6(struct format_parts *p)
{
	unsigned from = 0, count = p->l->count;

	return count <= NIBBLES_MAX && format_parts_run(p->l, label_is_nibble, &from) == count &&
	       is_ipv6_in_use(p->l, 0, count);
}

/* Length of a number up to 255 at the start; 0 if there is none. */
static size_t take_byte(struct label rest)
{
	size_t len = 0;

	while (len < rest.len && label_char_in('d', rest.text[len]))
		len++;
	return label_is_byte((struct label){rest.text, len}) ? len : 0;
}

/* Length of four such numbers joined by `joint`; 0 if there are none. *odd: as in format_parts. */
static size_t take_ipv4(struct label rest, char joint, uint8_t *odd)
{
	size_t pos = 0;
	struct label byte[4];

	for (unsigned k = 0; k < 4; k++) {
		if (k > 0 && (pos == rest.len || rest.text[pos++] != joint))
			return 0;
		size_t len = take_byte((struct label){rest.text + pos, rest.len - pos});

		if (len == 0)
			return 0;
		byte[k] = (struct label){rest.text + pos, len};
		pos += len;
	}
	*odd = odd_ends(byte[0], byte[3]);
	return pos;
}

bool address_format_list(struct format_parts *p)
{
	const struct labels *l = p->l;
	const struct label *last = &l->at[l->count - 1];
	struct label rest = {l->at[0].text, (size_t)(last->text + last->len - l->at[0].text)};
	unsigned addresses = 0;
	while (rest.len > 0) {
		size_t taken = take_ipv4(rest, '.', &p->odd);

		addresses += taken > 0;
		if (taken == 0 && (addresses == 0 || !memchr(",;| ", rest.text[0], 4)))
			return false;
		taken += taken == 0;
		rest.text += taken;
		rest.len -= taken;
	}
	p->roomy = true;
	return addresses >= 2;
}

bool address_format_is_dashed(struct label l)
{
	uint8_t odd;

	return take_ipv4(l, '-', &odd) == l.len && l.len > 0;
}

/* What stands before and after the address is left over unless it is a word. */
static bool holds_ipv4(struct format_parts *p, struct label l)
{
	unsigned hyphens = 0;

	for (size_t i = 0; i < l.len; i++)
		hyphens += l.text[i] == '-';
	if (hyphens < 3)
		return false;
	for (size_t i = 0; i < l.len; i++) {
		struct label tail = {l.text + i, l.len - i};
		size_t taken =
		    i > 0 && label_char_in('d', l.text[i - 1]) ? 0 : take_ipv4(tail, '-', &p->odd);

		if (taken > 0)
			return (i == 0 || leftover_add(&p->left, (struct label){l.text, i})) &&
			       (taken == tail.len ||
				   leftover_add(&p->left,
				       (struct label){tail.text + taken, tail.len - taken}));
	}
	return false;
}

bool address_format_in_label(struct format_parts *p)
{
	for (unsigned i = 0; i < p->l->count; i++)
		if (holds_ipv4(p, p->l->at[i])) {
			format_parts_explain(p, i, 1);
			return format_parts_finish(p);
		}
	return false;
}

static bool is_digit(struct label l)
{
	return l.len == 1 && label_all_in(l, 'd');
}

bool address_format_telephone(struct format_parts *p)
{
	const struct labels *l = p->l;
	unsigned from = 0;

	return l->count >= DIGITS_MIN + 2 && l->count <= DIGITS_MAX + 2 &&
	       label_is(l->at[l->count - 1], "arpa") && label_is(l->at[l->count - 2], "e164") &&
	       format_parts_run(l, is_digit, &from) == l->count - 2;
}
