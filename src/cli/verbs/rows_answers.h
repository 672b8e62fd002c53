/*
 * The fields of a row that are lists: the answers of a response, their types and their TTLs, each
 * in the order of the records.
 */
#ifndef DNSFERRET_CLI_VERBS_ROWS_ANSWERS_H
#define DNSFERRET_CLI_VERBS_ROWS_ANSWERS_H

#include "base/buffer.h"
#include "read/parsed_message.h"
#include "row_words.h"

enum rows_list { ROWS_ANSWERS, ROWS_ANSWER_TYPES, ROWS_TTL };

/* Joins the members of lists that are not JSON; in a member it is written as \059. */
#define ROWS_SEPARATOR ';'

/* The answer records of one response, which borrow its bytes. Zero-initialised; the memory is
 * reused from message to message. */
struct rows_answers {
	struct dns_record *records;
	size_t count, cap;
	bool known, ttl_known; /* false in a query, or if a log does not say */
};

void rows_answers_fini(struct rows_answers *a);

/* Replaces the records by those of a message. */
void rows_answers_read(
    struct rows_answers *a, const struct raw_message *from, const struct parsed_message *m);

/* Replaces the content of *b by the list, NUL-terminated: as JSON, or joined with ROWS_SEPARATOR.
 * Returns false if it is not known. */
bool rows_answers_text(struct buffer *b, enum rows_list what, const struct rows_answers *a,
    struct row_words *words, bool json);

#endif
