#include "render/block.h"

#include <string.h>

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
