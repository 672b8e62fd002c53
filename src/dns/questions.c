#include "dns/questions.h"

#include <string.h>

#include "dns/message.h"

#define HEADER_BYTES 12
/* Shortest question (root name, type, class) and record. */
#define QUESTION_BYTES_MIN 5
#define RECORD_BYTES_MIN   11

bool dns_questions_start(struct dns_questions *q, const uint8_t *bytes, size_t len, size_t wire_len)
{
	struct cursor at = cursor_of(bytes, len);

	memset(q, 0, sizeof *q);
	memcpy(q->header, bytes, len < 4 ? len : 4);
	cursor_skip(&at, 2);
	uint16_t flags = cursor_u16(&at);
	size_t questions = cursor_u16(&at);
	size_t records = cursor_u16(&at);
	records += cursor_u16(&at);
	records += cursor_u16(&at);
	if (at.bad || questions < 2 || !dns_opcode_assigned(dns_opcode(flags)) ||
	    HEADER_BYTES + questions * QUESTION_BYTES_MIN + records * RECORD_BYTES_MIN > wire_len)
		return false;
	if (dns_name_read(&at, NULL) != ANOMALY_NONE)
		return false;
	cursor_skip(&at, 4);
	q->at = at;
	q->left = questions - 1;
	return !at.bad;
}

size_t dns_questions_next(struct dns_questions *q, uint8_t alone[DNS_QUESTION_ALONE_MAX])
{
	struct dns_name name;

	if (q->left == 0 || dns_name_read(&q->at, &name) != ANOMALY_NONE)
		return 0;
	const uint8_t *type_and_class = cursor_take(&q->at, 4);
	if (!type_and_class)
		return 0;
	q->left--;
	memset(alone, 0, HEADER_BYTES);
	memcpy(alone, q->header, 4);
	alone[5] = 1;
	memcpy(alone + HEADER_BYTES, name.wire, name.len);
	memcpy(alone + HEADER_BYTES + name.len, type_and_class, 4);
	return HEADER_BYTES + name.len + (size_t)4;
}
