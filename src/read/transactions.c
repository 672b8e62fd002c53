#include "read/transactions.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/memory.h"

/* Who asks whom; the same for both directions. */
struct parties {
	struct address client, server;
	uint16_t client_port, server_port;
	uint16_t id;
	bool tcp;
};

struct question {
	const struct parties *parties;
	uint16_t qtype, qclass;
	const uint8_t *name; /* on the wire */
	uint8_t name_len;    /* 0 = none */
};

void transactions_init(struct transactions *t)
{
	*t = (struct transactions){.secret = hash_secret_new()};
	table_init(&t->by_question, TRANSACTIONS_MAX);
	table_init(&t->by_id, TRANSACTIONS_MAX);
}

void transactions_fini(struct transactions *t)
{
	for (; t->first < t->end; t->first++)
		transaction_free(t->ring[t->first % TRANSACTIONS_MAX]);
	free(t->ring);
	table_fini(&t->by_question);
	table_fini(&t->by_id);
}

void transaction_free(struct transaction *one)
{
	if (one)
		free(one->result);
	free(one);
}

/* -- keys -- */

static struct parties parties_of(const struct dns_event *e, const struct endpoints *ends)
{
	return (struct parties){.client = e->client,
	    .server = e->server,
	    .client_port = e->response ? ends->dport : ends->sport,
	    .server_port = e->response ? ends->sport : ends->dport,
	    .id = e->id,
	    .tcp = e->tcp};
}

struct key {
	uint8_t bytes[2 * sizeof(struct address) + 11 + DNS_NAME_WIRE_MAX];
	size_t len;
};

static void key_add(struct key *key, const void *bytes, size_t len)
{
	memcpy(key->bytes + key->len, bytes, len);
	key->len += len;
}

static uint64_t hash_of(const struct transactions *t, const struct question *q, bool with_name)
{
	const struct parties *p = q->parties;
	uint8_t tcp = p->tcp;
	struct key key;

	key.len = 0;
	key_add(&key, &p->client, sizeof p->client);
	key_add(&key, &p->server, sizeof p->server);
	key_add(&key, &p->client_port, 2);
	key_add(&key, &p->server_port, 2);
	key_add(&key, &p->id, 2);
	key_add(&key, &tcp, 1);
	if (with_name) {
		key_add(&key, &q->qtype, 2);
		key_add(&key, &q->qclass, 2);
		dns_name_fold(key.bytes + key.len, q->name, q->name_len);
		key.len += q->name_len;
	}
	return hash_secret(key.bytes, key.len, t->secret);
}

static bool same_parties(const struct transaction *one, const struct parties *p)
{
	return one->id == p->id && one->client_port == p->client_port &&
	       one->server_port == p->server_port && one->tcp == p->tcp &&
	       address_compare(&one->client, &p->client) == 0 &&
	       address_compare(&one->server, &p->server) == 0;
}

static bool equal_parties(const void *ctx, uint32_t number, const void *key)
{
	const struct transactions *t = ctx;
	const struct question *q = key;

	return same_parties(t->ring[number], q->parties);
}

static bool equal_question(const void *ctx, uint32_t number, const void *key)
{
	const struct transactions *t = ctx;
	const struct transaction *one = t->ring[number];
	const struct question *q = key;
	uint8_t mine[DNS_NAME_WIRE_MAX], other[DNS_NAME_WIRE_MAX];

	if (one->name_len != q->name_len || one->qtype != q->qtype || one->qclass != q->qclass ||
	    !same_parties(one, q->parties))
		return false;
	dns_name_fold(mine, one->name, one->name_len);
	dns_name_fold(other, q->name, q->name_len);
	return memcmp(mine, other, one->name_len) == 0;
}

static struct question question_of(const struct dns_event *e, const struct parties *p)
{
	return (struct question){.parties = p,
	    .qtype = e->qname ? e->qtype : 0,
	    .qclass = e->qname ? e->qclass : 0,
	    .name = e->qname ? e->qname->wire : NULL,
	    .name_len = e->qname ? e->qname->len : 0};
}

/* -- waiting -- */

/* Puts a query under its question, behind earlier ones with the same, and under its ID. */
static void begin_waiting(struct transactions *t, struct transaction *one, const struct question *q)
{
	uint32_t first = table_find(&t->by_question, one->question_hash, equal_question, t, q);
	uint32_t latest = table_find(&t->by_id, one->id_hash, equal_parties, t, q);

	if (first == TABLE_NONE) {
		one->last = one;
		(void)table_add(&t->by_question, one->question_hash, one->place);
	} else {
		t->ring[first]->last->next = one;
		t->ring[first]->last = one;
	}
	if (latest != TABLE_NONE)
		table_remove(&t->by_id, one->id_hash, latest);
	(void)table_add(&t->by_id, one->id_hash, one->place);
}

/* `one` is the first of its question: the next one takes its place. */
static void end_waiting(struct transactions *t, struct transaction *one)
{
	table_remove(&t->by_question, one->question_hash, one->place);
	if (one->next) {
		one->next->last = one->last;
		(void)table_add(&t->by_question, one->question_hash, one->next->place);
	}
	table_remove(&t->by_id, one->id_hash, one->place);
	one->next = NULL;
	one->over = true;
}

/* -- calls -- */

struct transaction *transactions_add(
    struct transactions *t, const struct dns_event *e, const struct endpoints *ends)
{
	struct parties parties = parties_of(e, ends);
	struct question q = question_of(e, &parties);
	struct transaction *one = memory_new(1, sizeof *one + q.name_len);

	if (!t->ring)
		t->ring = memory_new(TRANSACTIONS_MAX, sizeof *t->ring);
	one->time_ns = e->time_ns;
	one->client = parties.client;
	one->server = parties.server;
	one->client_port = parties.client_port;
	one->server_port = parties.server_port;
	one->id = e->id;
	one->flags = e->flags;
	one->qtype = q.qtype;
	one->qclass = q.qclass;
	one->unknown = e->unknown;
	one->tcp = e->tcp;
	one->over = e->response;
	one->name_len = q.name_len;
	if (q.name_len > 0)
		memcpy(one->name, q.name, q.name_len);
	/* A full ring is emptied by transactions_take; who does not call it loses the oldest. */
	if (t->end - t->first == TRANSACTIONS_MAX)
		transaction_free(transactions_take(t, e->time_ns, true));
	one->place = (uint32_t)(t->end++ % TRANSACTIONS_MAX);
	t->ring[one->place] = one;
	t->bytes += sizeof *one + one->name_len;
	if (!one->over) {
		one->question_hash = hash_of(t, &q, true);
		one->id_hash = hash_of(t, &q, false);
		begin_waiting(t, one, &q);
	}
	return one;
}

struct transaction *transactions_answer(
    struct transactions *t, const struct dns_event *e, const struct endpoints *ends)
{
	struct parties parties = parties_of(e, ends);
	struct question q = question_of(e, &parties);

	if (q.name_len == 0) {
		uint32_t latest =
		    table_find(&t->by_id, hash_of(t, &q, false), equal_parties, t, &q);

		if (latest == TABLE_NONE)
			return NULL;
		q.qtype = t->ring[latest]->qtype;
		q.qclass = t->ring[latest]->qclass;
		q.name = t->ring[latest]->name;
		q.name_len = t->ring[latest]->name_len;
	}
	uint32_t found = table_find(&t->by_question, hash_of(t, &q, true), equal_question, t, &q);
	if (found == TABLE_NONE)
		return NULL;
	struct transaction *one = t->ring[found];
	end_waiting(t, one);
	return one;
}

void transactions_set_result(
    struct transactions *t, struct transaction *one, const char *text, size_t len)
{
	t->bytes += len - one->result_len;
	one->result = memory_resize(one->result, len + 1, 1);
	memcpy(one->result, text, len);
	one->result[len] = '\0';
	one->result_len = len;
}

static bool is_late(const struct transaction *one, int64_t now_ns)
{
	int64_t waited = now_ns - one->time_ns;

	return waited > TRANSACTION_TIMEOUT_NS || waited < -TRANSACTION_TIMEOUT_NS;
}

struct transaction *transactions_take(struct transactions *t, int64_t now_ns, bool all)
{
	if (t->first == t->end)
		return NULL;
	struct transaction *one = t->ring[t->first % TRANSACTIONS_MAX];
	bool full = t->end - t->first == TRANSACTIONS_MAX || t->bytes > TRANSACTIONS_BYTES_MAX;
	if (!one->over && !all && !is_late(one, now_ns)) {
		if (!full)
			return NULL;
		t->early++;
	}
	if (!one->over)
		end_waiting(t, one);
	t->first++;
	t->bytes -= sizeof *one + one->name_len + one->result_len;
	return one;
}
