#include "group_shared.h"

#include <stdlib.h>

#include "base/memory.h"
#include "floor_rotation.h"

/* A member of a group that might be a rotation. */
struct member {
	uint64_t label;
	uint32_t domain;
	bool first; /* of its group */
};

struct members {
	struct member *of;
	size_t count, cap;
};

static int compare_members(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->label != y->label)
		return x->label < y->label ? -1 : 1;
	return (x->domain > y->domain) - (x->domain < y->domain);
}

static int compare_labels(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void add_group(struct members *all, const struct domain_group_candidate *group, size_t count)
{
	if (all->count + count > all->cap) {
		all->cap = 2 * (all->count + count);
		all->of = memory_resize(all->of, all->cap, sizeof *all->of);
	}
	for (size_t i = 0; i < count; i++)
		all->of[all->count++] =
		    (struct member){group[i].label, group[i].domain, .first = i == 0};
}

/* Each client has one group of a label. */
static bool is_shared(const struct member *of, size_t count)
{
	size_t clients = 0, domains = 0;

	for (size_t i = 0; i < count; i++) {
		clients += of[i].first;
		domains += i == 0 || of[i].domain != of[i - 1].domain;
	}
	return clients >= GROUP_SHARED_CLIENTS && domains * clients >= GROUP_SHARED_DOMAINS * count;
}

void group_shared_find(
    struct group_shared *shared, const struct domain_group_candidate *candidates, size_t count)
{
	struct members all = {.count = 0};
	size_t at = 0, found;

	while ((found = domain_group_next(candidates, count, &at)) > 0) {
		bool rotates = candidates[at].kind == DOMAIN_GROUP_TOKEN ||
			       candidates[at].kind == DOMAIN_GROUP_PREFIX;

		if (rotates && rotation_possible(candidates + at, found))
			add_group(&all, candidates + at, found);
		at += found;
	}
	if (all.count > 0)
		qsort(all.of, all.count, sizeof *all.of, compare_members);
	*shared = (struct group_shared){
	    .labels = memory_new(all.count / GROUP_SHARED_CLIENTS + 1, sizeof *shared->labels)};
	for (size_t first = 0, last; first < all.count; first = last) {
		for (last = first + 1;
		     last < all.count && all.of[last].label == all.of[first].label; last++)
			;
		if (is_shared(all.of + first, last - first))
			shared->labels[shared->count++] = all.of[first].label;
	}
	free(all.of);
}

void group_shared_fini(struct group_shared *shared)
{
	free(shared->labels);
}

bool group_shared_has(const struct group_shared *shared, uint64_t label)
{
	return bsearch(&label, shared->labels, shared->count, sizeof *shared->labels,
		   compare_labels) != NULL;
}
