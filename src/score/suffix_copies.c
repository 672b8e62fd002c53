#include "suffix_copies.h"

#include <string.h>

#include "discounts.h"
#include "payload.h"

/* With more findings than this a capture is a flood, and nobody reads them one by one. */
#define FINDINGS_MAX 1000

/* The labels between the base domain of a finding and its apex, in wire form and lower case,
 * without an end; returns their length. */
static size_t apex_labels_of(const struct finding *f, uint8_t inner[DNS_NAME_WIRE_MAX])
{
	const struct sample *s = &f->facts.channel->sample;
	unsigned depth = f->facts.apex_labels - f->domain->label_count, count = 0, pos = 0;

	if (depth < 2 || s->count == 0)
		return 0;
	const struct sample_name *n = &s->names[0];
	for (pos = 0; pos < n->wire_len && n->wire[pos] != 0; pos += 1u + n->wire[pos])
		count++;
	unsigned from = count - n->base_labels - depth, start = 0, end = 0;
	if (count < n->base_labels + depth)
		return 0;
	for (pos = 0, count = 0; n->wire[pos] != 0; pos += 1u + n->wire[pos], count++) {
		start = count == from ? pos : start;
		end = count == from + depth ? pos : end;
	}
	end = from + depth == count ? pos : end;
	for (pos = start; pos < end; pos++)
		inner[pos - start] = payload_fold(n->wire[pos]);
	return end - start;
}

/* True if these labels hold all labels of the domain one after the other. */
static bool hold(const uint8_t *inner, size_t len, const struct domain *d)
{
	size_t wanted = d->len - 1u; /* without the root */

	for (size_t at = 0; at + wanted <= len; at += 1u + inner[at])
		if (memcmp(inner + at, d->fold, wanted) == 0)
			return true;
	return false;
}

static bool has_original(const struct ranking *r, const struct finding *copy)
{
	uint8_t inner[DNS_NAME_WIRE_MAX];
	size_t len = apex_labels_of(copy, inner);

	for (size_t i = 0; len > 0 && i < r->finding_count; i++) {
		const struct finding *f = &r->findings[i];

		if (f != copy && f->domain->label_count >= 2 && !f->domain->reverse &&
		    f->channels[0]->client == copy->channels[0]->client &&
		    hold(inner, len, f->domain))
			return true;
	}
	return false;
}

void suffix_copies_absorb(struct run *run)
{
	struct ranking *r = run->ranking;

	for (size_t i = 0; r->finding_count <= FINDINGS_MAX && i < r->finding_count; i++) {
		struct ranked_domain *d = &r->domains[r->findings[i].domain_index];

		if (!has_original(r, &r->findings[i]))
			continue;
		r->findings[i].absorbed = true;
		if (d->score > DISCOUNTS_EXPLAINED_SCORE)
			d->score = DISCOUNTS_EXPLAINED_SCORE;
		r->below_min_level += level_of(d->score) < run->options->min_level;
	}
}
