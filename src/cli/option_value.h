/*
 * Types of option values: text to value with its limits. Nothing is printed here; locale plays no
 * part.
 */
#ifndef DNSFERRET_CLI_OPTION_VALUE_H
#define DNSFERRET_CLI_OPTION_VALUE_H

#include "base/texts.h"
#include <stddef.h>

#include "base/err.h"

/* On a terminal, or whatever it is. */
enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
/* How much the process gives up before it reads captures (sandbox.h). */
enum sandbox_mode { SANDBOX_AUTO, SANDBOX_OFF, SANDBOX_REQUIRE };

/* Type and what stands at the field it fills. */
enum option_value_type {
	VALUE_SWITCH,  /* bool */
	VALUE_COUNT,   /* unsigned, one more each time */
	VALUE_TEXT,    /* const char * */
	VALUE_TEXTS,   /* struct texts */
	VALUE_NUMBER,  /* unsigned */
	VALUE_DECIMAL, /* double */
	VALUE_SECONDS, /* int64_t, nanoseconds */
	VALUE_BYTES,   /* uint64_t; K, M, G and T are powers of 1024 */
	VALUE_PORT,    /* struct ports */
	VALUE_LEVEL,   /* int: enum level */
	VALUE_WHEN,    /* enum when */
	VALUE_SANDBOX, /* enum sandbox_mode */
	VALUE_TIME,    /* int64_t, nanoseconds since 1970 */
	VALUE_CLIENT,  /* struct filter */
	VALUE_DOMAIN,  /* struct filter */
};

/* Fills the field. Returns 0, or -1 with err saying what the text should have been
 * ("a number from 1 to 65535"). `least` and `most` bound numbers, decimals, seconds and ports. */
int option_value_take(enum option_value_type type, void *field, const char *text, double least,
    double most, struct err *err);

#endif
