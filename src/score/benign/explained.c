#include "explained.h"

#include <math.h>
#include <string.h>

#include "../label_cost.h"
#include "base/hash.h"
#include "base/utc.h"

/* What labels that no format covers may carry in a channel, in bytes: a few keys and host names. */
#define LEFTOVER_BYTES_MAX 512
/* From this many addresses that no host has on, and this share of the names, the addresses are
 * numbers. One in eight of random bytes is such. */
#define ODD_MIN   3
#define ODD_SHARE 0.03

/* Hosts that look random are looked up in a list if the names have this many top-level domains, and
 * one of them at most this share. */
#define ENDINGS_MIN  8
#define ENDING_SHARE 0.6

struct readings {
	struct name_reading of[SAMPLE_NAMES_MAX];
	unsigned count;
	double scale; /* names of the channel for each sampled one */
	double hours; /* hours that the channel lasted, at least one */
};

/* -- addresses -- */

static bool holds_addresses(enum name_format f)
{
	return f == NAME_FORMAT_REVERSED_IPV4 || f == NAME_FORMAT_IPV4_IN_LABEL ||
	       f == NAME_FORMAT_ADDRESS_LIST;
}

/* Addresses are written forwards or backwards: one of the two ends must be sound. */
static bool are_numbers(const struct readings *r, enum name_format format)
{
	unsigned odd[2] = {0}, all = 0;

	for (unsigned i = 0; i < r->count; i++)
		if (r->of[i].format == format) {
			all++;
			odd[0] += r->of[i].odd & 1;
			odd[1] += r->of[i].odd >> 1;
		}
	unsigned fewer = odd[0] < odd[1] ? odd[0] : odd[1];
	return fewer >= ODD_MIN && fewer > ODD_SHARE * all;
}

static void refuse_numbers(struct readings *r, const struct domain *domain)
{
	for (unsigned f = 0; f < NAME_FORMAT_COUNT && !domain->reverse; f++)
		if (holds_addresses((enum name_format)f) && are_numbers(r, (enum name_format)f))
			for (unsigned i = 0; i < r->count; i++)
				if (r->of[i].format == f)
					r->of[i].format = NAME_FORMAT_NONE;
}

/* -- lists of hosts -- */

/* Lists are queried about hosts of many top-level domains, none of which has nearly all. */
static bool has_many_endings(const struct readings *r)
{
	uint32_t seen[SAMPLE_NAMES_MAX];
	unsigned times[SAMPLE_NAMES_MAX], count = 0, all = 0, most = 0;

	for (unsigned i = 0; i < r->count; i++) {
		unsigned k = 0;

		if (r->of[i].format != NAME_FORMAT_HOST_NAME)
			continue;
		while (k < count && seen[k] != r->of[i].ending)
			k++;
		if (k == count) {
			seen[count] = r->of[i].ending;
			times[count++] = 0;
		}
		all++;
		if (++times[k] > most)
			most = times[k];
	}
	return count >= ENDINGS_MIN && most <= ENDING_SHARE * all;
}

static void refuse_hosts(struct readings *r)
{
	if (has_many_endings(r))
		return;
	for (unsigned i = 0; i < r->count; i++)
		if (r->of[i].format == NAME_FORMAT_HOST_NAME && r->of[i].roomy)
			r->of[i].format = NAME_FORMAT_NONE;
}

/* -- room within a format -- */

/* The sample is in order of hashes, so its first names are any of the channel's. */
static void limit_room(struct readings *r)
{
	unsigned roomy[NAME_FORMAT_COUNT] = {0}, seen[NAME_FORMAT_COUNT] = {0};

	for (unsigned i = 0; i < r->count; i++)
		roomy[r->of[i].format] += r->of[i].roomy;
	for (unsigned i = 0; i < r->count; i++) {
		enum name_format f = r->of[i].format;
		double most = name_format_info(f)->names_max * r->hours / r->scale;

		if (r->of[i].roomy && most > 0 && roomy[f] > most && ++seen[f] > most)
			r->of[i].format = NAME_FORMAT_NONE;
	}
}

/* -- what is left over -- */

/* Labels that were left over, each once. */
struct dictionary {
	uint64_t hash[SAMPLE_NAMES_MAX * LEFTOVER_MAX];
	unsigned times[SAMPLE_NAMES_MAX * LEFTOVER_MAX];
	unsigned count, labels;
	double bits; /* of each label once */
};

static void look_up(struct dictionary *d, const uint8_t *text, size_t len)
{
	uint64_t hash = hash_fixed(text, len);
	unsigned i = 0;

	d->labels++;
	while (i < d->count && d->hash[i] != hash)
		i++;
	if (i < d->count) {
		d->times[i]++;
		return;
	}
	d->hash[d->count] = hash;
	d->times[d->count++] = 1;
	d->bits += label_cost_256ths(text, len) / 256.0;
}

/* A label costs its characters when it is new, and a choice among the known ones when it comes
 * again. That the next label is new is as likely as one that was seen once (Good 1953). */
static double bytes_of(const struct dictionary *d, double scale)
{
	unsigned once = 0;

	if (d->count == 0)
		return 0;
	for (unsigned i = 0; i < d->count; i++)
		once += d->times[i] == 1;
	double again = log2(d->count), fresh = d->bits / d->count;
	double p_new = (double)once / d->labels, more = d->labels * (scale - 1);
	double bits =
	    d->bits + (d->labels - d->count) * again + more * (p_new * fresh + (1 - p_new) * again);
	return bits / 8;
}

static void limit_leftovers(struct readings *r)
{
	struct dictionary d; /* large: not cleared as a whole for every channel */

	d.count = d.labels = 0;
	d.bits = 0;
	for (unsigned i = 0; i < r->count; i++)
		if (r->of[i].format != NAME_FORMAT_NONE)
			for (unsigned k = 0; k < r->of[i].left.count; k++)
				look_up(&d, r->of[i].left.text[k], r->of[i].left.len[k]);
	if (bytes_of(&d, r->scale) <= LEFTOVER_BYTES_MAX)
		return;
	for (unsigned i = 0; i < r->count; i++)
		if (r->of[i].left.count > 0)
			r->of[i].format = NAME_FORMAT_NONE;
}

void explained_find(
    struct explained *e, const struct channel *channel, double names, const bool *data)
{
	const struct sample *s = &channel->sample;
	struct readings r; /* the same */
	unsigned count[NAME_FORMAT_COUNT] = {0}, sum = 0;
	bool any = false;

	e->share = 0;
	e->format = NAME_FORMAT_NONE;
	if (s->count == 0)
		return;
	r.count = s->count;
	r.scale = fmax(1, names / s->count);
	r.hours =
	    fmax(1, (double)(channel->last_ns - channel->first_ns) / (3600.0 * NS_PER_SECOND));
	for (unsigned i = 0; i < s->count; i++)
		if (data && data[i])
			r.of[i] = (struct name_reading){.format = NAME_FORMAT_NONE};
		else
			any |= name_format_of_name(&s->names[i], channel->domain, &r.of[i]) !=
			       NAME_FORMAT_NONE;
	if (!any) { /* most channels */
		memset(e->name, 0, s->count * sizeof *e->name);
		return;
	}
	refuse_numbers(&r, channel->domain);
	refuse_hosts(&r);
	limit_room(&r);
	limit_leftovers(&r);
	for (unsigned i = 0; i < s->count; i++) {
		e->name[i] = r.of[i].format != NAME_FORMAT_NONE;
		sum += e->name[i];
		count[r.of[i].format] += e->name[i];
	}
	for (unsigned f = 0; f < NAME_FORMAT_COUNT; f++)
		if (count[f] > count[e->format])
			e->format = (enum name_format)f;
	e->share = (double)sum / s->count;
}
