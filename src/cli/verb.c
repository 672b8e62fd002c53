#include "verb.h"

#include <string.h>

static const struct verb verbs[VERB_COUNT] = {
#define VERB(id, name, operands, what, example) {#name, operands, what, example, VERB_##id},
#include "verbs.def"
#undef VERB
};

const struct verb *verb_find(const char *name)
{
	for (size_t i = 0; i < VERB_COUNT; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

const struct verb *verb_table(void)
{
	return verbs;
}
