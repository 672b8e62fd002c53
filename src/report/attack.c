#include "builder.h"

#define KIND(kind) (1U << KIND_##kind)
#define ANY        (~0U)
#define POOLED     (1U << 31)

static const struct {
	const char *id, *name;
	unsigned kinds;
} techniques[] = {
#define ATTACK(id, name, kinds) {id, name, kinds},
#include "attack.def"
#undef ATTACK
};

struct node *attack_build(struct report_builder *p, const struct finding *f)
{
	struct node *list = document_list(p->arena);
	unsigned kinds = 1U << f->kind | (f->pool ? POOLED : 0);

	for (size_t i = 0; i < sizeof techniques / sizeof *techniques; i++) {
		if (!(techniques[i].kinds & kinds))
			continue;
		struct node *one = document_push(list, document_map(p->arena));
		document_set_text(p->arena, one, "id", techniques[i].id);
		document_set_text(p->arena, one, "name", techniques[i].name);
	}
	return list;
}
