#include "dead.h"

/* Other base domains that the client queries, and its responses without an error. */
#define WELL_BASES     10
#define WELL_RESPONSES 20

bool dead_name(const struct sample_name *name)
{
	return !(name->outcomes & SAMPLE_ANSWERED);
}

static double share_of(const struct facts *f, bool data_only)
{
	const struct sample *s = &f->channel->sample;
	unsigned dead = 0, names = 0;

	for (unsigned i = 0; i < s->count; i++) {
		const struct sample_name *name = &s->names[i];

		if (data_only && !counters_carries_data(name->qtype))
			continue;
		names++;
		dead += dead_name(name) && (name->outcomes || f->capture_answered);
	}
	return names > 0 ? (double)dead / names : 0;
}

double dead_share(const struct facts *f)
{
	return share_of(f, false);
}

double dead_data_share(const struct facts *f)
{
	return share_of(f, true);
}

bool dead_client_is_well(const struct facts *f)
{
	const struct counters *c = &f->channel->client->asked;
	uint64_t failed = counters_failed(c);
	uint64_t responses = c->of[COUNT_RESPONSES];

	return f->client_bases > WELL_BASES && responses >= failed + WELL_RESPONSES;
}
