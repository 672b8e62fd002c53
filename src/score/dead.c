#include "dead.h"

/* Other base domains that the client queries, and its responses without an error. */
#define WELL_BASES     10
#define WELL_RESPONSES 20

bool dead_name(const struct sample_name *name)
{
	return !(name->outcomes & SAMPLE_ANSWERED);
}

double dead_share(const struct facts *f)
{
	const struct sample *s = &f->channel->sample;
	unsigned dead = 0;

	for (unsigned i = 0; i < s->count; i++)
		dead += dead_name(&s->names[i]) && (s->names[i].outcomes || f->capture_answered);
	return s->count > 0 ? (double)dead / s->count : 0;
}

bool dead_client_is_well(const struct facts *f)
{
	const struct counters *c = &f->channel->client->asked;
	uint64_t failed = counters_failed(c);
	uint64_t responses = c->of[COUNT_RESPONSES];

	return f->client_bases > WELL_BASES && responses >= failed + WELL_RESPONSES;
}
