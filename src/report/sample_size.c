#include "builder.h"

#include <string.h>

static bool has_reason(const struct finding *f, const char *code)
{
	for (size_t i = 0; i < f->reason_count; i++)
		if (strcmp(f->reasons[i].code, code) == 0)
			return true;
	return false;
}

static void check_build(struct report_builder *p, const struct finding *f, struct node *list,
    const char *code, const char *what)
{
	struct node *one = document_push(list, document_map(p->arena));

	document_set_text(p->arena, one, "code", code);
	document_set_text(p->arena, one, "what", what);
	document_set_bool(p->arena, one, "found", has_reason(f, code));
}

void sample_size_build(struct report_builder *p, const struct finding *f, struct node *map)
{
	struct arena *a = p->arena;
	struct node *sample = document_set(map, "sample", document_map(a));
	struct node *list = document_set(map, "checked", document_list(a));

	/* A signature that only one tool leaves is conclusive however often it was seen. */
	bool exact = f->has_mark && f->mark.exact;

	document_set_integer(a, sample, "names", (int64_t)f->facts.names);
	document_set_integer(a, sample, "queries", (int64_t)f->facts.transactions);
	document_set_bool(
	    a, sample, "too_small", f->facts.transactions < SCORE_QUERIES_MIN && !exact);
	if (!p->from->options->no_known)
		check_build(p, f, list, "known-service", "known services");
	if (f->facts.payload_sampled > 0)
		check_build(p, f, list, "structure", "common name formats");
	if (f->facts.capture_clients > 1)
		check_build(p, f, list, "rarity", "other clients");
}
