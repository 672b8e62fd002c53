/*
 * The memory that reading a log needs (format.h), and how a line is read: as it is, and without the
 * envelopes around it. Heap-owned.
 */
#ifndef DNSFERRET_LOG_CONTEXT_H
#define DNSFERRET_LOG_CONTEXT_H

#include "format.h"

/* Envelopes around one line: a forwarder in a container behind syslog has three. */
#define ENVELOPES_MAX 6

/* `input`: whose name or header may tell a year; NULL = none. `options` is borrowed. */
struct log_context *context_new(
    const struct log_format *f, const struct log_options *options, const struct input *input);
void context_free(struct log_context *c);

/* Goes on with another format, as if new; what is numbered (log_repeat_id) goes on too. */
void context_use(struct log_context *c, const struct log_format *f);

/* The steps of context_read, for trying several formats on one line: begins with the line; reads it
 * as it is; takes an envelope off, false if there is none. */
void context_begin(struct log_context *c);
enum log_class context_try(struct log_context *c, const struct log_format *f, struct scan line);
bool context_peel(struct log_context *c, struct scan *line);

/* Reads a line into the record of the context, which is cleared before. */
enum log_class context_read(struct log_context *c, const struct log_format *f, struct scan line);

/* The time of the first record of the text that has one, 0 if there is none among the first lines:
 * that of the records before. `end`: of a line. Leaves the context used. */
int64_t context_first_time(
    struct log_context *c, const struct log_format *f, struct scan text, char end);

#endif
