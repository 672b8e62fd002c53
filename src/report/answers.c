#include "builder.h"

void answers_build(struct report_builder *p, const struct finding *f, struct node *map)
{
	const struct report_answers *from = &p->from->answers;
	struct report_answer_list found = {.count = 0};
	struct name_tail apex = names_apex(f);

	if (!from->list)
		return;
	from->list(from->ctx, f, (struct report_name){apex.wire, apex.len}, &found);
	struct node *list = document_set(map, "answers", document_list(p->arena));
	for (size_t i = 0; i < found.count; i++) {
		const struct report_answer *a = &found.items[i];
		struct node *one = document_push(list, document_map(p->arena));

		node_values_address(p, one, "ip", &a->address);
		document_set_text(
		    p->arena, one, "name", node_values_name(p, a->name.wire, a->name.len));
		node_values_time(p, one, "first", a->timed, a->first_ns);
		node_values_frame(p, one, "evidence", a->first);
	}
	document_set_bool(p->arena, map, "answers_more", found.more);
}
