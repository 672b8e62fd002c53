#include "telling.h"

#include "base/limits.h"
#include "label_cost.h"
#include "payload.h"

/* A name is telling with at least this many characters, at this many bits each under the hostname
 * model: shorter ones are surprising under any model ("mx", "a1"). */
#define TELLING_LENGTH 6
#define TELLING_BITS   5.0

bool telling_opening(const struct sample *sample)
{
	const struct sample_name *earliest[SAMPLE_NAMES_MAX];
	unsigned count = sample_earliest(sample, earliest);

	for (unsigned i = 0; i < count; i++) {
		struct payload p;

		if (earliest[i]->types & ~(SAMPLE_A | SAMPLE_AAAA | SAMPLE_HTTPS))
			return true;
		if (payload_of(earliest[i], 0, &p) && p.len >= TELLING_LENGTH &&
		    label_cost_256ths(p.text, p.len) >= TELLING_BITS * 256 * (double)p.len)
			return true;
	}
	return false;
}
