#include "suffix_list.h"

#include <string.h>

/* Generated: list_sha1, list_text, list_nodes, list_slots (numbers of nodes, 0 = free). */
#include "suffix_list.inc"

bool suffix_list_is(const char *sha1)
{
	return list_sha1[0] != '\0' && sha1 && strcmp(sha1, list_sha1) == 0;
}

/* Returns the number of the node, or SUFFIX_ROOT. `label`: with its length byte. */
static unsigned child_of(unsigned parent, const uint8_t *label)
{
	uint32_t slot = suffix_slot(parent, label + 1, label[0]);

	for (; list_slots[slot] != 0; slot = (slot + 1) % SUFFIX_SLOTS) {
		const struct suffix_node *n = &list_nodes[list_slots[slot]];

		if (n->parent == parent && n->len == label[0] &&
		    memcmp(list_text + n->text, label + 1, n->len) == 0)
			return list_slots[slot];
	}
	return SUFFIX_ROOT;
}

/* The longest public suffix counts, so that an exception's domain is found below its `*` rule. The
 * last label is always one: the rule `*` prevails where no other matches. */
struct suffix_base suffix_list_find(const struct dns_name *name)
{
	unsigned node = SUFFIX_ROOT, count = name->label_count, suffix = 1;
	bool listed = false;

	for (unsigned i = 0; i < count; i++) {
		const uint8_t *label = name->fold + name->offset[count - 1 - i];
		unsigned child = label[0] <= SUFFIX_LABEL_MAX ? child_of(node, label) : SUFFIX_ROOT;
		bool public = child != SUFFIX_ROOT ? list_nodes[child].flags & SUFFIX_PUBLIC
						   : list_nodes[node].flags & SUFFIX_ANY;

		if (public)
			suffix = i + 1;
		if (child == SUFFIX_ROOT)
			break;
		node = child;
		listed |= list_nodes[node].flags & SUFFIX_LISTED;
	}
	if (suffix == count)
		return (struct suffix_base){.labels = (uint8_t)count};
	return (struct suffix_base){.labels = (uint8_t)(suffix + 1), .registered = listed};
}
