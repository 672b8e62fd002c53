#include "telling.h"

#include "base/limits.h"
#include "label_cost.h"
#include "payload.h"

/* Bits per character under the hostname model from which on a name may be data. */
#define TELLING_BITS 4.8

bool telling_opening(const struct sample *sample)
{
	const struct sample_name *earliest[SAMPLE_NAMES_MAX];
	unsigned count = sample_earliest(sample, earliest);

	for (unsigned i = 0; i < count; i++) {
		struct payload p;

		if (earliest[i]->types & ~(SAMPLE_A | SAMPLE_AAAA | SAMPLE_HTTPS))
			return true;
		if (payload_of(earliest[i], 0, &p) &&
		    label_cost_256ths(p.text, p.len) >= TELLING_BITS * 256 * (double)p.len)
			return true;
	}
	return false;
}
