#include "base/utc.h"

#include <stdbool.h>
#include <string.h>

#include "base/digits.h"

#define SECONDS_PER_DAY 86400
/* Of "2016-11-13". */
#define DATE_LEN 10
/* Of "T22:00". */
#define TIME_LEN_MIN 6

struct civil {
	int64_t year;
	int month, day, hour, minute, second;
	int64_t nanosecond;
};

static int64_t days_from_civil(int64_t y, int m, int d)
{
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t yoe = y - era * 400;
	int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return era * 146097 + doe - 719468;
}

static struct civil civil_of(int64_t time_ns)
{
	int64_t seconds = time_ns / NS_PER_SECOND, ns = time_ns % NS_PER_SECOND;

	if (ns < 0) {
		ns += NS_PER_SECOND;
		seconds--;
	}
	int64_t days = seconds / SECONDS_PER_DAY, rest = seconds % SECONDS_PER_DAY;
	if (rest < 0) {
		rest += SECONDS_PER_DAY;
		days--;
	}
	int64_t z = days + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	struct civil c = {
	    .day = (int)(doy - (153 * mp + 2) / 5 + 1),
	    .month = (int)(mp < 10 ? mp + 3 : mp - 9),
	    .hour = (int)(rest / 3600),
	    .minute = (int)(rest / 60 % 60),
	    .second = (int)(rest % 60),
	    .nanosecond = ns,
	};
	c.year = yoe + era * 400 + (c.month <= 2);
	return c;
}

static char *put_digits(char *p, int64_t value, int digits, char behind)
{
	digits_fixed((uint64_t)value, (unsigned)digits, p);
	p[digits] = behind;
	return p + digits + 1;
}

/* 64-bit nanoseconds cover the years 1677 to 2262. */
static char *put_civil(char *p, const struct civil *c, char between)
{
	p = put_digits(p, c->year, 4, '-');
	p = put_digits(p, c->month, 2, '-');
	p = put_digits(p, c->day, 2, between);
	p = put_digits(p, c->hour, 2, ':');
	p = put_digits(p, c->minute, 2, ':');
	return put_digits(p, c->second, 2, '\0');
}

const char *utc_rfc3339(int64_t time_ns, char out[UTC_TEXT_MAX])
{
	struct civil c = civil_of(time_ns);
	char *p = put_civil(out, &c, 'T');

	p[-1] = '.';
	p = put_digits(p, c.nanosecond / 1000, 6, 'Z');
	*p = '\0';
	return out;
}

const char *utc_short(int64_t time_ns, char out[UTC_TEXT_MAX])
{
	struct civil c = civil_of(time_ns);

	put_civil(out, &c, ' ');
	return out;
}

/* Reads exactly `digits` digits; false if one is missing. */
static bool take_number(const char **text, int digits, int *value)
{
	*value = 0;
	for (; digits > 0; digits--, (*text)++) {
		if (**text < '0' || **text > '9')
			return false;
		*value = *value * 10 + (**text - '0');
	}
	return true;
}

static bool take_char(const char **text, const char *any_of)
{
	if (**text == '\0' || !strchr(any_of, **text))
		return false;
	(*text)++;
	return true;
}

/* Digits after the decimal point as nanoseconds; digits beyond nine are ignored. */
static int64_t take_fraction(const char **text)
{
	int64_t ns = 0, unit = NS_PER_SECOND / 10;

	for (; **text >= '0' && **text <= '9'; (*text)++, unit /= 10)
		ns += (**text - '0') * unit;
	return ns;
}

static int parse_epoch(const char *text, int64_t *time_ns)
{
	int64_t seconds = 0;
	int digits = 0;

	for (; *text >= '0' && *text <= '9' && digits < 10; text++, digits++)
		seconds = seconds * 10 + (*text - '0');
	int64_t ns = *text == '.' ? (text++, take_fraction(&text)) : 0;
	if (digits == 0 || *text || seconds > INT64_MAX / NS_PER_SECOND - 1)
		return -1;
	*time_ns = seconds * NS_PER_SECOND + ns;
	return 0;
}

int utc_parse(const char *text, int64_t *time_ns)
{
	struct civil c = {0};
	int year;

	if (*text == '@')
		return parse_epoch(text + 1, time_ns);
	if (!take_number(&text, 4, &year) || !take_char(&text, "-") ||
	    !take_number(&text, 2, &c.month) || !take_char(&text, "-") ||
	    !take_number(&text, 2, &c.day))
		return -1;
	if (take_char(&text, "T ")) {
		if (!take_number(&text, 2, &c.hour) || !take_char(&text, ":") ||
		    !take_number(&text, 2, &c.minute))
			return -1;
		if (take_char(&text, ":")) {
			if (!take_number(&text, 2, &c.second))
				return -1;
			if (take_char(&text, "."))
				c.nanosecond = take_fraction(&text);
		}
	}
	take_char(&text, "Z");
	if (*text || year < 1970 || year > 2261 || c.month < 1 || c.month > 12 || c.day < 1 ||
	    c.day > 31 || c.hour > 23 || c.minute > 59 || c.second > 60)
		return -1;
	int64_t seconds = days_from_civil(year, c.month, c.day) * SECONDS_PER_DAY + c.hour * 3600 +
			  c.minute * 60 + c.second;
	*time_ns = seconds * NS_PER_SECOND + c.nanosecond;
	/* A day that does not exist in its month has become one of the next month. */
	return civil_of(*time_ns).month == c.month || c.second == 60 ? 0 : -1;
}

/* The seconds of "+02:00", "+0200" or "+02"; -1 if it is something else. */
static int parse_offset(const char *text, int64_t *seconds)
{
	int hours, minutes = 0;
	bool west = *text == '-';

	text++;
	if (!take_number(&text, 2, &hours))
		return -1;
	bool colon = take_char(&text, ":");
	if ((colon || *text) && !take_number(&text, 2, &minutes))
		return -1;
	if (*text || hours > 23 || minutes > 59)
		return -1;
	*seconds = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
	return 0;
}

int utc_parse_offset(const char *text, int64_t *time_ns)
{
	char time[UTC_TEXT_MAX];
	int64_t seconds;
	size_t len = strlen(text);

	/* Behind the date, a sign can only begin an offset. */
	size_t at = len > DATE_LEN ? DATE_LEN + strcspn(text + DATE_LEN, "+-") : len;
	if (*text == '@' || at == len)
		return utc_parse(text, time_ns);
	if (at >= sizeof time || at < DATE_LEN + TIME_LEN_MIN || text[at - 1] == 'Z' ||
	    parse_offset(text + at, &seconds) != 0)
		return -1;
	memcpy(time, text, at);
	time[at] = '\0';
	if (utc_parse(time, time_ns) != 0)
		return -1;
	*time_ns -= seconds * NS_PER_SECOND;
	return 0;
}
