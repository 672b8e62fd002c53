#include "score/surprise.h"

#include "label_cost.h"
#include "payload.h"

bool surprise_of(const struct sample_name *name, unsigned depth, uint32_t *bits_256ths)
{
	struct payload p;

	if (!payload_of(name, depth, &p) || p.len == 0)
		return false;
	*bits_256ths = label_cost_256ths(p.text, p.len) / (uint32_t)p.len;
	return true;
}
