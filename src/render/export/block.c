#include "render/block.h"

#include <string.h>

#include "block_forms.h"

static const struct block_form forms[] = {
#define BLOCK(id, name, what) {name, what, block_##id},
#include "blocks.def"
#undef BLOCK
    {NULL, NULL, NULL},
};

const struct block_form *block_find(const char *name)
{
	for (const struct block_form *f = forms; f->name; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

const struct block_form *block_table(void)
{
	return forms;
}
