/*
 * Pairs responses with their queries, in one pass and in bounded memory: queries wait, in the order
 * of their arrival, until they are answered, TRANSACTION_TIMEOUT_NS are over, or the limit is
 * reached (TRANSACTIONS_MAX, TRANSACTIONS_BYTES_MAX). A response belongs to the oldest waiting
 * query with the same ends, transport and ID and the same first question (RFC 5452 9.1; names
 * without case); without a question, to the latest with the same ends, transport and ID. The result
 * does not depend on the order of a table. Owned by the caller (init/fini). Constant cost per
 * message.
 */
#ifndef DNSFERRET_READ_TRANSACTIONS_H
#define DNSFERRET_READ_TRANSACTIONS_H

#include "base/table.h"
#include "dns/event.h"

/* A query and what became of it, or a response whose query was not seen. */
struct transaction {
	int64_t time_ns; /* of the query; of the response if there is no query */
	struct address client, server;
	uint16_t client_port, server_port;
	uint16_t id, flags, qtype, qclass;
	uint16_t unknown; /* enum event_unknown */
	bool tcp;
	bool over;    /* answered, or without a query: nothing is waited for */
	char *result; /* of the owner: what to write, result_len bytes; NULL = none */
	size_t result_len;

	/* private */
	uint64_t question_hash, id_hash;
	struct transaction *next, *last; /* of the same question: later ones; the last, if first */
	uint32_t place;

	uint8_t name_len; /* of the first question, on the wire; 0 = no question */
	uint8_t name[];
};

struct transactions {
	struct transaction **ring; /* TRANSACTIONS_MAX places; NULL before the first */
	uint64_t first, end;       /* numbers of the oldest and of the next one */
	struct table by_question, by_id;
	uint64_t secret;
	size_t bytes;
	uint64_t early; /* queries that were given up because a limit was reached */
};

void transactions_init(struct transactions *t);
void transactions_fini(struct transactions *t);

/* Adds a query, or a response without a query (`event->response`). */
struct transaction *transactions_add(
    struct transactions *t, const struct dns_event *event, const struct endpoints *ends);

/* The waiting query of a response, which waits no longer; NULL if there is none. */
struct transaction *transactions_answer(
    struct transactions *t, const struct dns_event *event, const struct endpoints *ends);

/* Sets the result, a copy of the text. */
void transactions_set_result(
    struct transactions *t, struct transaction *one, const char *text, size_t len);

/* Takes the oldest transaction if nothing more is waited for at `now_ns`, or, with `all`, in any
 * case. NULL = none. The caller frees it with transaction_free. */
struct transaction *transactions_take(struct transactions *t, int64_t now_ns, bool all);
void transaction_free(struct transaction *one);

#endif
