#include "template.h"

#include "payload.h"

#define NAMES_MIN 3
/* Required share of names of one length. */
#define LENGTH_SHARE 0.9

double template_varying_share(const struct sample *s)
{
	unsigned of[DNS_NAME_WIRE_MAX + 1] = {0}, varying = 0;
	bool varies[DNS_NAME_WIRE_MAX] = {false};
	struct payload first = {.len = 0}, p;
	size_t usual = 0;

	for (unsigned i = 0; i < s->count; i++)
		if (payload_of(&s->names[i], 0, &p) && ++of[p.len] > of[usual])
			usual = p.len;
	if (s->count < NAMES_MIN || usual == 0 || of[usual] < LENGTH_SHARE * s->count)
		return 1;
	for (unsigned i = 0; i < s->count; i++) {
		if (!payload_of(&s->names[i], 0, &p) || p.len != usual)
			continue;
		if (first.len == 0)
			first = p;
		for (size_t k = 0; k < usual; k++)
			varies[k] |= p.text[k] != first.text[k];
	}
	for (size_t k = 0; k < usual; k++)
		varying += varies[k];
	return varying / (double)usual;
}

bool template_is_one_name(const struct sample *s)
{
	return template_varying_share(s) <= TEMPLATE_VARYING;
}
