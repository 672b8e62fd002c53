/*
 * The fields of a row that are lists: the answers of a response, their types and their TTLs, each
 * in the order of the records. Pure functions over one message.
 */
#ifndef DNSFERRET_CLI_VERBS_ROWS_ANSWERS_H
#define DNSFERRET_CLI_VERBS_ROWS_ANSWERS_H

#include "base/buffer.h"
#include "read/parsed_message.h"

enum rows_list { ROWS_ANSWERS, ROWS_ANSWER_TYPES, ROWS_TTL };

/* Joins the members of lists that are not JSON; in a member it is written as \059. */
#define ROWS_SEPARATOR ';'

/* The answer records of a response, one at a time, starting with *walk zeroed; false if there is no
 * further one. Only messages with opcode QUERY have answers there (RFC 2136 3.2, RFC 1996 3.7). */
bool rows_answers_next(struct dns_walk *walk, bool *begun, const struct raw_message *from,
    const struct parsed_message *m, struct dns_record *record);

/* Replaces the content of *b by the list, NUL-terminated: as JSON, or joined with ROWS_SEPARATOR.
 * Returns false if there is no list: in a query, or if a log does not say. */
bool rows_answers_text(struct buffer *b, enum rows_list what, const struct raw_message *from,
    const struct parsed_message *m, bool json);

#endif
