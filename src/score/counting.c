#include "counting.h"

#include <string.h>

#include "base/utc.h"
#include "hostname_model.h"
#include "payload.h"

/* Required share of the sampled names. */
#define LENGTH_SHARE 0.75
/* A number of the time, in seconds or finer: digits, and the first and the last second it can
 * be. */
#define EPOCH_DIGITS 10
#define EPOCH_FIRST  UINT64_C(1000000000)
#define EPOCH_LAST   UINT64_C(2500000000)
/* The same in hexadecimal, close to the time of the query; and as a date, YYYYMMDD. */
#define EPOCH_HEX_DIGITS 8
#define DATE_DIGITS      8

struct counted {
	const struct sample_name *names[SAMPLE_NAMES_MAX];
	struct payload payloads[SAMPLE_NAMES_MAX];
	unsigned count;
};

/* The sampled names in order of time. */
static unsigned by_time(const struct sample *s, const struct sample_name **out)
{
	for (unsigned i = 0; i < s->count; i++) {
		const struct sample_name *name = &s->names[i];
		unsigned at = i;

		for (; at > 0 && name->time_ns < out[at - 1]->time_ns; at--)
			out[at] = out[at - 1];
		out[at] = name;
	}
	return s->count;
}

static void take_payloads(struct counted *c, const struct sample *s)
{
	const struct sample_name *names[SAMPLE_NAMES_MAX];
	unsigned count = by_time(s, names);

	c->count = 0;
	for (unsigned i = 0; i < count; i++)
		if (payload_of(names[i], 0, &c->payloads[c->count]))
			c->names[c->count++] = names[i];
}

static size_t usual_length(const struct counted *c)
{
	unsigned of[DNS_NAME_WIRE_MAX + 1] = {0};
	size_t usual = 0;

	for (unsigned i = 0; i < c->count; i++)
		if (++of[c->payloads[i].len] > of[usual])
			usual = c->payloads[i].len;
	return usual;
}

static void keep_length(struct counted *c, size_t length)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < c->count; i++)
		if (c->payloads[i].len == length) {
			c->names[kept] = c->names[i];
			c->payloads[kept++] = c->payloads[i];
		}
	c->count = kept;
}

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

/* Characters that all payloads begin with, without the digits at their end. */
static size_t common_prefix(const struct counted *c)
{
	const struct payload *first = &c->payloads[0];
	size_t length = first->len;

	for (unsigned i = 1; i < c->count; i++) {
		size_t k = 0;

		while (k < length && k < c->payloads[i].len &&
		       c->payloads[i].text[k] == first->text[k])
			k++;
		length = k;
	}
	while (length > 0 && is_digit(first->text[length - 1]))
		length--;
	return length;
}

/* Length of the decimal number at `start`. */
static size_t digits_at(const struct payload *p, size_t start)
{
	size_t end = start;

	while (end < p->len && is_digit(p->text[end]))
		end++;
	return end - start;
}

/* True if all payloads are the same prefix, a decimal number, and the same rest. */
static bool is_decimal(const struct counted *c)
{
	size_t prefix = common_prefix(c);
	const struct payload *first = &c->payloads[0];
	size_t rest = first->len - prefix - digits_at(first, prefix);

	for (unsigned i = 0; i < c->count; i++) {
		const struct payload *p = &c->payloads[i];
		size_t digits = digits_at(p, prefix);

		if (digits == 0 || p->len - prefix - digits != rest ||
		    memcmp(p->text + p->len - rest, first->text + first->len - rest, rest) != 0)
			return false;
	}
	return true;
}

/* Order of a character: as in base36, or letters first as in base32. */
static unsigned rank(uint8_t c, bool letters_first)
{
	return is_digit(c) && letters_first ? c + 0x100u : c;
}

static int compare(const struct payload *a, const struct payload *b, bool letters_first)
{
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	for (size_t i = 0; i < a->len; i++)
		if (a->text[i] != b->text[i])
			return rank(a->text[i], letters_first) < rank(b->text[i], letters_first)
				   ? -1
				   : 1;
	return 0;
}

/* Share of the steps that go the same way. */
static double steady_share(const struct counted *c, bool letters_first)
{
	unsigned up = 0, down = 0;

	for (unsigned i = 1; i < c->count; i++) {
		int order = compare(&c->payloads[i - 1], &c->payloads[i], letters_first);

		up += order < 0;
		down += order > 0;
	}
	return (double)(up > down ? up : down) / (c->count - 1);
}

/* -- the time -- */

static uint64_t number_of(const uint8_t *text, size_t digits, unsigned base)
{
	uint64_t value = 0;

	for (size_t i = 0; i < digits; i++)
		value = value * base + (is_digit(text[i]) ? text[i] - (unsigned)'0'
							  : text[i] - (unsigned)'a' + 10);
	return value;
}

static bool is_date(uint64_t ymd)
{
	uint64_t year = ymd / 10000, month = ymd / 100 % 100, day = ymd % 100;

	return year >= 1990 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

static bool is_decimal_time(const uint8_t *text, size_t digits)
{
	if (digits >= DATE_DIGITS && is_date(number_of(text, DATE_DIGITS, 10)))
		return true;
	uint64_t seconds = digits >= EPOCH_DIGITS ? number_of(text, EPOCH_DIGITS, 10) : 0;
	return seconds >= EPOCH_FIRST && seconds < EPOCH_LAST;
}

static bool is_hex_time(const uint8_t *text, int64_t time_ns)
{
	int64_t seconds = time_ns / NS_PER_SECOND;
	int64_t value = (int64_t)number_of(text, EPOCH_HEX_DIGITS, 16);

	return value > seconds - NS_PER_DAY / NS_PER_SECOND &&
	       value < seconds + NS_PER_DAY / NS_PER_SECOND;
}

static bool tells_time(const struct payload *p, int64_t time_ns)
{
	size_t decimal = 0, hex = 0;

	for (size_t i = 0; i < p->len; i++) {
		uint8_t c = p->text[i];

		decimal = is_digit(c) ? decimal + 1 : 0;
		hex = is_digit(c) || (c >= 'a' && c <= 'f') ? hex + 1 : 0;
		bool ends = i + 1 == p->len || !is_digit(p->text[i + 1]);
		if (ends && is_decimal_time(p->text + i + 1 - decimal, decimal))
			return true;
		if (hex >= EPOCH_HEX_DIGITS &&
		    is_hex_time(p->text + i + 1 - EPOCH_HEX_DIGITS, time_ns))
			return true;
	}
	return false;
}

static bool is_clock(const struct counted *c)
{
	unsigned telling = 0;

	for (unsigned i = 0; i < c->count; i++)
		telling += tells_time(&c->payloads[i], c->names[i]->time_ns);
	return 2 * telling > c->count;
}

/* Mean bits per character of the names. */
static double surprise(const struct counted *c)
{
	uint64_t cost = 0, length = 0;

	for (unsigned i = 0; i < c->count; i++) {
		cost += hostname_cost_256ths(c->payloads[i].text, c->payloads[i].len);
		length += c->payloads[i].len;
	}
	return (double)cost / 256 / (double)length;
}

struct counting counting_of(const struct channel *channel)
{
	struct counting none = {0};
	struct counted c;

	if (channel->sample.count < COUNTING_NAMES_MIN)
		return none;
	take_payloads(&c, &channel->sample);
	if (c.count < COUNTING_NAMES_MIN)
		return none;
	if (!is_decimal(&c)) {
		keep_length(&c, usual_length(&c));
		if (c.count < COUNTING_NAMES_MIN || c.count < LENGTH_SHARE * channel->sample.count)
			return none;
	}
	double base36 = steady_share(&c, false), base32 = steady_share(&c, true);
	double share = base36 > base32 ? base36 : base32;

	if (is_clock(&c))
		return none;
	return (struct counting){.names = c.count, .share = share, .surprise_bits = surprise(&c)};
}
