#include "render/block.h"

#include <string.h>

static const char *text_at(const struct node *list, size_t i)
{
	while (list && i-- > 0)
		list = list->next;
	return list && list->kind == NODE_TEXT ? list->text : NULL;
}

const char *block_domain(const struct node *finding, size_t i)
{
	return text_at(document_members(finding, "block.domains"), i);
}

const char *block_server(const struct node *finding, size_t i)
{
	return text_at(document_members(finding, "block.servers"), i);
}

const char *block_counted_domain(const struct node *finding, size_t i)
{
	const struct node *pool = document_members(finding, "pool.domains");

	if (pool)
		return text_at(pool, i);
	return i == 0 ? document_text(finding, "domain.registered") : NULL;
}

const struct node *block_client(const struct node *finding, const struct node *after)
{
	const struct node *c = after ? after->next : document_members(finding, "clients");

	while (c && !document_bool(c, "involved"))
		c = c->next;
	return c;
}
