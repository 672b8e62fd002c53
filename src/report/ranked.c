#include "builder.h"

#include <stdlib.h>

#include "base/utc.h"
#include "base/limits.h"

static void findings_of(struct report_builder *p, const struct ranked_client *c, struct node *map)
{
	struct node *list = document_set(map, "findings", document_list(p->arena));

	for (size_t i = 0; i < c->finding_count; i++) {
		const struct finding *f = &p->from->ranking->findings[c->findings[i]];

		if (finding_is_shown(p, f))
			document_push_text(p->arena, list, f->id);
	}
}

/* Non-DNS payload on the DNS port: a tunnel that merely uses the port. */
static void not_dns_build(struct report_builder *p, const struct client *c, struct node *map)
{
	struct arena *a = p->arena;

	if (c->not_dns == 0) {
		document_set_null(a, map, "not_dns");
		return;
	}
	struct node *one = document_set(map, "not_dns", document_map(a));
	document_set_integer(a, one, "payloads", (int64_t)c->not_dns);
	document_set_integer(a, one, "bytes", (int64_t)c->not_dns_bytes);
	node_values_address(p, one, "server", &c->not_dns_server);
	node_values_frame(p, one, "first", c->not_dns_first);
}

static struct node *client_build(struct report_builder *p, const struct ranked_client *c)
{
	struct arena *a = p->arena;
	struct node *map = document_map(a);

	node_values_address(p, map, "ip", &c->client->address);
	document_set_text(a, map, "host", hosts_name(p, &c->client->address));
	document_set_integer(a, map, "rank", c->rank);
	document_set_integer(a, map, "score", c->score);
	document_set_text(a, map, "level", level_name(level_of(c->score)));
	findings_of(p, c, map);
	document_set_integer(a, map, "queries", (int64_t)c->client->asked.of[COUNT_QUERIES]);
	document_set_integer(a, map, "responses", (int64_t)c->client->asked.of[COUNT_RESPONSES]);
	document_set_integer(a, map, "domains", (int64_t)c->domain_count);
	document_set_decimal(a, map, "txt_ratio", c->txt_share);
	struct node *burst = document_set(map, "max_burst", document_map(a));
	document_set_integer(a, burst, "names", c->burst.names);
	node_values_time(p, burst, "at",
	    c->burst.names > 0 && c->burst.start_ns <= c->client->last_ns, c->burst.start_ns);
	document_set_decimal(a, burst, "span_s", (double)c->burst.span_ns / (double)NS_PER_SECOND);
	document_set_bool(a, burst, "estimated", c->burst.estimated);
	document_set_text(a, map, "role", host_role_name(c->role));
	not_dns_build(p, c->client, map);
	return map;
}

struct node *ranked_clients(struct report_builder *p)
{
	const struct ranking *r = p->from->ranking;
	struct node *list = document_list(p->arena);

	for (size_t i = 0; i < r->client_count && i < REPORT_ROWS_MAX; i++)
		document_push(list, client_build(p, &r->clients[i]));
	return list;
}

/* How its names look; null if none is below the base domain. */
static void shape_build(struct arena *a, const struct ranked_domain *d, struct node *map)
{
	if (d->shape_names == 0) {
		document_set_null(a, map, "names_look");
		return;
	}
	struct node *shape = document_set(map, "names_look", document_map(a));
	document_set_integer(a, shape, "median_length", d->shape_length);
	document_set_decimal(a, shape, "mean_bits", d->shape_surprise / SHAPE_SURPRISE_UNITS);
}

static struct node *domain_build(struct report_builder *p, const struct ranked_domain *d)
{
	struct arena *a = p->arena;
	struct node *map = document_map(a);
	const struct finding *f =
	    d->finding == NO_FINDING ? NULL : &p->from->ranking->findings[d->finding];

	const char *registered = node_values_name(p, d->domain->fold, d->domain->len);
	document_set_text(a, map, "registered", registered);
	node_values_unicode(p, map, registered);
	document_set_integer(a, map, "rank", d->rank);
	document_set_integer(a, map, "score", d->score);
	document_set_text(a, map, "level", level_name(level_of(d->score)));
	document_set_text(a, map, "finding", f && finding_is_shown(p, f) ? f->id : NULL);
	document_set_integer(a, map, "clients", (int64_t)d->client_count);
	document_set_integer(a, map, "queries", (int64_t)d->asked);
	document_set_integer(a, map, "unique_names", (int64_t)d->names);
	shape_build(a, d, map);
	return map;
}

struct node *ranked_domains(struct report_builder *p)
{
	const struct ranking *r = p->from->ranking;
	struct node *list = document_list(p->arena);

	for (size_t i = 0; i < r->domain_count && i < REPORT_ROWS_MAX; i++)
		document_push(list, domain_build(p, &r->domains[i]));
	return list;
}

static int compare_known(const void *a, const void *b)
{
	const struct known_domain *const *x = a, *const *y = b;

	if ((*x)->score_before != (*y)->score_before)
		return (*x)->score_before > (*y)->score_before ? -1 : 1;
	return (*x > *y) - (*x < *y);
}

struct node *ranked_known(struct report_builder *p)
{
	const struct ranking *r = p->from->ranking;
	const struct known_domain **sorted =
	    arena_take(p->arena, (r->known_count + 1) * sizeof(*sorted));
	struct node *list = document_list(p->arena);

	for (size_t i = 0; i < r->known_count; i++)
		sorted[i] = &r->known[i];
	qsort(sorted, r->known_count, sizeof *sorted, compare_known);
	for (size_t i = 0; i < r->known_count && i < REPORT_ROWS_MAX; i++) {
		const struct known_domain *k = sorted[i];
		struct node *one = document_push(list, document_map(p->arena));

		const char *domain = node_values_name(p, k->domain->fold, k->domain->len);
		document_set_text(p->arena, one, "domain", domain);
		node_values_unicode(p, one, domain);
		document_set_text(p->arena, one, "service", k->service->name);
		document_set_text(
		    p->arena, one, "category", known_services_category_name(k->service->category));
		document_set_integer(p->arena, one, "score_before", k->score_before);
		document_set_integer(p->arena, one, "clients", (int64_t)k->client_count);
	}
	return list;
}
