/*
 * Reads a text as a log and prints what was read, one line a record and one a message:
 *   dns | continuation | other | excluded | log-time (the reason, if malformed)
 *     Q 10.0.0.1:5353 > 10.0.0.53 www.example A 2024-03-12T09:00:00.000000Z ZI
 *     R ... NOERROR 1/4 ...     answers and their bytes
 * The last word are the things unknown: S server, Z size, I id, F flags, A answers, T TTL, Q query
 * type, N exact name, R whether answered, X transport, P client port, C response code.
 */
#ifndef DNSFERRET_TESTS_LOG_TEXT_H
#define DNSFERRET_TESTS_LOG_TEXT_H

#include "log/log_reader.h"

/* Reads `len` bytes as a log of that format, NULL = told by content. Returns text on the heap.
 * Bytes end at an unreadable page. */
char *log_text_read(const char *format, const void *bytes, size_t len, const struct log_options *o);

/* Fails the test unless the log is told by content as `format` and read as `expected`; reads every
 * prefix of it too. */
void log_text_expect(const char *format, const char *text, const char *expected);
void log_text_expect_bytes(const char *format, const void *bytes, size_t len, const char *expected);

/* A stream over bytes in memory. */
struct log_bytes {
	const uint8_t *bytes;
	size_t len, at, step; /* bytes given at once */
};
void log_text_stream(struct stream *s, struct log_bytes *b);

#endif
