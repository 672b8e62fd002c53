#include "domain_group_offer.h"

#include <string.h>

#include "base/hash.h"
#include "base/idn.h"
#include "benign/name_formats.h"
#include "common_label.h"
#include "label_cost.h"
#include "payload.h"

/* A registered label at least this long that does not look like a word is data. */
#define DATA_LABEL_MIN      20
#define DATA_LABEL_SURPRISE (5 * 256)
/* Payloads of look-alike domains: shares of the sampled names. */
#define SIBLING_SURPRISING 0.6
#define PROBES_SURPRISING  0.4 /* short ones vary more */
#define PROBES_SHAPED      0.8
#define PROBES_NAMES_MIN   5 /* three are a browser, or a test for a wildcard */
#define SIBLING_UNIQUE     0.4
#define SIBLING_NAMES_MIN  2
/* A generated registered name: its label's length; little else is asked below it. */
#define GENERATED_LABEL_MIN 8
#define GENERATED_NAMES_MAX 2
/* From this share of the responses on, a domain fails. */
#define FAILING_SHARE 0.9
/* Prefixes: shortest, longer, and the whole label; the share of the names that begins with it. */
#define PREFIX_SHORT   3
#define PREFIX_LONG    5
#define PREFIX_SHARE   0.25
#define PREFIX_QUERIES 2
#define PREFIX_VOTES   6 /* or so many: there may be many sessions */

static uint64_t key_of(
    const struct channel *c, enum domain_group_kind kind, const void *shared, size_t len)
{
	uint64_t parts[3] = {hash_fixed(&c->client->address, sizeof c->client->address), kind,
	    hash_fixed(shared, len)};

	return hash_fixed(parts, sizeof parts);
}

static bool is_surprising(const uint8_t *text, size_t len)
{
	return label_cost_256ths(text, len) >= DATA_LABEL_SURPRISE * len;
}

/* A known service, or a benign format with the registered label as part of the payload. */
static bool is_explained(const struct facts *f, bool no_known)
{
	const struct channel *c = f->channel;
	unsigned explained = 0;

	const struct known_service *row = no_known ? NULL : known_services_match(c);
	if (row && known_services_is_benign(row))
		return true;
	for (unsigned i = 0; i < c->sample.count; i++) {
		struct sample_name n = c->sample.names[i];
		struct name_reading reading;

		n.base_labels--;
		explained += name_format_of_name(&n, c->domain, &reading) != NAME_FORMAT_NONE;
	}
	return c->sample.count > 0 && explained == c->sample.count;
}

/* Internationalized labels are a group of their own, which is judged as a whole. */
static void set_idn(struct domain_group_candidate *out, const struct domain *d)
{
	out->key = ~out->key;
	out->idn = d;
}

static bool offer_registered_label(
    const struct facts *f, bool no_known, struct domain_group_candidate *out)
{
	const struct domain *d = f->channel->domain;

	if (d->reverse || d->label_count < 2 || d->fold[0] < DATA_LABEL_MIN)
		return false;
	bool idn = idn_has_prefix(d->fold + 1, d->fold[0]);
	if (!idn && !is_surprising(d->fold + 1, d->fold[0]))
		return false;
	out->key = key_of(f->channel, DOMAIN_GROUP_REGISTERED_LABEL, d->fold + 1 + d->fold[0],
	    d->len - 1u - d->fold[0]);
	if (idn)
		set_idn(out, d);
	out->explained = is_explained(f, no_known);
	return true;
}

static bool offer_first_label(const struct facts *f, struct domain_group_candidate *out)
{
	const struct channel *c = f->channel;

	if (c->domain->registered || c->domain->reverse || c->sample.count == 0)
		return false;
	const uint8_t *first = c->sample.names[0].wire;
	if (first[0] == 0 || first[1] == '_' || c->sample.names[0].wire_len <= first[0] + 2u)
		return false;
	uint8_t label[DNS_LABEL_MAX + 1];
	for (unsigned i = 0; i <= first[0]; i++)
		label[i] = payload_fold(first[i]);
	out->key = key_of(c, DOMAIN_GROUP_FIRST_LABEL, label, first[0] + 1u);
	if (idn_has_prefix(c->domain->fold + 1, c->domain->fold[0]))
		set_idn(out, c->domain);
	return true;
}

/* Most sampled names have the form of a browser's probes, whatever their types and fate. */
static bool is_probe_shaped(const struct channel *c)
{
	unsigned count = 0;

	for (unsigned i = 0; i < c->sample.count; i++) {
		struct payload p;

		count += payload_of(&c->sample.names[i], 0, &p) &&
			 name_format_of(&p) == NAME_FORMAT_BROWSER_PROBE;
	}
	return count >= PROBES_SHAPED * c->sample.count;
}

/* Names like a browser's probes explain a channel, but no browser sends them to many public
 * domains. */
static bool offer_siblings(const struct facts *f, struct domain_group_candidate *out)
{
	struct payload p;
	bool probes = f->structure_share > 0 && f->structure == NAME_FORMAT_BROWSER_PROBE;

	if (f->channel->domain->reverse || f->payload_sampled < SIBLING_NAMES_MIN ||
	    f->surprising_share < (probes ? PROBES_SURPRISING : SIBLING_SURPRISING) ||
	    f->unique_share < SIBLING_UNIQUE || (f->structure_share > 0 && !probes) ||
	    (probes && (!f->channel->domain->registered || f->names < PROBES_NAMES_MIN)) ||
	    !payload_of(&f->channel->sample.names[0], 0, &p))
		return false;
	uint32_t shape[1] = {f->alphabet > 16 ? 1 : 0};
	out->key = key_of(f->channel, DOMAIN_GROUP_SIBLINGS, shape, sizeof shape);
	out->length = (uint8_t)f->length_median;
	out->probes = probes;
	out->probe_shaped = probes || (f->names >= PROBES_NAMES_MIN && is_probe_shaped(f->channel));
	return true;
}

/* The registered domain itself is asked, or "www" below it, and hardly anything else. */
static bool is_bare(const struct channel *c)
{
	for (unsigned i = 0; i < c->sample.count; i++) {
		const struct sample_name *n = &c->sample.names[i];

		if (n->wire_len != c->domain->len &&
		    (n->wire_len != c->domain->len + 4u || n->wire[0] != 3 ||
			(n->wire[1] | 0x20) != 'w'))
			return false;
	}
	return c->sample.count > 0;
}

/* A suffix below which domains are bought one by one: a top-level domain, or a short label below
 * that of a country ("co.uk"). Below other suffixes one owner hands out all names. */
static bool is_sold(const struct domain *d)
{
	const uint8_t *suffix = d->fold + 1 + d->fold[0];

	if (d->label_count == 2)
		return true;
	return d->label_count == 3 && suffix[0] <= 4 && suffix[1 + suffix[0]] == 2;
}

static bool offer_generated(const struct facts *f, struct domain_group_candidate *out)
{
	const struct domain *d = f->channel->domain;

	if (!d->registered || d->fold[0] < GENERATED_LABEL_MIN || f->names > GENERATED_NAMES_MAX ||
	    f->data_type_count > 0 || !is_sold(d) || idn_has_prefix(d->fold + 1, d->fold[0]))
		return false;
	out->failing = f->answered ? f->failed_share >= FAILING_SHARE : !f->capture_answered;
	out->failing |= f->unanswered_share >= FAILING_SHARE;
	out->surprising = is_surprising(d->fold + 1, d->fold[0]);
	if ((!out->failing && !out->surprising) || !is_bare(f->channel))
		return false;
	out->key = key_of(f->channel, DOMAIN_GROUP_GENERATED, "", 0);
	out->length = d->fold[0];
	return true;
}

static bool offer_mark(const struct facts *f, const char *tool, struct domain_group_candidate *out)
{
	if (!tool)
		return false;
	out->key = key_of(f->channel, DOMAIN_GROUP_MARK, tool, strlen(tool));
	return true;
}

static bool offer(const struct facts *f, enum domain_group_kind kind,
    const struct fingerprint_hit *mark, bool no_known, struct domain_group_candidate *out)
{
	switch (kind) {
	case DOMAIN_GROUP_REGISTERED_LABEL:
		return offer_registered_label(f, no_known, out);
	case DOMAIN_GROUP_FIRST_LABEL:
		return offer_first_label(f, out);
	case DOMAIN_GROUP_SIBLINGS:
		/* Domains of one tool belong together, those of two do not. */
		return !(mark && mark->exact) && offer_siblings(f, out);
	case DOMAIN_GROUP_MARK:
		return offer_mark(f, mark ? mark->tool : NULL, out);
	case DOMAIN_GROUP_GENERATED:
		return offer_generated(f, out);
	case DOMAIN_GROUP_TOKEN:
	case DOMAIN_GROUP_PREFIX:
	case DOMAIN_GROUP_KIND_COUNT:
		break; /* offer_prefixes */
	}
	return false;
}

/* -- tokens and prefixes -- */

struct prefix_votes {
	struct {
		uint64_t hash;
		uint16_t types;
		uint8_t name, len, votes;
	} of[DOMAIN_GROUP_PREFIX_LENGTHS * SAMPLE_NAMES_MAX];
	unsigned count;
};

/* Rotation asks with types that a host hardly sends; a client without them offers nothing. */
static bool asks_odd_types(const struct client *client)
{
	const struct counters *c = &client->asked;
	bool cname = counters_type(c, COUNT_Q_CNAME) > 0, srv = counters_type(c, COUNT_Q_SRV) > 0;
	bool rare = counters_type(c, COUNT_Q_RARE) > 0, other = counters_type(c, COUNT_Q_OTHER) > 0;
	unsigned kinds = cname + srv + rare + other + (counters_type(c, COUNT_Q_TXT) > 0) +
			 (counters_type(c, COUNT_Q_MX) > 0);

	return kinds >= 2 && (cname || srv || rare || other);
}

static void vote(struct prefix_votes *v, const uint8_t *text, size_t len, bool whole, uint8_t name,
    uint16_t types)
{
	uint64_t hash = hash_fixed(text, len) ^ whole;

	for (unsigned i = 0; i < v->count; i++)
		if (v->of[i].hash == hash) {
			v->of[i].votes++;
			v->of[i].types |= types;
			return;
		}
	v->of[v->count].hash = hash;
	v->of[v->count].name = name;
	v->of[v->count].types = types;
	v->of[v->count].len = whole ? 0 : (uint8_t)len;
	v->of[v->count++].votes = 1;
}

/* Of the earliest names: a session must not be lost among later ones, nor the first name of all if
 * each session is just a token. */
static size_t offer_prefixes(
    const struct facts *f, size_t channel, struct domain_group_candidate *out)
{
	struct prefix_votes v = {.count = 0};
	const struct channel *c = f->channel;
	size_t n = 0;

	if (!c->domain->registered || f->transactions < PREFIX_QUERIES ||
	    !asks_odd_types(c->client))
		return 0;
	const struct sample_name *names[SAMPLE_NAMES_MAX];
	unsigned count = sample_earliest(&c->sample, names);
	for (unsigned i = 0; i < count; i++) {
		struct payload p;

		if (!payload_of(names[i], 0, &p))
			continue;
		const uint8_t *dot = memchr(p.text, '.', p.len);
		size_t len = dot ? (size_t)(dot - p.text) : p.len;
		if (len < PREFIX_SHORT || common_label(p.text, len))
			continue;
		vote(&v, p.text, len, true, (uint8_t)i, names[i]->types);
		vote(&v, p.text, PREFIX_SHORT, false, (uint8_t)i, names[i]->types);
		if (len >= PREFIX_LONG)
			vote(&v, p.text, PREFIX_LONG, false, (uint8_t)i, names[i]->types);
	}
	for (unsigned i = 0; i < v.count; i++) {
		bool many = v.of[i].votes >= PREFIX_SHARE * count || v.of[i].votes >= PREFIX_VOTES;

		if ((!many && v.of[i].name > 0) || n == DOMAIN_GROUP_PREFIXES_MAX)
			continue;
		enum domain_group_kind kind =
		    v.of[i].len > 0 ? DOMAIN_GROUP_PREFIX : DOMAIN_GROUP_TOKEN;
		out[n++] = (struct domain_group_candidate){
		    .key = key_of(c, kind, &v.of[i].hash, sizeof v.of[i].hash),
		    .channel = channel,
		    .label = v.of[i].hash,
		    .domain = c->domain->order,
		    .queries =
			(uint32_t)(f->transactions < UINT32_MAX ? f->transactions : UINT32_MAX),
		    .types = v.of[i].types,
		    .kind = (uint8_t)kind,
		    .name = v.of[i].name,
		    .prefix = v.of[i].len};
	}
	return n;
}

size_t domain_group_offer(const struct facts *facts, const struct fingerprint_hit *mark,
    bool no_known, size_t channel, struct domain_group_candidate *out)
{
	size_t n = 0;

	for (int kind = 0; kind < DOMAIN_GROUP_KIND_COUNT; kind++) {
		struct domain_group_candidate one = {.channel = channel, .kind = (uint8_t)kind};

		if (offer(facts, (enum domain_group_kind)kind, mark, no_known, &one))
			out[n++] = one;
	}
	return n + offer_prefixes(facts, channel, out + n);
}
