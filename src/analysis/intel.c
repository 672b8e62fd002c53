#include "analysis/intel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/utc.h"
#include "dns/rdata.h"

/* Rows of the report: a client, a base domain and an indicator each. What is beyond counts only. */
#define ROWS_MAX 65536
/* Rows that the report lists, the earliest first. */
#define LISTED_MAX 1000

struct row {
	uint32_t indicator;
	struct address client, server;             /* the server of the first message */
	uint8_t base[DNS_NAME_WIRE_MAX], base_len; /* of the question; length 0: none */
	uint8_t name[DNS_NAME_WIRE_MAX], name_len; /* the first question that matched, as sent */
	uint64_t messages[3];                      /* by enum intel_place */
	int64_t first_ns, last_ns;
	struct source_ref first;
};

struct intel {
	const struct indicators *all;
	struct suffix *suffix;
	uint64_t secret;
	struct row **rows;
	size_t count;
	struct table table; /* numbers of rows */
	struct table pairs; /* the first row of each client and base domain, once sorted */
	uint64_t beyond;    /* messages without a row */
};

struct intel *intel_new(const struct indicators *all, struct suffix *suffix, uint64_t secret)
{
	struct intel *intel = memory_new(1, sizeof *intel);

	*intel = (struct intel){.all = all, .suffix = suffix, .secret = secret};
	intel->rows = memory_new(ROWS_MAX, sizeof(struct row *));
	table_init(&intel->table, ROWS_MAX);
	table_init(&intel->pairs, ROWS_MAX);
	return intel;
}

void intel_free(struct intel *intel)
{
	for (size_t i = 0; intel && i < intel->count; i++)
		free(intel->rows[i]);
	if (intel) {
		free(intel->rows);
		table_fini(&intel->table);
		table_fini(&intel->pairs);
	}
	free(intel);
}

/* -- matching -- */

struct matches {
	struct intel_match *found;
	unsigned count;
};

static void note(struct matches *m, uint32_t indicator, enum intel_place place)
{
	if (indicator == INDICATOR_NONE || m->count == INTEL_MATCHES_MAX)
		return;
	for (unsigned i = 0; i < m->count; i++)
		if (m->found[i].indicator == indicator)
			return;
	m->found[m->count++] = (struct intel_match){indicator, place};
}

static void match_answer(struct matches *m, const struct intel *intel, struct dns_record *record)
{
	struct dns_name target;
	struct address address;

	if (dns_rdata_address(record->type, record->rdata, &address))
		note(m, indicators_address(intel->all, &address), INTEL_ANSWER);
	else if (record->type == DNS_TYPE_CNAME &&
		 dns_name_read(&record->rdata, &target) == ANOMALY_NONE)
		note(m, indicators_name(intel->all, &target), INTEL_ANSWER);
}

unsigned intel_match(const struct intel *intel, const struct dns_event *event,
    const struct dns_msg *msg, const uint8_t *bytes, size_t len,
    struct intel_match found[INTEL_MATCHES_MAX])
{
	struct matches m = {found, 0};
	struct dns_record record;
	struct dns_walk walk;

	if (event->dns && event->qname)
		note(&m, indicators_name(intel->all, event->qname), INTEL_QUESTION);
	note(&m, indicators_address(intel->all, &event->server), INTEL_SERVER);
	if (!event->dns || !event->response || msg->seen[DNS_ANSWER] == 0)
		return m.count;
	dns_walk_start(&walk, bytes, len, msg);
	while (dns_walk_next(&walk, &record) == 1 && record.section <= DNS_ANSWER)
		if (record.section == DNS_ANSWER)
			match_answer(&m, intel, &record);
	return m.count;
}

/* -- adding -- */

struct row_key {
	uint32_t indicator;
	const struct address *client;
	const uint8_t *base;
	size_t base_len;
};

static bool same_pair(const void *ctx, uint32_t number, const void *key)
{
	const struct intel *intel = ctx;
	const struct row *row = intel->rows[number];
	const struct row_key *k = key;

	return row->base_len == k->base_len && memcmp(row->base, k->base, k->base_len) == 0 &&
	       address_compare(&row->client, k->client) == 0;
}

static bool same_row(const void *ctx, uint32_t number, const void *key)
{
	const struct intel *intel = ctx;
	const struct row_key *k = key;

	return intel->rows[number]->indicator == k->indicator && same_pair(ctx, number, key);
}

static uint64_t hash_of(const struct intel *intel, const struct row_key *key)
{
	uint64_t parts[] = {key->indicator,
	    hash_secret(key->client, sizeof *key->client, intel->secret),
	    hash_secret(key->base, key->base_len, intel->secret)};

	return hash_secret(parts, sizeof parts, intel->secret);
}

/* The row of a key, a new one if there is room; NULL if there is none. */
static struct row *row_of(struct intel *intel, const struct row_key *key)
{
	uint64_t hash = hash_of(intel, key);
	uint32_t found = table_find(&intel->table, hash, same_row, intel, key);

	if (found != TABLE_NONE)
		return intel->rows[found];
	if (intel->count == ROWS_MAX)
		return NULL;
	struct row *row = memory_new(1, sizeof *row);
	row->indicator = key->indicator;
	row->client = *key->client;
	row->base_len = (uint8_t)key->base_len;
	if (key->base_len > 0)
		memcpy(row->base, key->base, key->base_len);
	table_add(&intel->table, hash, (uint32_t)intel->count);
	intel->rows[intel->count++] = row;
	return row;
}

/* The earliest message, whatever the order of the inputs. */
static void keep_first(struct row *row, const struct dns_event *event)
{
	bool fresh = row->messages[0] + row->messages[1] + row->messages[2] == 0;

	if (fresh || event->time_ns > row->last_ns)
		row->last_ns = event->time_ns;
	if (!fresh && (event->time_ns > row->first_ns ||
			  (event->time_ns == row->first_ns &&
			      source_ref_compare(event->ref, row->first) >= 0)))
		return;
	row->first_ns = event->time_ns;
	row->first = event->ref;
	row->server = event->server;
	row->name_len = event->qname ? event->qname->len : 0;
	if (event->qname)
		memcpy(row->name, event->qname->wire, event->qname->len);
}

void intel_add(struct intel *intel, const struct dns_event *event, const struct intel_match *found,
    unsigned count)
{
	struct row_key key = {.client = &event->client, .base = NULL};

	if (count > 0 && event->qname) {
		struct suffix_base base = suffix_find(intel->suffix, event->qname);

		key.base_len = dns_name_suffix(event->qname, base.labels, &key.base);
	}
	for (unsigned i = 0; i < count; i++) {
		key.indicator = found[i].indicator;
		struct row *row = row_of(intel, &key);

		intel->beyond += row == NULL;
		if (!row)
			continue;
		keep_first(row, event);
		row->messages[found[i].place]++;
	}
}

/* By time; rows of one message by client and indicator. */
static int compare_rows(const void *a, const void *b)
{
	const struct row *x = *(struct row *const *)a, *y = *(struct row *const *)b;
	int order = source_ref_compare(x->first, y->first);

	if (x->first_ns != y->first_ns)
		return x->first_ns < y->first_ns ? -1 : 1;
	if (order != 0)
		return order;
	return (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

void intel_finalize(struct intel *intel)
{
	if (intel->count > 0)
		qsort(intel->rows, intel->count, sizeof(struct row *), compare_rows);
	for (size_t i = 0; i < intel->count; i++) {
		const struct row *row = intel->rows[i];
		struct row_key key = {INDICATOR_NONE, &row->client, row->base, row->base_len};
		uint64_t hash = hash_of(intel, &key);

		if (table_find(&intel->pairs, hash, same_pair, intel, &key) == TABLE_NONE)
			table_add(&intel->pairs, hash, (uint32_t)i);
	}
}

/* -- scoring -- */

static const char *const places[] = {"question", "answer", "server"};

static enum intel_place place_of(const struct row *row)
{
	return row->messages[INTEL_QUESTION] > 0 ? INTEL_QUESTION
	       : row->messages[INTEL_ANSWER] > 0 ? INTEL_ANSWER
						 : INTEL_SERVER;
}

/* What stands at the end of a path. */
static const char *name_of_file(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool find_listed(void *ctx, const struct address *client, const struct domain *domain,
    char text[REASON_TEXT_MAX])
{
	static const char *const says[] = {"", "a response has ", "its server is "};
	const struct intel *intel = ctx;
	struct row_key key = {INDICATOR_NONE, client, domain->fold, domain->len};
	uint32_t found = table_find(&intel->pairs, hash_of(intel, &key), same_pair, intel, &key);
	char indicator[DNS_NAME_TEXT_MAX], list[80];

	if (found == TABLE_NONE)
		return false;
	const struct row *row = intel->rows[found];
	const struct indicator *one = &intel->all->items[row->indicator];
	const char *path = name_of_file(intel->all->lists[one->list].path);
	escape_text(list, sizeof list, (const uint8_t *)path, strlen(path));
	snprintf(text, REASON_TEXT_MAX, "known: %s%.70s, in the list %.50s", says[place_of(row)],
	    indicator_text(one, indicator), list);
	return true;
}

struct score_listed intel_for_score(const struct intel *intel)
{
	return (struct score_listed){find_listed, (void *)(uintptr_t)intel};
}

/* -- report -- */

static void set_name(
    struct arena *a, struct node *map, const char *key, const uint8_t *wire, size_t len)
{
	char text[DNS_NAME_TEXT_MAX];

	if (len > 0)
		escape_name(text, sizeof text, wire, len);
	document_set_text(a, map, key, len > 0 ? text : NULL);
}

static void set_path(struct arena *a, struct node *map, const char *key, const char *path)
{
	char text[256];

	escape_text(text, sizeof text, (const uint8_t *)path, strlen(path));
	document_set_text(a, map, key, text);
}

static struct node *row_build(struct arena *a, const struct intel *intel, const struct row *row,
    const struct report_frames *frames)
{
	const struct indicator *one = &intel->all->items[row->indicator];
	struct node *map = document_map(a);
	char text[DNS_NAME_TEXT_MAX], address[ADDRESS_TEXT_MAX], time[UTC_TEXT_MAX];

	document_set_text(a, map, "indicator", indicator_text(one, text));
	set_path(a, map, "list", intel->all->lists[one->list].path);
	document_set_text(a, map, "in", places[place_of(row)]);
	document_set_text(a, map, "client", address_text(&row->client, address));
	document_set_text(
	    a, map, "server", row->server.family ? address_text(&row->server, address) : NULL);
	set_name(a, map, "domain", row->base, row->base_len);
	set_name(a, map, "name", row->name, row->name_len);
	document_set_integer(
	    a, map, "messages", (int64_t)(row->messages[0] + row->messages[1] + row->messages[2]));
	document_set_text(a, map, "first", utc_rfc3339(row->first_ns, time));
	document_set_text(a, map, "last", utc_rfc3339(row->last_ns, time));
	frames->put(frames->ctx, map, "evidence", row->first);
	return map;
}

static struct node *build(void *ctx, struct arena *a, const struct report_frames *frames)
{
	const struct intel *intel = ctx;
	struct node *map = document_map(a);
	struct node *lists = document_set(map, "lists", document_list(a));
	struct node *matches = document_set(map, "matches", document_list(a));

	for (size_t i = 0; i < intel->all->list_count; i++) {
		const struct indicator_list *list = &intel->all->lists[i];
		struct node *one = document_push(lists, document_map(a));

		set_path(a, one, "path", list->path);
		document_set_text(a, one, "format", list->format);
		document_set_integer(a, one, "indicators", (int64_t)list->taken);
		document_set_integer(a, one, "unusable", (int64_t)list->broken);
		document_set_integer(a, one, "first_unusable", (int64_t)list->first_broken);
	}
	for (size_t i = 0; i < intel->count && i < LISTED_MAX; i++)
		document_push(matches, row_build(a, intel, intel->rows[i], frames));
	document_set_integer(a, map, "matches_total", (int64_t)intel->count);
	document_set_integer(a, map, "messages_beyond", (int64_t)intel->beyond);
	return map;
}

struct report_intel intel_for_report(const struct intel *intel)
{
	return (struct report_intel){build, (void *)(uintptr_t)intel};
}
