#include <stdio.h>
#include <string.h>

#include "hostname_model.h"
#include "payload.h"
#include "score_floors.h"

#define NAMES_MIN 6
#define TYPES_MIN 3

/* A handshake that looks for the record types that get through: short names under one base domain,
 * each queried with one type, and several types in turn. Names, types, and the floor for that. */
static const struct {
	unsigned names, types;
	int score;
} handshake[] = {{12, 4, 75}, {10, 3, 70}, {NAMES_MIN, TYPES_MIN, 60}};

/* Required number of types that carry data, and share of the names queried with one of them. */
#define DATA_TYPES 2
#define DATA_SHARE 0.5
/* Required share of names queried with a single type, A, AAAA, HTTPS counting as one. */
#define SINGLE_SHARE 0.8
/* Names that nobody chose as words: mean bits per character, or a counter: one length, and at
 * least so much of it the same in all names. */
#define SURPRISE     5.0
#define LENGTH_SHARE 0.8
#define FIXED_SHARE  0.4
/* Longer names are found by their content. */
#define LENGTH_MAX 24

#define ADDRESS_TYPES (SAMPLE_A | SAMPLE_AAAA | SAMPLE_HTTPS)
#define TYPES_MAX     16

/* The earliest names of a channel, without those of services. */
struct opening {
	const struct sample_name *names[SAMPLE_NAMES_MAX];
	struct payload payloads[SAMPLE_NAMES_MAX];
	unsigned count;
};

static bool is_single(uint16_t types)
{
	if (types & ADDRESS_TYPES)
		types = (uint16_t)((types & ~ADDRESS_TYPES) | SAMPLE_A);
	return types != 0 && (types & (types - 1)) == 0;
}

/* Over the whole sample: an audit queries every name with every type. */
static bool has_single_types(const struct sample *s)
{
	unsigned single = 0;

	for (unsigned i = 0; i < s->count; i++)
		single += is_single(s->names[i].types);
	return single >= SINGLE_SHARE * s->count;
}

static void open_channel(struct opening *o, const struct channel *c)
{
	const struct sample_name *names[SAMPLE_NAMES_MAX];
	unsigned count = sample_earliest(&c->sample, names);

	o->count = 0;
	for (unsigned i = 0; i < count; i++) {
		struct payload *p = &o->payloads[o->count];

		if (!payload_of(names[i], 0, p) || payload_is_service(p))
			continue;
		o->names[o->count++] = names[i];
	}
}

static uint16_t kind_of(uint16_t qtype)
{
	return sample_type_of(qtype) & ADDRESS_TYPES ? DNS_TYPE_A : qtype;
}

/* Number of different types among the first `count` names; *data: of those that carry data, and
 * *data_names: of the names queried with one. */
static unsigned count_types(
    const struct opening *o, unsigned count, unsigned *data, unsigned *data_names)
{
	uint16_t seen[TYPES_MAX];
	unsigned types = 0;

	*data = *data_names = 0;
	for (unsigned i = 0; i < count; i++) {
		uint16_t kind = kind_of(o->names[i]->qtype);
		bool carries = counters_carries_data(kind);
		unsigned k = 0;

		*data_names += carries;
		while (k < types && seen[k] != kind)
			k++;
		if (k < types || types == TYPES_MAX)
			continue;
		seen[types++] = kind;
		*data += carries;
	}
	return types;
}

/* Length of most names; *with: how many have it. */
static size_t usual_length(const struct opening *o, unsigned count, unsigned *with)
{
	unsigned of[DNS_NAME_WIRE_MAX + 1] = {0};
	size_t usual = 0;

	for (unsigned i = 0; i < count; i++)
		if (++of[o->payloads[i].len] > of[usual])
			usual = o->payloads[i].len;
	*with = of[usual];
	return usual;
}

/* One length and constant columns, as a prefix and a counter have. */
static bool counts_up(const struct opening *o, unsigned count)
{
	const struct payload *first = NULL;
	bool varies[DNS_NAME_WIRE_MAX] = {false};
	unsigned with, fixed = 0;
	size_t length = usual_length(o, count, &with);

	if (with < LENGTH_SHARE * count)
		return false;
	for (unsigned i = 0; i < count; i++) {
		const struct payload *p = &o->payloads[i];

		if (p->len != length)
			continue;
		first = first ? first : p;
		for (size_t k = 0; k < length; k++)
			varies[k] |= p->text[k] != first->text[k];
	}
	for (size_t k = 0; k < length; k++)
		fixed += !varies[k];
	return fixed >= FIXED_SHARE * (double)length;
}

static bool is_generated(const struct opening *o, unsigned count)
{
	uint64_t cost = 0, length = 0;

	for (unsigned i = 0; i < count; i++) {
		cost += hostname_cost_256ths(o->payloads[i].text, o->payloads[i].len);
		length += o->payloads[i].len;
	}
	if (length > (uint64_t)LENGTH_MAX * count)
		return false;
	return (double)cost >= SURPRISE * 256 * (double)length || counts_up(o, count);
}

/* The floor that the first `count` names justify, or 0. */
static int floor_of(const struct opening *o, unsigned count, unsigned *types)
{
	unsigned data, data_names;

	*types = count_types(o, count, &data, &data_names);
	if (data < DATA_TYPES || data_names < DATA_SHARE * count)
		return 0;
	for (size_t i = 0; i < sizeof handshake / sizeof *handshake; i++)
		if (count >= handshake[i].names && *types >= handshake[i].types)
			return is_generated(o, count) ? handshake[i].score : 0;
	return 0;
}

/* At least two rows of counters beside the addresses: the cheap test that nearly all channels
 * fail. */
static bool has_types(const struct counters *c)
{
	static const enum counter rows[] = {
	    COUNT_Q_TXT, COUNT_Q_RARE, COUNT_Q_CNAME, COUNT_Q_MX, COUNT_Q_SRV};
	unsigned types = 0;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		types += counters_type(c, rows[i]) > 0;
	return types >= DATA_TYPES || counters_type(c, COUNT_Q_RARE) > 1;
}

void floor_handshake(struct verdict *v, const struct facts *f)
{
	struct opening o;
	unsigned names = 0, types = 0;
	int score = 0;

	if (f->names < NAMES_MIN || f->several_domains || f->channel->domain->reverse ||
	    !has_types(&f->channel->count) || !has_single_types(&f->channel->sample))
		return;
	open_channel(&o, f->channel);
	/* What follows a handshake must not hide it. */
	for (unsigned count = NAMES_MIN; count <= o.count; count++) {
		unsigned some;
		int floor = floor_of(&o, count, &some);

		if (floor > score) {
			score = floor;
			names = count;
			types = some;
		}
	}
	if (score <= v->score)
		return;
	struct reason *r = verdict_set(v, "type-handshake", score);
	snprintf(r->text, sizeof r->text,
	    "handshake that tries record types: %u short names, each queried with one of %u types",
	    names, types);
	verdict_measure(r, "names", names, NAMES_MIN);
	verdict_measure(r, "types", types, TYPES_MIN);
}
