#include "hostname_model.h"

#include "hostname_model.def"

uint32_t hostname_cost_256ths(const uint8_t *bytes, size_t len)
{
	uint32_t total = 0;
	uint8_t previous = HOSTNAME_BOUNDARY;

	for (size_t i = 0; i < len; i++) {
		uint8_t next = hostname_class[bytes[i]];

		total += hostname_cost[previous][next];
		previous = next;
	}
	return total;
}
