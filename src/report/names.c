#include "builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

#define TYPE_TEXT_MAX 64

/* Byte offsets of the labels of a wire-format name; returns their number. */
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

static struct name_tail tail_of(const struct sample_name *n, unsigned labels)
{
	uint8_t offset[DNS_LABELS_MAX + 1];
	unsigned count = label_offsets(n->wire, n->wire_len, offset);

	if (count < labels || labels == 0)
		return (struct name_tail){0};
	size_t start = offset[count - labels];
	return (struct name_tail){n->wire + start, n->wire_len - start};
}

/* The apex: the last labels that more than half of the sampled names share. */
static struct name_tail apex_of(const struct facts *f)
{
	const struct sample *s = &f->channel->sample;

	for (unsigned i = 0; i < s->count; i++) {
		struct name_tail candidate = tail_of(&s->names[i], f->apex_labels);
		unsigned votes = 0;

		for (unsigned k = 0; candidate.wire && k < s->count; k++) {
			struct name_tail t = tail_of(&s->names[k], f->apex_labels);

			votes += t.len == candidate.len && same_fold(t.wire, candidate.wire, t.len);
		}
		if (2 * votes > s->count)
			return candidate;
	}
	return (struct name_tail){0};
}

struct name_tail names_apex(const struct finding *f)
{
	const struct domain *d = f->domain;

	if (f->facts.apex_labels > d->label_count) {
		struct name_tail t = apex_of(&f->facts);

		if (t.len > d->len)
			return t;
	}
	return (struct name_tail){d->fold, d->len};
}

bool names_is_below(const struct sample_name *n, struct name_tail apex)
{
	uint8_t offset[DNS_LABELS_MAX + 1];
	unsigned count = label_offsets(n->wire, n->wire_len, offset);

	for (unsigned i = 0; i < count; i++)
		if ((size_t)n->wire_len - offset[i] == apex.len)
			return same_fold(n->wire + offset[i], apex.wire, apex.len);
	return false;
}

static char *lower(char *text)
{
	for (char *c = text; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + ('a' - 'A'));
	return text;
}

/* For a domain group: why its domains belong together, and which they are. */
static void domain_group_build(struct report_builder *p, const struct finding *f, struct node *map)
{
	if (!f->pool) {
		document_set_null(p->arena, map, "pool");
		return;
	}
	struct node *pool = document_set(map, "pool", document_map(p->arena));
	document_set_text(p->arena, pool, "why", domain_group_kind_name(f->domain_group_kind));
	struct node *list = document_set(pool, "domains", document_list(p->arena));
	for (size_t i = 0; i < f->pool_count && i < REPORT_POOL_MAX; i++)
		document_push_text(
		    p->arena, list, node_values_name(p, f->pool[i]->fold, f->pool[i]->len));
	document_set_integer(p->arena, pool, "domains_total", (int64_t)f->pool_count);
}

const char *names_domain(struct report_builder *p, const struct finding *f, struct node *map)
{
	struct arena *a = p->arena;
	const struct domain *d = f->domain;
	const char *registered = node_values_name(p, d->fold, d->len), *apex = registered;
	const char *campaign = NULL;
	struct name_tail t = names_apex(f);

	if (t.len > d->len) {
		apex = lower(arena_copy(a, node_values_name(p, t.wire, t.len)));
		/* The escaped apex ends in a dot and the escaped base domain. */
		campaign =
		    arena_print(a, "%.*s", (int)(strlen(apex) - strlen(registered) - 1), apex);
	}
	struct node *domain = document_set(map, "domain", document_map(a));
	document_set_text(a, domain, "registered", registered);
	document_set_text(a, domain, "apex", apex);
	document_set_text(a, domain, "campaign", campaign);
	document_set_bool(a, domain, "listed_suffix", d->registered);
	node_values_unicode(p, domain, apex);
	domain_group_build(p, f, map);
	return apex;
}

static int compare_sightings(const void *a, const void *b)
{
	const struct sample_name *const *x = a, *const *y = b;
	int order = source_ref_compare((*x)->ref, (*y)->ref);

	return order ? order : ((*x)->hash > (*y)->hash) - ((*x)->hash < (*y)->hash);
}

static const char *type_text(const struct report_builder *p, uint16_t type, char out[TYPE_TEXT_MAX])
{
	if (p->from->type_text)
		return p->from->type_text(type, out);
	snprintf(out, TYPE_TEXT_MAX, "TYPE%u", type);
	return out;
}

/* Who sent it: a merged channel has the names of several clients, each in the sample of one. */
static const struct address *sender_of(const struct finding *f, const struct sample_name *n)
{
	for (size_t i = 0; f->merged && i < f->channel_count; i++) {
		const struct sample *s = &f->channels[i]->sample;

		for (unsigned k = 0; k < s->count; k++)
			if (source_ref_compare(s->names[k].ref, n->ref) == 0 &&
			    s->names[k].hash == n->hash)
				return &f->channels[i]->client->address;
	}
	return &f->channels[0]->client->address;
}

static void sighting_build(struct report_builder *p, const struct finding *f,
    const struct sample_name *n, struct node *one)
{
	const struct address *client = sender_of(f, n);
	struct arena *a = p->arena;
	char type[TYPE_TEXT_MAX];
	size_t len;
	const uint8_t *sent = sample_sent(n, &len);

	document_set_integer(a, one, "input", n->ref.input);
	document_set_integer(a, one, "packet", (int64_t)n->ref.record);
	node_values_line(p, one, n->ref);
	node_values_time(p, one, "time", true, n->time_ns);
	node_values_address(p, one, "src", n->response ? &n->server : client);
	node_values_address(p, one, "dst", n->response ? client : &n->server);
	document_set_text(a, one, "proto", n->tcp ? "tcp" : "udp");
	document_set_bool(a, one, "response", n->response);
	const char *qname = node_values_name(p, sent, len);
	document_set_text(a, one, "qname", qname);
	node_values_unicode(p, one, qname);
	document_set_integer(a, one, "qname_bytes", (int64_t)len);
	document_set_text(a, one, "qtype", type_text(p, n->qtype, type));
}

void names_evidence(struct report_builder *p, const struct finding *f, struct node *map)
{
	const struct channel *c = f->merged ? f->merged : f->channels[0];
	const struct sample_name *sorted[SAMPLE_NAMES_MAX];
	struct node *list = document_set(map, "evidence", document_list(p->arena));
	size_t count = 0;

	for (; count < c->sample.count && count < SAMPLE_NAMES_MAX; count++)
		sorted[count] = &c->sample.names[count];
	qsort(sorted, count, sizeof *sorted, compare_sightings);
	for (size_t i = 0; i < count && i < REPORT_EVIDENCE_MAX; i++)
		sighting_build(p, f, sorted[i], document_push(list, document_map(p->arena)));
}
