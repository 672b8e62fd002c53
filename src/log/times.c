#include "times.h"

#include "base/utc.h"

#define YEAR_LEAST 1970
#define YEAR_MOST  2261
/* A month that falls back by this many is of the next year. */
#define MONTHS_BACK 6
/* Digits of a whole number of seconds, up to the year 2286; more are milliseconds and so on. */
#define SECONDS_DIGITS_MAX 10

static const char months[][4] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct civil {
	int year, month, day, hour, minute, second;
	int64_t fraction_ns;
};

/* Days since 1970 of a Gregorian date (Howard Hinnant, "days_from_civil"). */
static int64_t days_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year, era = y / 400, yoe = y - era * 400;
	int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int days_in(int year, int month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* `zone` NULL: the time is UTC plus offset_ns. */
static bool to_ns(
    const struct civil *c, const struct time_zone *zone, int64_t offset_ns, int64_t *time_ns)
{
	if (c->year < YEAR_LEAST || c->year > YEAR_MOST || c->month < 1 || c->month > 12 ||
	    c->day < 1 || c->day > days_in(c->year, c->month) || c->hour > 23 || c->minute > 59 ||
	    c->second > 60)
		return false;
	int64_t seconds = days_of(c->year, c->month, c->day) * 86400 + c->hour * 3600 +
			  c->minute * 60 + c->second;
	if (zone)
		seconds = time_zone_utc(zone, seconds);
	int64_t ns = seconds * NS_PER_SECOND + c->fraction_ns - offset_ns;
	*time_ns = ns > 0 ? ns : 0;
	return true;
}

static bool local(struct times *t, const struct civil *c, int64_t *time_ns)
{
	t->zone_missing = true;
	return to_ns(c, t->zone, 0, time_ns);
}

static bool take_fraction(struct scan *s, int64_t *ns)
{
	int64_t unit = NS_PER_SECOND / 10;

	*ns = 0;
	if (scan_peek(s) < '0' || scan_peek(s) > '9')
		return false;
	for (; scan_peek(s) >= '0' && scan_peek(s) <= '9'; s->at++, unit /= 10)
		*ns += (*s->at - '0') * unit;
	return true;
}

/* hh:mm:ss[.fff]; the hour may have one digit. */
static bool take_clock(struct scan *s, struct civil *c)
{
	struct scan at = *s;

	if (!(scan_digits(&at, 2, &c->hour) || scan_digits(&at, 1, &c->hour)) ||
	    !scan_char(&at, ':') || !scan_digits(&at, 2, &c->minute) || !scan_char(&at, ':') ||
	    !scan_digits(&at, 2, &c->second))
		return false;
	*s = at;
	if ((scan_char(&at, '.') || scan_char(&at, ',')) && take_fraction(&at, &c->fraction_ns))
		*s = at;
	return true;
}

/* Z, +hh:mm, +hhmm, +hh. */
static bool take_zone(struct scan *s, int64_t *offset_ns)
{
	struct scan at = *s;
	int hours, minutes = 0;

	if (scan_char(&at, 'Z') || scan_char(&at, 'z')) {
		*offset_ns = 0;
		*s = at;
		return true;
	}
	bool west = scan_peek(&at) == '-';
	if ((!scan_char(&at, '+') && !scan_char(&at, '-')) || !scan_digits(&at, 2, &hours))
		return false;
	struct scan behind = at;
	scan_char(&behind, ':');
	if (scan_digits(&behind, 2, &minutes))
		at = behind;
	*offset_ns = (west ? -1 : 1) * (int64_t)(hours * 3600 + minutes * 60) * NS_PER_SECOND;
	*s = at;
	return true;
}

/* The three letters of a name in lower case as one number; 0 is none. */
static uint32_t letters_of(const char *p)
{
	return (uint32_t)(uint8_t)(p[0] | 0x20) << 16 | (uint32_t)(uint8_t)(p[1] | 0x20) << 8 |
	       (uint8_t)(p[2] | 0x20);
}

static int month_of(struct scan *s)
{
	if (scan_left(s) < 3 || (uint8_t)(*s->at | 0x20) < 'a')
		return 0;
	uint32_t letters = letters_of(s->at);
	for (int i = 0; i < 12; i++)
		if (letters == letters_of(months[i])) {
			s->at += 3;
			return i + 1;
		}
	return 0;
}

/* A year in the name of a file: a number from 1990 to 2099 with no digit before it that is followed
 * by a month, or by no digit. */
static int year_of_name(const char *name)
{
	int found = 0;

	for (const char *p = name; *p; p++) {
		struct scan s = scan_of(p, strlen(p));
		int year;

		if ((p > name && p[-1] >= '0' && p[-1] <= '9') || !scan_digits(&s, 4, &year) ||
		    year < 1990 || year > 2099)
			continue;
		char next = scan_peek(&s);
		int month;
		scan_char(&s, '-');
		scan_char(&s, '_');
		if (next < '0' || next > '9' ||
		    (scan_digits(&s, 2, &month) && month >= 1 && month <= 12))
			found = year;
	}
	return found;
}

void times_init(
    struct times *t, const struct log_options *options, const char *name, int64_t modified_s)
{
	*t = (struct times){.zone = &options->zone,
	    .year = options->year ? (int)options->year : year_of_name(name),
	    .modified_s = modified_s,
	    .order = options->date};
}

/* The latest year in which the date is not after the last change of the file. A day more is
 * allowed: the date may be of a zone ahead. */
static int year_before(int64_t modified_s, const struct civil *c)
{
	int64_t day = modified_s / 86400 + 1;

	for (int year = YEAR_MOST; year >= YEAR_LEAST; year--)
		if (days_of(year, c->month, c->day) <= day)
			return year;
	return 0;
}

bool times_iso(struct times *t, struct scan *s, int64_t *time_ns)
{
	struct scan at = *s;
	struct civil c = {0};
	int64_t offset_ns;

	if (!scan_digits(&at, 4, &c.year) || !(scan_char(&at, '-') || scan_char(&at, '/')) ||
	    !scan_digits(&at, 2, &c.month) || !(scan_char(&at, '-') || scan_char(&at, '/')) ||
	    !scan_digits(&at, 2, &c.day) || !(scan_char(&at, 'T') || scan_char(&at, ' ')) ||
	    !take_clock(&at, &c))
		return false;
	if (take_zone(&at, &offset_ns)) {
		if (!to_ns(&c, NULL, offset_ns, time_ns))
			return false;
		t->zone_stated = true;
	} else if (!local(t, &c, time_ns)) {
		return false;
	}
	*s = at;
	return true;
}

bool times_epoch(struct times *t, struct scan *s, int64_t *time_ns)
{
	struct scan at = *s;
	uint64_t whole;
	int64_t fraction_ns = 0, unit = NS_PER_SECOND;

	if (!scan_number(&at, &whole))
		return false;
	for (int digits = (int)(at.at - s->at); digits > SECONDS_DIGITS_MAX; digits -= 3)
		unit /= 1000;
	if (unit == 0 || whole > (uint64_t)(INT64_MAX / unit) ||
	    (int64_t)whole > INT64_MAX / unit - 1)
		return false;
	struct scan behind = at;
	if (scan_char(&behind, '.') && take_fraction(&behind, &fraction_ns))
		at = behind;
	t->epoch = true;
	*time_ns = (int64_t)whole * unit + (unit == NS_PER_SECOND ? fraction_ns : 0);
	*s = at;
	return true;
}

bool times_syslog(struct times *t, struct scan *s, int64_t *time_ns)
{
	struct scan at = *s;
	struct civil c = {.month = month_of(&at)};
	uint64_t day;

	if (c.month == 0 || !scan_blanks(&at) || !scan_number(&at, &day) || day > 31 ||
	    !scan_blanks(&at) || !take_clock(&at, &c))
		return false;
	c.day = (int)day;
	t->year_missing = true;
	if (t->year == 0 && t->modified_s > 0) {
		t->year = year_before(t->modified_s, &c);
		t->year_stored = true;
	}
	if (t->last_month - c.month >= MONTHS_BACK && t->year > 0)
		t->year++;
	t->last_month = c.month;
	c.year = t->year ? t->year : TIMES_YEAR_NONE;
	if (!local(t, &c, time_ns))
		return false;
	*s = at;
	return true;
}

bool times_bind(struct times *t, struct scan *s, int64_t *time_ns)
{
	struct scan at = *s;
	struct civil c = {0};

	if (!scan_digits(&at, 2, &c.day) || !scan_char(&at, '-') ||
	    (c.month = month_of(&at)) == 0 || !scan_char(&at, '-') ||
	    !scan_digits(&at, 4, &c.year) || !scan_char(&at, ' ') || !take_clock(&at, &c) ||
	    !local(t, &c, time_ns))
		return false;
	*s = at;
	return true;
}

bool times_is_date(struct scan s)
{
	struct scan bind = s;
	int number;

	if (scan_digits(&bind, 2, &number) && scan_char(&bind, '-') && scan_left(&bind) > 4) {
		bind.at += 3;
		if (scan_char(&bind, '-') && scan_digits(&bind, 4, &number))
			return true;
	}
	return scan_digits(&s, 4, &number) && scan_char(&s, '-') && scan_digits(&s, 2, &number) &&
	       scan_char(&s, '-') && scan_digits(&s, 2, &number);
}

/* Three numbers with the same character between them; false if the text is no date. */
static bool take_parts(struct scan *s, int part[3], int digits[3])
{
	struct scan at = *s;
	char between = 0;

	for (int i = 0; i < 3; i++) {
		const char *from;
		uint64_t number;

		if (i == 1)
			between = scan_peek(&at);
		if ((between && between != '/' && between != '-' && between != '.') ||
		    (i > 0 && !scan_char(&at, between)))
			return false;
		from = at.at;
		if (!scan_number(&at, &number) || at.at - from > 4)
			return false;
		part[i] = (int)number;
		digits[i] = (int)(at.at - from);
	}
	*s = at;
	return true;
}

void times_windows_learn(struct times *t, struct scan s)
{
	int part[3], digits[3];

	if (t->order != LOG_DATE_TOLD || !take_parts(&s, part, digits) || digits[0] == 4)
		return;
	if (part[0] > 12 && part[1] <= 12)
		t->order = LOG_DATE_DMY;
	else if (part[1] > 12 && part[0] <= 12)
		t->order = LOG_DATE_MDY;
}

/* Fills in the date. A part above 12 is the day, whatever the order. */
static bool order_date(struct times *t, const int part[3], const int digits[3], struct civil *c)
{
	if (digits[0] == 4) {
		c->year = part[0];
		c->month = part[1];
		c->day = part[2];
		return true;
	}
	bool day_first = t->order == LOG_DATE_DMY;
	if (part[0] > 12 || part[1] > 12)
		day_first = part[0] > 12;
	else if (t->order == LOG_DATE_TOLD)
		t->order_open = true;
	c->year = digits[2] == 2 ? 2000 + part[2] : part[2];
	c->month = part[day_first ? 1 : 0];
	c->day = part[day_first ? 0 : 1];
	return digits[2] == 4 || digits[2] == 2;
}

bool times_windows(struct times *t, struct scan *s, int64_t *time_ns)
{
	struct scan at = *s;
	struct civil c = {0};
	int part[3], digits[3];

	if (!take_parts(&at, part, digits) || !order_date(t, part, digits, &c) ||
	    !scan_blanks(&at) || !take_clock(&at, &c))
		return false;
	struct scan behind = at;
	scan_blanks(&behind);
	bool noon = scan_peek(&behind) == 'P' || scan_peek(&behind) == 'p';
	if ((noon || scan_text(&behind, "AM") || scan_text(&behind, "am")) &&
	    (!noon || scan_text(&behind, "PM") || scan_text(&behind, "pm"))) {
		if (c.hour < 1 || c.hour > 12)
			return false;
		c.hour = c.hour % 12 + (noon ? 12 : 0);
		at = behind;
	}
	if (!local(t, &c, time_ns))
		return false;
	*s = at;
	return true;
}
