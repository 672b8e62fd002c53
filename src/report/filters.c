#include "builder.h"

#include <string.h>

#include "base/limits.h"
#include "base/out.h"

/* Characters of domain names in a display filter, which has to fit on a command line. */
#define FILTER_NAMES_MAX 16000
/* With fewer clients the filter names them, even if all clients of the domain are involved. */
#define FILTER_CLIENTS_MIN 8
#define LINKTYPE_ETHERNET  1
#define DNS_PORT           53

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

/* A text that grows; `done` moves it to the arena. */
struct filter_text {
	struct report_builder *p;
	struct out *out;
};

static void add(struct filter_text *t, const char *between, const char *text)
{
	if (t->out)
		out_put(t->out, between);
	else
		t->out = out_memory();
	out_put(t->out, text);
}

/* NULL if nothing was added. */
static const char *done(struct filter_text *t)
{
	const char *text = t->out ? arena_copy(t->p->arena, out_text(t->out, NULL)) : NULL;

	if (t->out)
		out_discard(t->out);
	t->out = NULL;
	return text;
}

/* The i-th domain that the finding counts; NULL after the last. */
static const struct domain *domain_at(const struct finding *f, size_t i)
{
	if (f->pool)
		return i < f->pool_count ? f->pool[i] : NULL;
	return i == 0 ? f->domain : NULL;
}

/* The names under the domains of the finding; NULL if a name is not plain or there are too many.
 * `matches` is case-insensitive. */
static const char *names_of(struct report_builder *p, const struct finding *f)
{
	struct filter_text all = {.p = p};
	const struct domain *d;
	size_t length = 0;

	for (size_t i = 0; (d = domain_at(f, i)); i++) {
		const char *text = node_values_name(p, d->fold, d->len);

		length += strlen(text);
		if (!is_plain(text) || length > FILTER_NAMES_MAX) {
			done(&all);
			return NULL;
		}
		add(&all, " || ",
		    arena_print(
			p->arena, "dns.qry.name matches \"(^|[.])%s$\"", pattern_of(p, text)));
	}
	const char *text = done(&all);
	return f->pool ? arena_print(p->arena, "(%s)", text) : text;
}

/* Clients of a finding: its channels [from, to). */
struct ends {
	const struct finding *f;
	size_t from, to;
};

static bool any_of_family(const struct ends *e, int family)
{
	for (size_t i = e->from; i < e->to; i++)
		if (e->f->channels[i]->client->address.family == family)
			return true;
	return false;
}

/* "ip.src == 10.0.0.1", or "ip.src in {10.0.0.1, 10.0.0.2}". */
static const char *addresses_of(
    struct report_builder *p, const struct ends *e, int family, const char *end)
{
	struct filter_text all = {.p = p};
	const char *field = family == 6 ? "ipv6" : "ip";
	size_t count = 0;

	for (size_t i = e->from; i < e->to; i++) {
		char ip[ADDRESS_TEXT_MAX];

		if (e->f->channels[i]->client->address.family != family)
			continue;
		address_text(&e->f->channels[i]->client->address, ip);
		add(&all, ", ", arena_copy(p->arena, ip));
		count++;
	}
	return arena_print(
	    p->arena, count == 1 ? "%s.%s == %s" : "%s.%s in {%s}", field, end, done(&all));
}

/* Both families, joined. */
static const char *ends_of(struct report_builder *p, const struct ends *e, const char *end)
{
	struct filter_text all = {.p = p};

	for (int family = 4; family <= 6; family += 2)
		if (any_of_family(e, family))
			add(&all, " || ", addresses_of(p, e, family, end));
	const char *text = done(&all);
	return any_of_family(e, 4) && any_of_family(e, 6) ? arena_print(p->arena, "(%s)", text)
							  : text;
}

/* As clients: the source of queries and the destination of responses. */
static const char *clients_of(struct report_builder *p, const struct ends *e)
{
	return arena_print(p->arena,
	    "((dns.flags.response == 0 && %s) || (dns.flags.response == 1 && %s))",
	    ends_of(p, e, "src"), ends_of(p, e, "dst"));
}

/* What tshark also takes for DNS: names of the local link, and port 53 if it is not read. */
static bool shows_other_ports(const struct report_builder *p)
{
	return !ports_has(p->from->ports, DNS_PORT) ||
	       (p->from->unread && (unread_get(p->from->unread, UNREAD_MDNS, 0) ||
				       unread_get(p->from->unread, UNREAD_LLMNR, 0)));
}

/* A condition that follows all others; NULL if there are too many ports. */
static const char *end_of_filter(struct report_builder *p)
{
	const char *ports = ports_text(p->arena, p->from->ports, &port_form_display, 0);

	if (!shows_other_ports(p))
		return "!icmp && !icmpv6";
	return ports
		   ? arena_print(p->arena,
			 "(udp.port in {%s} || tcp.port in {%s}) && !icmp && !icmpv6", ports, ports)
		   : NULL;
}

/* A client that also responds is a server in some of its messages. */
static bool any_responds(struct report_builder *p, const struct finding *f)
{
	for (size_t i = 0; i < finding_involved(f); i++)
		if (host_of(&p->roles, f->channels[i]->client)->answers)
			return true;
	return false;
}

/* All clients of a domain need no list. */
static bool are_all(const struct finding *f)
{
	/* A computer name is no address that packets could be selected by. */
	if (any_of_family(&(struct ends){f, 0, finding_involved(f)}, ADDRESS_NAME))
		return true;
	return !f->pool && f->channel_count == finding_involved(f) &&
	       (f->merged || f->channel_count > FILTER_CLIENTS_MIN);
}

/* Behind a proxy a client is named only inside the packet, in front of the message, which tshark
 * does not read. */
static bool has_proxy(const struct report_builder *p)
{
	return p->from->anomalies && p->from->anomalies->count[ANOMALY_PROXY_HEADER] > 0;
}

/* NULL if the messages cannot be told apart by a display filter. An ICMP error quotes a message
 * without being one. */
static const char *tshark_of(struct report_builder *p, const struct finding *f)
{
	const char *names = names_of(p, f), *end = end_of_filter(p);
	struct ends involved = {f, 0, finding_involved(f)},
		    others = {f, finding_involved(f), f->channel_count};

	if (!names || !end || has_proxy(p))
		return NULL;
	if (are_all(f))
		return arena_print(p->arena, "%s && %s", names, end);
	if (involved.to > REPORT_CLIENTS_MAX && !f->pool &&
	    others.to - others.from <= REPORT_CLIENTS_MAX)
		return arena_print(p->arena, "%s && !%s && %s", names, clients_of(p, &others), end);
	if (involved.to > REPORT_CLIENTS_MAX)
		return NULL;
	if (any_responds(p, f))
		return arena_print(
		    p->arena, "%s && %s && %s", names, clients_of(p, &involved), end);
	return arena_print(p->arena, "%s && %s && %s", ends_of(p, &involved, "addr"), names, end);
}

static bool is_all_ethernet(const struct report_builder *p)
{
	for (size_t i = 0; i < p->from->input_count; i++)
		for (int k = 0; k < p->from->inputs[i]->linktype_count; k++)
			if (p->from->inputs[i]->linktypes[k] != LINKTYPE_ETHERNET)
				return false;
	return true;
}

/* The DNS packets of the clients, whatever the names: a packet filter cannot search for them. With
 * the later fragments, which have no port; on Ethernet also below one or two VLAN tags. */
static const char *bpf_of(struct report_builder *p, const struct finding *f)
{
	struct filter_text hosts = {.p = p};
	size_t count = are_all(f) || has_proxy(p) ? 0 : finding_involved(f);
	const char *plain, *ports = ports_text(p->arena, p->from->ports, &port_form_bpf, 0);
	const char *dns = arena_print(p->arena, "(%s or ip[6:2] & 0x1fff != 0 or ip6[6] == 44)",
	    ports ? ports : "udp or tcp");

	for (size_t i = 0; i < count && i < REPORT_CLIENTS_MAX; i++) {
		char ip[ADDRESS_TEXT_MAX];

		address_text(&f->channels[i]->client->address, ip);
		add(&hosts, " or ", arena_print(p->arena, "host %s", ip));
	}
	if (count == 0 || count > REPORT_CLIENTS_MAX) {
		done(&hosts);
		plain = dns;
	} else
		plain = arena_print(
		    p->arena, count > 1 ? "(%s) and %s" : "%s and %s", done(&hosts), dns);
	return is_all_ethernet(p)
		   ? arena_print(p->arena, "(%s) or (vlan and ((%s) or (vlan and %s)))", plain,
			 plain, plain)
		   : plain;
}

/* What tshark needs to see the same messages: other ports, segments out of order. */
static const char *options_of(struct report_builder *p, const struct finding *f)
{
	struct filter_text all = {.p = p};
	uint64_t tcp = 0;

	for (size_t i = 0; i < finding_involved(f); i++)
		tcp += f->channels[i]->count.of[COUNT_TCP];
	if (tcp > 0)
		add(&all, " ", "-o tcp.reassemble_out_of_order:TRUE");
	const char *udp = ports_text(p->arena, p->from->ports, &port_form_udp, DNS_PORT);
	if (udp) {
		add(&all, " ", udp);
		add(&all, " ", ports_text(p->arena, p->from->ports, &port_form_tcp, DNS_PORT));
	}
	for (unsigned i = 0; p->from->tunnels && i < p->from->tunnels->count; i++) {
		const struct tunnel_port *t = &p->from->tunnels->of[i];

		if (tunnel_ports_tshark(t->row))
			add(&all, " ",
			    arena_print(p->arena, "-d udp.port==%u,%s", t->port,
				tunnel_ports_tshark(t->row)));
	}
	return done(&all);
}

struct node *filters_build(struct report_builder *p, const struct finding *f)
{
	struct node *filters = document_map(p->arena);

	document_set_text(p->arena, filters, "tshark", tshark_of(p, f));
	document_set_text(p->arena, filters, "tshark_options", options_of(p, f));
	/* A packet filter would look at the outer packets of a tunnel. */
	bool tunnelled = p->from->accounting->tunnelled > 0;
	document_set_text(p->arena, filters, "bpf", tunnelled ? NULL : bpf_of(p, f));
	return filters;
}
