#include "builder.h"

#include <string.h>

/* Only letters, digits, hyphens, underscores and dots: nothing that a shell, a display filter or a
 * regular expression would interpret, once the dots are escaped. */
static bool is_plain(const char *name)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789-_.";

	return strcmp(name, ".") != 0 && name[strspn(name, plain)] == '\0';
}

/* The name as a regular expression in which a dot matches only a dot. */
static const char *pattern_of(struct report_builder *p, const char *name)
{
	char *out = arena_take(p->arena, 3 * strlen(name) + 1), *at = out;

	for (; *name; name++) {
		if (*name == '.') {
			memcpy(at, "[.]", 3);
			at += 3;
		} else {
			*at++ = *name;
		}
	}
	return out;
}

static struct node *any_client(struct report_builder *p, struct node *filters, const char *domain)
{
	struct arena *a = p->arena;

	document_set_text(a, filters, "tshark",
	    is_plain(domain)
		? arena_print(a, "dns.qry.name matches \"(^|[.])%s$\"", pattern_of(p, domain))
		: "dns");
	document_set_text(a, filters, "bpf", arena_print(a, "port %u", p->from->port));
	return filters;
}

struct node *filters_build(
    struct report_builder *p, const struct address *client, const char *domain)
{
	struct arena *a = p->arena;
	struct node *filters = document_map(a);
	char ip[ADDRESS_TEXT_MAX];
	const char *field = client && client->family == 6 ? "ipv6.addr" : "ip.addr";

	/* A computer name is no address that packets could be selected by. */
	if (!client || client->family == ADDRESS_NAME)
		return any_client(p, filters, domain);
	address_text(client, ip);
	/* `matches` is case-insensitive. */
	document_set_text(a, filters, "tshark",
	    is_plain(domain) ? arena_print(a, "%s == %s && dns.qry.name matches \"(^|[.])%s$\"",
				   field, ip, pattern_of(p, domain))
			     : arena_print(a, "%s == %s && dns", field, ip));
	document_set_text(
	    a, filters, "bpf", arena_print(a, "host %s and port %u", ip, p->from->port));
	return filters;
}
