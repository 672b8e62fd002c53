#include "builder.h"

#include <string.h>

#include "base/limits.h"

/* A server that answers nothing but a group may also answer this share of other names: those of the
 * group that are not of its form. */
#define OTHER_NAMES_SHARE 8
#define FAILED_SHARE_MAX  0.5
/* With fewer domains it is not known yet whether any comes again. */
#define ONE_OFF_MIN 4

/* True if any sampled name of the base domain, of any client, is outside the apex. */
static bool rest_is_used(const struct finding *f, struct name_tail apex)
{
	for (size_t i = 0; i < f->channel_count; i++) {
		const struct sample *s = &f->channels[i]->sample;

		for (unsigned k = 0; k < s->count; k++)
			if (!names_is_below(&s->names[k], apex))
				return true;
		for (unsigned k = 0; s->early && k < SAMPLE_NAMES_MAX; k++)
			if (!names_is_below(&s->early[k], apex))
				return true;
	}
	return false;
}

/* Clients that do not show the finding but query a name in `tail`, which a block would hit. */
static int64_t count_others(const struct finding *f, struct name_tail tail)
{
	int64_t count = 0;

	for (size_t i = finding_involved(f); i < f->channel_count; i++) {
		const struct sample *s = &f->channels[i]->sample;
		bool hit = false;

		for (unsigned k = 0; k < s->count && !hit; k++)
			hit = names_is_below(&s->names[k], tail);
		count += hit;
	}
	return count;
}

/* Groups whose names have no domain in common, or none at all: to block the ones that were seen
 * stops nothing. */
static bool has_one_off_names(const struct finding *f)
{
	bool registered = false;

	if (!f->pool)
		return false;
	for (size_t i = 0; i < f->pool_count; i++)
		registered |= f->pool[i]->registered;
	return f->domain_group_kind == DOMAIN_GROUP_GENERATED ||
	       f->domain_group_kind == DOMAIN_GROUP_REGISTERED_LABEL ||
	       f->domain_group_kind == DOMAIN_GROUP_FIRST_LABEL ||
	       (f->pool_count >= ONE_OFF_MIN &&
		   f->names <= f->pool_count + f->pool_count / OTHER_NAMES_SHARE &&
		   (!registered || f->facts.failed_share >= FAILED_SHARE_MAX));
}

/* True if the only server of a group serves nothing else; generated names are asked of a resolver.
 * A local server that the client queries for everything, without success, is taken for its
 * resolver. */
static bool group_has_own_server(const struct finding *f)
{
	const struct facts *facts = &f->facts;
	size_t spare = f->pool_count / OTHER_NAMES_SHARE;

	if (f->domain_group_kind == DOMAIN_GROUP_GENERATED || facts->server_bases == 0 ||
	    facts->server_bases > f->pool_count + spare)
		return false;
	return !address_is_local(&f->channels[0]->server) ||
	       facts->client_bases > f->pool_count + spare ||
	       (facts->answered && facts->failed_share < FAILED_SHARE_MAX);
}

static bool has_reason(const struct node *finding, const char *code)
{
	const struct node *r = document_members(finding, "reasons");

	while (r && strcmp(document_text(r, "code"), code) != 0)
		r = r->next;
	return r != NULL;
}

static void set(
    struct arena *a, struct node *map, const char *what, int64_t others, const char *why)
{
	document_set_text(a, map, "what", what);
	document_set_integer(a, map, "other_clients", others);
	document_set_text(a, map, "why", why);
}

static void for_one_off_names(
    struct report_builder *p, const struct finding *f, struct node *map, bool own_server)
{
	if (f->domain_group_kind == DOMAIN_GROUP_GENERATED)
		set(p->arena, map, "nothing", 0,
		    "a program makes up these names and will ask for others tomorrow: find it on "
		    "the client, and block or sinkhole the names that answer");
	else if (own_server)
		set(p->arena, map, "server", 0,
		    "every name is used once, so that there is no domain to block; the server "
		    "is queried for nothing else");
	else
		set(p->arena, map, "nothing", 0,
		    "every name is used once, so that there is no domain to block, and the "
		    "server may be a resolver that others need: stop the program on the client");
}

static void for_group(
    struct report_builder *p, const struct finding *f, struct node *map, struct node *domains)
{
	for (size_t i = 0; i < f->pool_count && i < REPORT_POOL_MAX; i++)
		document_push_text(
		    p->arena, domains, node_values_name(p, f->pool[i]->fold, f->pool[i]->len));
	set(p->arena, map, "domains", 0, "domains of one client that belong together");
}

static void for_domain(struct report_builder *p, const struct finding *f, struct node *map,
    struct node *domains, const char *apex)
{
	struct name_tail registered = {f->domain->fold, f->domain->len}, tail = names_apex(f);
	bool part = tail.len > registered.len && rest_is_used(f, tail);
	const char *text = node_values_name(p, registered.wire, registered.len);
	int64_t others = count_others(f, part ? tail : registered);

	document_push_text(p->arena, domains, part ? apex : text);
	set(p->arena, map, part ? "apex" : "registered", others,
	    part     ? arena_print(p->arena, "other names of %s are in use", text)
	    : others ? "no part of it can be told from what other clients query"
		     : "all names seen in it belong to the finding");
}

struct node *block_target_build(
    struct report_builder *p, const struct finding *f, const struct node *finding, const char *apex)
{
	struct arena *a = p->arena;
	struct node *map = document_map(a), *domains = document_list(a),
		    *servers = document_list(a);
	const struct node *server = document_members(finding, "servers");
	bool one_off = has_one_off_names(f);
	bool own = document_count(finding, "servers") == 1 &&
		   (one_off ? group_has_own_server(f) : has_reason(finding, "odd-resolver"));

	if (own)
		document_push_text(a, servers, server->text);
	if (one_off)
		for_one_off_names(p, f, map, own);
	else if (f->pool)
		for_group(p, f, map, domains);
	else
		for_domain(p, f, map, domains, apex);
	document_set(map, "domains", domains);
	document_set(map, "servers", servers);
	return map;
}
