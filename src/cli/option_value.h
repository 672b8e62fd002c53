/*
 * Types of option values: converts text to a value and checks its limits. Prints nothing and does
 * not depend on the locale.
 */
#ifndef DNSFERRET_CLI_OPTION_VALUE_H
#define DNSFERRET_CLI_OPTION_VALUE_H

#include "base/texts.h"
#include <stddef.h>

#include "base/err.h"

/* auto = only on a terminal. */
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
/* How the process is confined before it reads captures (sandbox.h). */
enum sandbox_mode { SANDBOX_AUTO, SANDBOX_OFF, SANDBOX_REQUIRE };

/* Type of the value, and of the field that it fills. */
enum option_value_type {
	VALUE_SWITCH,      /* bool */
	VALUE_COUNT,       /* unsigned, incremented each time */
	VALUE_TEXT,        /* const char * */
	VALUE_TEXTS,       /* struct texts */
	VALUE_NUMBER,      /* unsigned */
	VALUE_DECIMAL,     /* double */
	VALUE_SECONDS,     /* int64_t, nanoseconds */
	VALUE_BYTES,       /* uint64_t; K, M, G and T are powers of 1024 */
	VALUE_PORT,        /* struct ports */
	VALUE_TUNNEL_PORT, /* struct tunnel_ports */
	VALUE_LEVEL,       /* int: enum level */
	VALUE_WHEN,        /* enum when */
	VALUE_SANDBOX,     /* enum sandbox_mode */
	VALUE_TIME,        /* int64_t, nanoseconds since 1970 */
	VALUE_CLIENT,      /* struct filter */
	VALUE_DOMAIN,      /* struct filter */
	VALUE_LOG_FORMAT,  /* const struct log_format *, NULL = auto */
	VALUE_ZONE,        /* struct time_zone */
	VALUE_ZONE_OR_LOCAL,
	VALUE_LOG_DATE, /* enum log_date */
	VALUE_LOG_SIDE, /* enum log_side */
};

/* Fills the field. Returns 0, or -1 with what was expected in err
 * ("a number from 1 to 65535"). `least` and `most` bound numbers, decimals, seconds, sizes and
 * ports. */
int option_value_take(enum option_value_type type, void *field, const char *text, double least,
    double most, struct err *err);

#endif
