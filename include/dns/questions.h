/*
 * The questions of a message after its first one. RFC 9619 allows one, servers answer one at most,
 * but a name in any of them has left the network. Each is given as a message of its own: the id and
 * flags of the whole one, and this question, uncompressed. A plain value that borrows the message.
 */
#ifndef DNSFERRET_DNS_QUESTIONS_H
#define DNSFERRET_DNS_QUESTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cursor.h"
#include "base/limits.h"

/* Header, name, type and class. */
#define DNS_QUESTION_ALONE_MAX (12 + DNS_NAME_WIRE_MAX + 4)

struct dns_questions {
	struct cursor at;
	size_t left; /* questions that the header counts and that were not read yet */
	uint8_t header[4];
};

/* The fast part: true if the header counts more than one question. */
static inline bool dns_questions_several(const uint8_t *bytes, size_t len)
{
	struct cursor c = cursor_of(bytes, len);

	cursor_skip(&c, 4);
	return cursor_u16(&c) > 1;
}

/* Goes past the first question. False if there is none behind it, or if these bytes are no
 * message. */
bool dns_questions_start(
    struct dns_questions *q, const uint8_t *bytes, size_t len, size_t wire_len);

/* Writes the next question as a message and returns its length; 0 after the last one that can be
 * read. */
size_t dns_questions_next(struct dns_questions *q, uint8_t alone[DNS_QUESTION_ALONE_MAX]);

#endif
