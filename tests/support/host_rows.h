/*
 * Test rows for what a message says about hosts: the message in hex, and the statements as text,
 * "10.0.0.7 DHCP laptop; 10.0.0.7 DHCP 02:00:00:00:00:07". Each message ends at a guard page and is
 * also tried at every prefix length, where it may say less but nothing else.
 */
#ifndef DNSFERRET_TESTS_HOST_ROWS_H
#define DNSFERRET_TESTS_HOST_ROWS_H

#include "base/host_names.h"

struct host_row {
	const char *what, *message, *said;
};

typedef void host_row_read(struct host_names *names, struct host_names *macs, const uint8_t *bytes,
    size_t len, const void *ctx);

void host_rows_check(
    const struct host_row *rows, size_t count, host_row_read *read, const void *ctx);

#endif
