/*
 * What extract writes of logs: the original lines, or the records of dnstap as Frame Streams. A
 * plain value; the output is borrowed.
 */
#ifndef DNSFERRET_CLI_EXTRACT_LINES_H
#define DNSFERRET_CLI_EXTRACT_LINES_H

#include <stdbool.h>

#include "base/frame.h"
#include "base/out.h"

/* One file holds one kind. */
enum extract_kind { EXTRACT_NOTHING, EXTRACT_PACKETS, EXTRACT_LINES, EXTRACT_RECORDS };

/* The kind of what an input of that format holds; `log` is false for a capture. */
enum extract_kind extract_lines_kind(bool log, const char *format);

/* Writes what comes before the first, a line or record, and what comes after the last. */
void extract_lines_begin(struct out *out, enum extract_kind kind);
void extract_lines_put(struct out *out, enum extract_kind kind, const struct frame *frame);
void extract_lines_end(struct out *out, enum extract_kind kind);

/* "packet", "line", "record". */
const char *extract_lines_noun(enum extract_kind kind);

#endif
