#include "analysis/resolved.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/table.h"
#include "dns/rdata.h"

struct sighting {
	struct address address;
	bool timed;
	uint8_t name_len;
	uint8_t *name; /* of the question, as sent */
	int64_t time_ns;
	struct source_ref ref;
};

struct row {
	uint8_t *base; /* folded */
	uint8_t base_len;
	uint8_t count, cap;
	bool more;                  /* addresses were left out */
	struct sighting *sightings; /* the earliest of each address, by time */
};

struct resolved {
	uint64_t secret;
	struct row *rows;
	size_t count, cap;
	struct table table; /* numbers of rows */
	uint64_t beyond;    /* messages without a row */
};

struct resolved *resolved_new(uint64_t secret)
{
	struct resolved *r = memory_new(1, sizeof *r);

	*r = (struct resolved){.secret = secret};
	table_init(&r->table, RESOLVED_DOMAINS_MAX);
	return r;
}

void resolved_free(struct resolved *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->count; i++) {
		for (unsigned k = 0; k < r->rows[i].count; k++)
			free(r->rows[i].sightings[k].name);
		free(r->rows[i].sightings);
		free(r->rows[i].base);
	}
	free(r->rows);
	table_fini(&r->table);
	free(r);
}

/* -- rows -- */

static bool same_base(const void *ctx, uint32_t number, const void *key)
{
	const struct row *row = &((const struct resolved *)ctx)->rows[number];
	const struct domain *base = key;

	return row->base_len == base->len && memcmp(row->base, base->fold, base->len) == 0;
}

static uint64_t hash_of(const struct resolved *r, const struct domain *base)
{
	return hash_secret(base->fold, base->len, r->secret);
}

static struct row *find_row(const struct resolved *r, const struct domain *base)
{
	uint32_t found = table_find(&r->table, hash_of(r, base), same_base, r, base);

	return found == TABLE_NONE ? NULL : &r->rows[found];
}

/* The row of a base domain, a new one if there is room; NULL if there is none. */
static struct row *row_of(struct resolved *r, const struct domain *base)
{
	struct row *row = find_row(r, base);

	if (row || r->count == RESOLVED_DOMAINS_MAX)
		return row;
	if (r->count == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 64;
		r->rows = memory_resize(r->rows, r->cap, sizeof *r->rows);
	}
	row = &r->rows[r->count];
	*row = (struct row){.base = memory_resize(NULL, base->len, 1), .base_len = base->len};
	memcpy(row->base, base->fold, base->len);
	table_add(&r->table, hash_of(r, base), (uint32_t)r->count++);
	return row;
}

/* -- sightings -- */

/* By time, so that it does not matter how messages are split over files. */
static int compare_sightings(const struct sighting *a, const struct sighting *b)
{
	if (a->time_ns != b->time_ns)
		return a->time_ns < b->time_ns ? -1 : 1;
	int order = source_ref_compare(a->ref, b->ref);

	return order ? order : address_compare(&a->address, &b->address);
}

/* Makes room for one more; returns false if the sighting is later than all that are kept. */
static bool make_room(struct row *row, const struct sighting *seen)
{
	if (row->count < row->cap)
		return true;
	if (row->cap < REPORT_ANSWERS_MAX) {
		row->cap = row->cap ? (uint8_t)(2 * row->cap) : 1;
		row->sightings = memory_resize(row->sightings, row->cap, sizeof *row->sightings);
		return true;
	}
	row->more = true;
	if (compare_sightings(seen, &row->sightings[row->count - 1]) >= 0)
		return false;
	free(row->sightings[--row->count].name);
	return true;
}

/* Keeps the earliest sighting of each of the earliest addresses. */
static void keep(struct row *row, const struct sighting *seen, const struct dns_name *name)
{
	unsigned at;

	for (unsigned i = 0; i < row->count; i++) {
		struct sighting *old = &row->sightings[i];

		if (address_compare(&old->address, &seen->address) != 0)
			continue;
		if (compare_sightings(seen, old) >= 0)
			return;
		free(old->name);
		memmove(old, old + 1, (row->count - i - 1) * sizeof *old);
		row->count--;
		break;
	}
	if (!make_room(row, seen))
		return;
	for (at = row->count; at > 0 && compare_sightings(seen, &row->sightings[at - 1]) < 0; at--)
		row->sightings[at] = row->sightings[at - 1];
	row->sightings[at] = *seen;
	row->sightings[at].name_len = name->len;
	row->sightings[at].name = memory_resize(NULL, name->len, 1);
	memcpy(row->sightings[at].name, name->wire, name->len);
	row->count++;
}

void resolved_add(struct resolved *r, const struct dns_event *event, const struct domain *base,
    const struct dns_msg *msg, const uint8_t *bytes, size_t len)
{
	struct sighting seen = {.time_ns = event->time_ns,
	    .timed = !(event->unknown & UNKNOWN_TIME),
	    .ref = event->ref};
	struct row *row = NULL;
	struct dns_record record;
	struct dns_walk walk;

	if (!dns_event_has_answers(event) || msg->seen[DNS_ANSWER] == 0)
		return;
	dns_walk_start(&walk, bytes, len, msg);
	while (dns_walk_next(&walk, &record) == 1 && record.section <= DNS_ANSWER) {
		if (record.section != DNS_ANSWER ||
		    !dns_rdata_address(record.type, record.rdata, &seen.address))
			continue;
		if (!row)
			row = row_of(r, base);
		r->beyond += row == NULL;
		if (!row)
			return;
		keep(row, &seen, event->qname);
	}
}

/* -- report -- */

/* The apex has the case in which it was sent. */
static bool is_below(const struct sighting *s, struct report_name apex)
{
	struct dns_name name = {.len = s->name_len};
	uint8_t lower[DNS_NAME_WIRE_MAX];

	dns_name_fold(lower, apex.wire, apex.len);
	memcpy(name.wire, s->name, s->name_len);
	dns_name_index(&name);
	for (unsigned labels = 0; labels <= name.label_count; labels++) {
		const uint8_t *fold;
		size_t len = dns_name_suffix(&name, labels, &fold);

		if (len == apex.len)
			return memcmp(fold, lower, len) == 0;
	}
	return false;
}

static bool is_listed(const struct report_answer_list *out, const struct address *address)
{
	for (size_t i = 0; i < out->count; i++)
		if (address_compare(&out->items[i].address, address) == 0)
			return true;
	return false;
}

static int compare_listed(const void *a, const void *b)
{
	const struct sighting *x = *(const struct sighting *const *)a;
	const struct sighting *y = *(const struct sighting *const *)b;

	return compare_sightings(x, y);
}

/* What is kept for the names of a finding: below its apex, or of all members of a group. */
static size_t gather(const struct resolved *r, const struct finding *f, struct report_name apex,
    const struct sighting **all, bool *more)
{
	size_t members = f->pool ? f->pool_count : 1, count = 0;

	for (size_t i = 0; i < members; i++) {
		const struct row *row = find_row(r, f->pool ? f->pool[i] : f->domain);

		for (unsigned k = 0; row && k < row->count; k++)
			if (f->pool || is_below(&row->sightings[k], apex))
				all[count++] = &row->sightings[k];
		*more |= row && row->more;
	}
	return count;
}

static void list(
    void *ctx, const struct finding *f, struct report_name apex, struct report_answer_list *out)
{
	size_t members = f->pool ? f->pool_count : 1, count;
	const struct sighting **all = memory_new(members * REPORT_ANSWERS_MAX, sizeof *all);

	count = gather(ctx, f, apex, all, &out->more);
	if (count > 0)
		qsort(all, count, sizeof *all, compare_listed);
	for (size_t i = 0; i < count; i++) {
		const struct sighting *s = all[i];

		if (is_listed(out, &s->address))
			continue;
		if (out->count == REPORT_ANSWERS_MAX) {
			out->more = true;
			break;
		}
		out->items[out->count++] = (struct report_answer){
		    s->address, s->ref, s->time_ns, s->timed, {s->name, s->name_len}};
	}
	free(all);
}

struct report_answers resolved_for_report(const struct resolved *r)
{
	return (struct report_answers){list, (void *)(uintptr_t)r};
}

uint64_t resolved_beyond(const struct resolved *r)
{
	return r ? r->beyond : 0;
}
