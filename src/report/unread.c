#include "builder.h"

#include <stdlib.h>

#include "base/grouped.h"
#include "base/link_types.h"
#include "base/limits.h"

struct seen {
	enum unread_kind kind;
	uint16_t detail;
	const struct unread_count *count;
};

/* Names of the local link leave no network, and are in most captures. */
static bool is_local(const struct seen *s)
{
	return s->kind == UNREAD_MDNS || s->kind == UNREAD_LLMNR;
}

static int most_first(const void *a, const void *b)
{
	const struct seen *x = a, *y = b;

	if (is_local(x) != is_local(y))
		return is_local(x) ? 1 : -1;
	if (x->count->packets != y->count->packets)
		return x->count->packets > y->count->packets ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->detail > y->detail) - (x->detail < y->detail);
}

static const char *doh_operator(uint16_t row)
{
	size_t count;
	const struct doh_service *all = unread_doh_services(&count);

	return row < count ? all[row].operator_name : "?";
}

static const char *tunnel_name(uint16_t row)
{
	return row > TUNNEL_NONE && row < TUNNEL_COUNT ? unread_tunnel_name((enum tunnel)row) : "?";
}

static const char *link_name(uint16_t linktype)
{
	const char *name = link_type_name(linktype);

	return name ? name : "no known name";
}

/* "300 packets on UDP/5300 look like DNS". */
static const char *text_of(struct report_builder *p, const struct seen *s)
{
	bool one = s->count->packets == 1;
	char packets[GROUPED_MAX];
	const char *plural = one ? "" : "s", *what = unread_what(s->kind);

	grouped_text((int64_t)s->count->packets, packets);
	switch (s->kind) {
	case UNREAD_UDP_PORT:
	case UNREAD_TCP_PORT:
		return arena_print(p->arena, "%s packet%s on %s/%u look%s like DNS", packets,
		    plural, s->kind == UNREAD_UDP_PORT ? "UDP" : "TCP", s->detail, one ? "s" : "");
	case UNREAD_DOH_NAME:
		return arena_print(p->arena, "%s connection%s to %s: %s", packets, plural,
		    doh_operator(s->detail), what);
	case UNREAD_DOH_ADDRESS:
		return arena_print(p->arena, "%s packet%s on port 443 of %s: %s", packets, plural,
		    doh_operator(s->detail), what);
	case UNREAD_LINK:
		return arena_print(p->arena, "%s packet%s of link type %u (%s): a %s", packets,
		    plural, s->detail, link_name(s->detail), what);
	case UNREAD_TUNNEL:
		return arena_print(p->arena, "%s packet%s of %s: a %s", packets, plural,
		    tunnel_name(s->detail), what);
	default:
		return arena_print(p->arena, "%s packet%s of %s", packets, plural, what);
	}
}

static void one_build(struct report_builder *p, const struct seen *s, struct node *one)
{
	struct arena *a = p->arena;
	bool on_port = s->kind == UNREAD_UDP_PORT || s->kind == UNREAD_TCP_PORT;
	unsigned port = on_port                   ? s->detail
			: s->kind == UNREAD_MDNS  ? 5353
			: s->kind == UNREAD_LLMNR ? 5355
						  : 0;

	document_set_text(a, one, "kind", unread_name(s->kind));
	document_set_integer(a, one, "packets", (int64_t)s->count->packets);
	document_set_text(a, one, "text", text_of(p, s));
	document_set_text(a, one, "advice", unread_advice(s->kind));
	document_set_text(a, one, "option", port > 0 ? arena_print(a, "--port %u", port) : NULL);
	node_values_frame(p, one, "first", s->count->first);
}

struct node *unread_build(struct report_builder *p, struct node *coverage)
{
	const struct unread *u = p->from->unread;
	struct node *list = document_list(p->arena);
	struct seen *all = NULL;
	size_t total = 0;

	/* counted, then listed */
	for (int pass = 0; u && pass < 2; pass++) {
		size_t count = 0;

		for (int kind = 0; kind < UNREAD_KIND_COUNT; kind++)
			for (size_t i = 0; i < unread_noted(u, (enum unread_kind)kind); i++) {
				const struct unread_count *c =
				    unread_get(u, (enum unread_kind)kind, i);

				if (c && all)
					all[count] =
					    (struct seen){(enum unread_kind)kind, (uint16_t)i, c};
				count += c != NULL;
			}
		if (pass == 0)
			all = arena_take(p->arena, (count + 1) * sizeof *all);
		total = count;
	}
	if (total > 0)
		qsort(all, total, sizeof *all, most_first);
	for (size_t i = 0; i < total && i < REPORT_UNREAD_MAX; i++)
		one_build(p, &all[i], document_push(list, document_map(p->arena)));
	document_set_integer(p->arena, coverage, "unread_total", (int64_t)total);
	return list;
}
