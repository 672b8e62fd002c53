/*
 * Writes messages as the dns.log of Zeek (docs.zeek.org, "Zeek Log Formats", "dns.log"): one line
 * per query with its response, in the order of the queries. A response without a query, and a query
 * without a response, are lines of their own. Names and strings are the bytes of the message with
 * Zeek's own escapes, \xHH, which also stand for a dot inside a label. Memory is that of
 * read/transactions.h. Owned by the caller (init/fini).
 */
#ifndef DNSFERRET_CLI_VERBS_ROWS_ZEEK_H
#define DNSFERRET_CLI_VERBS_ROWS_ZEEK_H

#include "base/buffer.h"
#include "base/out.h"
#include "read/parsed_message.h"
#include "read/transactions.h"
#include "rows_answers.h"

struct rows_zeek {
	struct out *out;
	struct transactions transactions;
	struct buffer line;
	bool begun;      /* the header was written */
	int64_t last_ns; /* of the last message */
};

void rows_zeek_init(struct rows_zeek *z, struct out *out);

/* Takes a message and its answers; payload that is not DNS is left out. */
void rows_zeek_message(
    struct rows_zeek *z, const struct parsed_message *m, const struct rows_answers *answers);

/* Writes what still waits, and the last line. */
void rows_zeek_end(struct rows_zeek *z);
void rows_zeek_fini(struct rows_zeek *z);

#endif
