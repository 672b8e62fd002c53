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

const char *block_domain(const struct node *finding, size_t i)
{
	const struct node *pool = document_members(finding, "pool.domains");
	const char *registered = document_text(finding, "domain.registered");

	if (!pool)
		return i > 0         ? NULL
		       : *registered ? registered
				     : document_text(finding, "domain.apex");
	while (pool && i-- > 0)
		pool = pool->next;
	return pool ? pool->text : NULL;
}

bool block_own_server(const struct node *finding)
{
	const struct node *r = document_members(finding, "reasons");

	while (r && strcmp(document_text(r, "code"), "odd-resolver") != 0)
		r = r->next;
	return r && document_count(finding, "servers") == 1;
}
