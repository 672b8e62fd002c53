#include "option_value.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utc.h"
#include "log/log_reader.h"
#include "read/filter.h"
#include "base/ports.h"
#include "base/tunnel_ports.h"
#include "score/score.h"

/* Digits with at most one point between them: no sign, blank, exponent, "inf" or "nan". */
static bool is_plain(const char *text, bool decimal)
{
	size_t whole = strspn(text, "0123456789"), rest = 0;

	if (decimal && whole > 0 && text[whole] == '.') {
		rest = strspn(text + whole + 1, "0123456789");
		if (rest == 0)
			return false;
		rest++;
	}
	return whole > 0 && text[whole + rest] == '\0';
}

static int take_number(
    const char *text, bool decimal, double least, double most, double *value, struct err *err)
{
	*value = is_plain(text, decimal) ? strtod(text, NULL) : NAN;
	if (*value >= least && *value <= most)
		return 0;
	return err_set(err, "a %snumber from %.10g to %.10g", decimal ? "" : "whole ", least, most);
}

static int take_bytes(uint64_t *bytes, const char *text, double least, double most, struct err *err)
{
	static const char units[] = "KMGT";
	char number[32];
	size_t len = strlen(text);
	const char *unit = len > 1 ? strchr(units, text[len - 1]) : NULL;
	double value = NAN;

	if (len < sizeof number) {
		memcpy(number, text, len + 1);
		number[unit ? len - 1 : len] = '\0';
		if (is_plain(number, true))
			value =
			    ldexp(strtod(number, NULL), unit ? 10 * (int)(unit - units + 1) : 0);
	}
	if (value >= least && value <= most) {
		*bytes = (uint64_t)value;
		return 0;
	}
	return err_set(err, "a size from %.0fM to %.0fG, such as 512M or 2G", ldexp(least, -20),
	    ldexp(most, -30));
}

static int take_level(int *level, const char *text, struct err *err)
{
	for (enum level l = LEVEL_INFO; l <= LEVEL_CRITICAL; l++)
		if (strcmp(text, level_name(l)) == 0) {
			*level = (int)l;
			return 0;
		}
	return err_set(err, "info, low, medium, high or critical");
}

/* Sets *choice to the index of the text among names; the error text lists them. */
static int take_choice(int *choice, const char *text, const char *const names[3], struct err *err)
{
	for (int i = 0; i < 3; i++)
		if (strcmp(text, names[i]) == 0) {
			*choice = i;
			return 0;
		}
	return err_set(err, "%s, %s or %s", names[0], names[1], names[2]);
}

static int take_color(enum when *color, const char *text, struct err *err)
{
	static const char *const names[] = {"auto", "always", "never"};
	int choice = WHEN_AUTO, status = take_choice(&choice, text, names, err);

	*color = (enum when)choice;
	return status;
}

static int take_sandbox(enum sandbox_mode *mode, const char *text, struct err *err)
{
	static const char *const names[] = {"auto", "off", "require"};
	int choice = SANDBOX_AUTO, status = take_choice(&choice, text, names, err);

	*mode = (enum sandbox_mode)choice;
	return status;
}

static int take_log_format(const struct log_format **format, const char *text, struct err *err)
{
	*format = log_format_find(text);
	return *format || strcmp(text, "auto") == 0
		   ? 0
		   : err_set(err, "auto or a kind of log (see dnsferret list logs)");
}

static int take_log_date(enum log_date *date, const char *text, struct err *err)
{
	*date = strcmp(text, "mdy") == 0   ? LOG_DATE_MDY
		: strcmp(text, "dmy") == 0 ? LOG_DATE_DMY
					   : LOG_DATE_TOLD;
	return *date != LOG_DATE_TOLD ? 0 : err_set(err, "mdy or dmy");
}

static int take_log_side(enum log_side *side, const char *text, struct err *err)
{
	static const char *const names[] = {"clients", "upstream", "all"};
	int choice = LOG_SIDE_CLIENTS, status = take_choice(&choice, text, names, err);

	*side = (enum log_side)choice;
	return status;
}

int option_value_take(enum option_value_type type, void *field, const char *text, double least,
    double most, struct err *err)
{
	double number = 0;

	switch (type) {
	case VALUE_SWITCH:
		*(bool *)field = true;
		return 0;
	case VALUE_COUNT:
		++*(unsigned *)field;
		return 0;
	case VALUE_TEXT:
		*(const char **)field = text;
		return 0;
	case VALUE_TEXTS:
		texts_push(field, text);
		return 0;
	case VALUE_DECIMAL:
		return take_number(text, true, least, most, field, err);
	case VALUE_NUMBER:
		if (take_number(text, false, least, most, &number, err) != 0)
			return -1;
		*(unsigned *)field = (unsigned)number;
		return 0;
	case VALUE_SECONDS:
		if (take_number(text, true, least, most, &number, err) != 0)
			return -1;
		*(int64_t *)field = llround(number * (double)NS_PER_SECOND);
		return 0;
	case VALUE_BYTES:
		return take_bytes(field, text, least, most, err);
	case VALUE_PORT:
		if (take_number(text, false, least, most, &number, err) != 0)
			return -1;
		ports_add(field, (uint16_t)number);
		return 0;
	case VALUE_TUNNEL_PORT:
		return tunnel_ports_add(field, text, err);
	case VALUE_LEVEL:
		return take_level(field, text, err);
	case VALUE_WHEN:
		return take_color(field, text, err);
	case VALUE_SANDBOX:
		return take_sandbox(field, text, err);
	case VALUE_TIME:
		return filter_time_parse(field, text) == 0
			   ? 0
			   : err_set(err, "a time (2016-11-13T22:00:04, also with +02:00; or "
					  "+10m after the first packet, -1h before the last)");
	case VALUE_CLIENT:
		return filter_add_client(field, text) == 0
			   ? 0
			   : err_set(err, "an address or address/bits");
	case VALUE_DOMAIN:
		return filter_add_domain(field, text) == 0 ? 0 : err_set(err, "a domain name");
	case VALUE_LOG_FORMAT:
		return take_log_format(field, text, err);
	case VALUE_ZONE:
		return time_zone_init(field, text) == 0
			   ? 0
			   : err_set(
				 err, "UTC, an offset such as +09:00, or a zone of this system");
	case VALUE_ZONE_OR_LOCAL:
		if (strcmp(text, "local") == 0 ? time_zone_local(field) == 0
					       : time_zone_init(field, text) == 0)
			return 0;
		return err_set(
		    err, "local, UTC, an offset such as +09:00, or a zone of this system");
	case VALUE_LOG_DATE:
		return take_log_date(field, text, err);
	case VALUE_LOG_SIDE:
		return take_log_side(field, text, err);
	}
	return -1;
}
