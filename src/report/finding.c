#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/utc.h"
#include "limits.h"

#define TYPE_TEXT_MAX 64

bool finding_is_shown(const struct parts *p, const struct finding *f)
{
	return f->level >= p->from->min_level &&
	       f < p->from->ranking->findings + REPORT_FINDINGS_MAX;
}

/* Octet offsets of the labels of a wire name; returns their number. */
static unsigned label_offsets(
    const uint8_t *wire, size_t wire_len, uint8_t offset[DNS_LABELS_MAX + 1])
{
	unsigned count = 0;

	for (size_t pos = 0; pos < wire_len && wire[pos] != 0 && count < DNS_LABELS_MAX;
	     pos += 1u + wire[pos])
		offset[count++] = (uint8_t)pos;
	return count;
}

static bool same_fold(const uint8_t *a, const uint8_t *b, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		uint8_t x = a[i], y = b[i];

		x = x >= 'A' && x <= 'Z' ? (uint8_t)(x + ('a' - 'A')) : x;
		y = y >= 'A' && y <= 'Z' ? (uint8_t)(y + ('a' - 'A')) : y;
		if (x != y)
			return false;
	}
	return true;
}

/* A name as its last labels. */
struct tail {
	const uint8_t *wire;
	size_t len;
};

static struct tail tail_of(const struct sample_name *n, unsigned labels)
{
	uint8_t offset[DNS_LABELS_MAX + 1];
	unsigned count = label_offsets(n->wire, n->wire_len, offset);

	if (count < labels || labels == 0)
		return (struct tail){0};
	size_t start = offset[count - labels];
	return (struct tail){n->wire + start, n->wire_len - start};
}

/* The apex: the last labels that more than half of the sampled names share. */
static struct tail apex_of(const struct facts *f)
{
	const struct sample *s = &f->channel->sample;

	for (unsigned i = 0; i < s->count; i++) {
		struct tail candidate = tail_of(&s->names[i], f->apex_labels);
		unsigned votes = 0;

		for (unsigned k = 0; candidate.wire && k < s->count; k++) {
			struct tail t = tail_of(&s->names[k], f->apex_labels);

			votes += t.len == candidate.len && same_fold(t.wire, candidate.wire, t.len);
		}
		if (2 * votes > s->count)
			return candidate;
	}
	return (struct tail){0};
}

static char *lower(char *text)
{
	for (char *c = text; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + ('a' - 'A'));
	return text;
}

/* Returns the apex as text. */
static const char *domain_build(struct parts *p, const struct finding *f, struct node *map)
{
	struct arena *a = p->arena;
	const struct domain *d = f->domain;
	const char *registered = values_name(p, d->fold, d->len), *apex = registered;
	const char *campaign = NULL;

	if (f->facts.apex_labels > d->label_count) {
		struct tail t = apex_of(&f->facts);

		if (t.len > d->len) {
			apex = lower(arena_copy(a, values_name(p, t.wire, t.len)));
			/* The escaped base stands at the end of the escaped apex, behind a dot. */
			campaign = arena_print(
			    a, "%.*s", (int)(strlen(apex) - strlen(registered) - 1), apex);
		}
	}
	struct node *domain = document_set(map, "domain", document_map(a));
	document_set_text(a, domain, "registered", registered);
	document_set_text(a, domain, "apex", apex);
	document_set_text(a, domain, "campaign", campaign);
	document_set_bool(a, domain, "listed_suffix", d->registered);
	return apex;
}

static void when_build(struct parts *p, const struct finding *f, struct node *map)
{
	int64_t first_ns = f->channels[0]->first_ns, last_ns = f->channels[0]->last_ns;

	for (size_t i = 1; i < f->channel_count; i++) {
		if (f->channels[i]->first_ns < first_ns)
			first_ns = f->channels[i]->first_ns;
		if (f->channels[i]->last_ns > last_ns)
			last_ns = f->channels[i]->last_ns;
	}
	values_time(p, map, "first", true, first_ns);
	values_time(p, map, "last", true, last_ns);
}

struct volume {
	uint64_t up_bytes, down_bytes;
};

/* The clients, worst first; adds up what those listed moved. */
static struct volume clients_build(struct parts *p, const struct finding *f, struct node *map)
{
	struct arena *a = p->arena;
	struct node *list = document_set(map, "clients", document_list(a));
	struct volume moved = {0};

	for (size_t i = 0; i < f->channel_count && i < REPORT_CLIENTS_MAX; i++) {
		const struct channel *c = f->channels[i];
		struct node *one = document_push(list, document_map(a));
		struct facts facts = f->facts;

		if (c != f->facts.channel)
			facts_build(&facts, c, &p->from->options->facts);
		values_address(p, one, "ip", &c->client->address);
		document_set_integer(a, one, "score", f->channel_scores[i]);
		document_set_integer(a, one, "queries", (int64_t)c->count.of[COUNT_QUERIES]);
		document_set_integer(a, one, "responses", (int64_t)c->count.of[COUNT_RESPONSES]);
		document_set_integer(a, one, "unique_names", (int64_t)facts.names);
		document_set_integer(a, one, "up_bytes", (int64_t)facts.up_bytes);
		document_set_integer(a, one, "down_bytes", (int64_t)facts.down_bytes);
		document_set_bool(a, one, "answers_queries", c->client->served_queries > 0);
		moved.up_bytes += facts.up_bytes;
		moved.down_bytes += facts.down_bytes;
	}
	document_set_integer(a, map, "clients_total", (int64_t)f->channel_count);
	return moved;
}

static int compare_addresses(const void *a, const void *b)
{
	return address_compare(a, b);
}

/* The servers that are kept: the smallest of each channel, and those of its sampled names. */
static void servers_build(struct parts *p, const struct finding *f, struct node *map)
{
	struct address *found =
	    arena_take(p->arena, REPORT_CLIENTS_MAX * (SAMPLE_NAMES_MAX + 1) * sizeof *found);
	struct node *list = document_set(map, "servers", document_list(p->arena));
	size_t count = 0;

	for (size_t i = 0; i < f->channel_count && i < REPORT_CLIENTS_MAX; i++) {
		const struct channel *c = f->channels[i];

		found[count++] = c->server;
		for (unsigned k = 0; k < c->sample.count && k < SAMPLE_NAMES_MAX; k++)
			found[count++] = c->sample.names[k].server;
	}
	qsort(found, count, sizeof *found, compare_addresses);
	for (size_t i = 0; i < count && list->count < REPORT_SERVERS_MAX; i++) {
		char ip[ADDRESS_TEXT_MAX];

		if (found[i].family && (i == 0 || address_compare(&found[i - 1], &found[i]) != 0))
			document_push_text(p->arena, list, address_text(&found[i], ip));
	}
}

static void volume_build(
    struct parts *p, const struct finding *f, const struct volume *moved, struct node *map)
{
	struct arena *a = p->arena;
	struct node *volume = document_set(map, "volume", document_map(a));
	uint64_t queries = 0, responses = 0;

	for (size_t i = 0; i < f->channel_count; i++) {
		queries += f->channels[i]->count.of[COUNT_QUERIES];
		responses += f->channels[i]->count.of[COUNT_RESPONSES];
	}
	document_set_integer(a, volume, "queries", (int64_t)queries);
	document_set_integer(a, volume, "responses", (int64_t)responses);
	document_set_integer(a, volume, "unique_names", (int64_t)f->names);
	document_set_integer(a, volume, "up_bytes", (int64_t)moved->up_bytes);
	document_set_integer(a, volume, "down_bytes", (int64_t)moved->down_bytes);
}

/* What was measured on the channel with the highest score, the first of the clients. */
static void figures_build(struct parts *p, const struct facts *f, struct node *map)
{
	struct arena *a = p->arena;
	const struct facts_options *o = &p->from->options->facts;
	double second = (double)NS_PER_SECOND;
	struct node *burst = document_set(map, "burst", document_map(a));

	document_set_decimal(a, burst, "window_s", (double)o->window_ns / second);
	document_set_integer(a, burst, "max_queries", f->burst.names);
	values_time(p, burst, "at", f->burst.names > 0, f->burst.start_ns);
	document_set_decimal(a, burst, "span_s", (double)f->burst.span_ns / second);
	document_set_bool(a, burst, "estimated", f->burst.estimated);

	struct node *entropy = document_set(map, "entropy", document_map(a));
	document_set_decimal(a, entropy, "bits_per_char", f->entropy_bits);
	document_set_decimal(a, entropy, "ratio", f->entropy_ratio);
	document_set_integer(a, entropy, "alphabet", f->alphabet);
	document_set_decimal(a, entropy, "surprise_bits", f->surprise_bits);

	struct node *length = document_set(map, "length", document_map(a));
	document_set_integer(a, length, "median", f->length_median);
	document_set_integer(a, length, "max", f->length_max);
	document_set_decimal(a, length, "long_share", f->long_share);
	document_set_integer(a, length, "threshold", o->length_threshold);

	struct node *txt = document_set(map, "txt_ratio", document_map(a));
	document_set_decimal(a, txt, "value", f->data_type_share);
	document_set_decimal(a, txt, "lower_bound", f->data_type_lower);
	document_set_decimal(a, txt, "txt", f->txt_share);

	struct node *resolution = document_set(map, "resolution", document_map(a));
	document_set_bool(a, resolution, "answered", f->answered);
	document_set_decimal(a, resolution, "failed_share", f->failed_share);
}

static void reasons_build(struct parts *p, const struct finding *f, struct node *map)
{
	struct arena *a = p->arena;
	struct node *list = document_set(map, "reasons", document_list(a));

	for (size_t i = 0; i < f->reason_count; i++) {
		const struct reason *r = &f->reasons[i];
		struct node *one = document_push(list, document_map(a));

		document_set_text(a, one, "code", r->code);
		document_set_integer(a, one, "points", r->points);
		document_set_text(a, one, "text", values_printable(p, r->text));
		struct node *measured = document_set(one, "measured", document_map(a));
		struct node *limit = document_set(one, "limit", document_map(a));
		struct node *baseline = document_set(one, "baseline", document_map(a));
		for (size_t k = 0; k < r->measure_count; k++) {
			const struct measure *m = &r->measures[k];

			document_set_decimal(a, measured, m->name, m->value);
			document_set_decimal(a, limit, m->name, m->limit);
			document_set_decimal(a, baseline, m->name, m->baseline);
		}
	}
}

static int compare_sightings(const void *a, const void *b)
{
	const struct sample_name *const *x = a, *const *y = b;
	int order = frame_ref_compare((*x)->ref, (*y)->ref);

	return order ? order : ((*x)->hash > (*y)->hash) - ((*x)->hash < (*y)->hash);
}

static const char *type_text(const struct parts *p, uint16_t type, char out[TYPE_TEXT_MAX])
{
	if (p->from->type_text)
		return p->from->type_text(type, out);
	snprintf(out, TYPE_TEXT_MAX, "TYPE%u", type);
	return out;
}

static void sighting_build(
    struct parts *p, const struct channel *c, const struct sample_name *n, struct node *one)
{
	struct arena *a = p->arena;
	char type[TYPE_TEXT_MAX];

	document_set_integer(a, one, "input", n->ref.input);
	document_set_integer(a, one, "packet", (int64_t)n->ref.number);
	values_time(p, one, "time", true, n->time_ns);
	values_address(p, one, "src", n->response ? &n->server : &c->client->address);
	values_address(p, one, "dst", n->response ? &c->client->address : &n->server);
	document_set_text(a, one, "proto", n->tcp ? "tcp" : "udp");
	document_set_bool(a, one, "response", n->response);
	document_set_text(a, one, "qname", values_name(p, n->wire, n->wire_len));
	document_set_integer(a, one, "qname_bytes", n->wire_len);
	document_set_text(a, one, "qtype", type_text(p, n->qtype, type));
}

static void evidence_build(struct parts *p, const struct channel *c, struct node *map)
{
	const struct sample_name *sorted[SAMPLE_NAMES_MAX];
	struct node *list = document_set(map, "evidence", document_list(p->arena));
	size_t count = 0;

	for (; count < c->sample.count && count < SAMPLE_NAMES_MAX; count++)
		sorted[count] = &c->sample.names[count];
	qsort(sorted, count, sizeof *sorted, compare_sightings);
	for (size_t i = 0; i < count && i < REPORT_EVIDENCE_MAX; i++)
		sighting_build(p, c, sorted[i], document_push(list, document_map(p->arena)));
}

struct node *finding_build(struct parts *p, const struct finding *f)
{
	struct arena *a = p->arena;
	struct node *map = document_map(a);

	document_set_text(a, map, "id", f->id);
	document_set_integer(a, map, "rank", f->rank);
	document_set_text(a, map, "kind", kind_name(f->kind));
	document_set_text(a, map, "level", level_name(f->level));
	document_set_integer(a, map, "score", f->score);
	const char *apex = domain_build(p, f, map);
	when_build(p, f, map);
	struct volume moved = clients_build(p, f, map);
	servers_build(p, f, map);
	volume_build(p, f, &moved, map);
	figures_build(p, &f->facts, map);
	reasons_build(p, f, map);
	evidence_build(p, f->channels[0], map);
	document_set(map, "filters", filters_build(p, &f->channels[0]->client->address, apex));
	return map;
}
