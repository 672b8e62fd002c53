#include "extract_select.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/limits.h"
#include "render/block.h"

/* The list decides which fields are compared: `ends` for connections, `ends` and `id` for
 * fragments, `ref` for frames. */
struct selection {
	struct endpoints ends;
	uint32_t id;
	int64_t time_ns; /* of the message: fragment IDs are reused */
	struct source_ref ref;
	size_t finding;
};

/* -- findings -- */

static int name_finding(struct selection_finding *f, const struct node *finding)
{
	const char *domain;
	int status = 0;

	filter_init(&f->filter);
	f->id = document_text(finding, "id");
	for (size_t i = 0; status == 0 && (domain = block_counted_domain(finding, i)); i++)
		status = filter_add_domain(&f->filter, domain);
	/* A report lists only the top clients: if all are involved, nobody has to be left out. */
	int64_t involved = document_integer(finding, "clients_involved");
	bool all = involved > (int64_t)document_count(finding, "clients") &&
		   involved == document_integer(finding, "clients_total");
	for (const struct node *c = NULL; status == 0 && !all && (c = block_client(finding, c));)
		status = filter_add_client(&f->filter, document_text(c, "ip"));
	return status == 0 && f->filter.domain_count > 0 && (all || f->filter.client_count > 0)
		   ? 0
		   : -1;
}

int extract_select_init(struct extract_select *p, const struct node *const *findings, size_t count)
{
	int status = 0;

	*p = (struct extract_select){.findings = memory_new(count + 1, sizeof *p->findings)};
	while (status == 0 && p->finding_count < count) {
		status = name_finding(&p->findings[p->finding_count], findings[p->finding_count]);
		p->finding_count++;
	}
	return status;
}

void extract_select_fini(struct extract_select *p)
{
	for (size_t i = 0; i < p->finding_count; i++)
		filter_fini(&p->findings[i].filter);
	free(p->findings);
	free(p->frames.items);
	free(p->connections.items);
	free(p->fragments.items);
}

/* -- order -- */

static int compare_ends(const struct endpoints *x, const struct endpoints *y)
{
	int order = address_compare(&x->src, &y->src);

	if (order == 0)
		order = address_compare(&x->dst, &y->dst);
	if (order == 0)
		order = (x->sport > y->sport) - (x->sport < y->sport);
	return order ? order : (x->dport > y->dport) - (x->dport < y->dport);
}

/* Compares what is selected and for which finding, but not the time. */
static int compare_keys(const struct selection *x, const struct selection *y)
{
	int order = compare_ends(&x->ends, &y->ends);

	if (order == 0)
		order = (x->id > y->id) - (x->id < y->id);
	if (order == 0)
		order = source_ref_compare(x->ref, y->ref);
	return order ? order : (x->finding > y->finding) - (x->finding < y->finding);
}

static int compare_picks(const void *a, const void *b)
{
	const struct selection *x = a, *y = b;
	int order = compare_keys(x, y);

	return order ? order : (x->time_ns > y->time_ns) - (x->time_ns < y->time_ns);
}

/* Sorts and removes duplicates. */
static void list_finalize(struct selection_list *l)
{
	size_t kept = 0;

	if (l->count > 0)
		qsort(l->items, l->count, sizeof *l->items, compare_picks);
	for (size_t i = 0; i < l->count; i++)
		if (kept == 0 || compare_picks(&l->items[kept - 1], &l->items[i]) != 0)
			l->items[kept++] = l->items[i];
	l->count = kept;
}

#define LIST_MIN 64

/* A list of few distinct items stays small however often they are added. */
static void list_push(struct selection_list *l, const struct selection *pick)
{
	if (l->count == l->cap) {
		list_finalize(l);
		if (l->count >= l->cap / 2) {
			l->cap = 2 * l->cap + LIST_MIN;
			l->items = memory_resize(l->items, l->cap, sizeof *l->items);
		}
	}
	l->items[l->count++] = *pick;
}

/* -- keys: the same for both directions of a connection -- */

static struct selection connection_of(const struct endpoints *ends)
{
	struct selection pick = {.ends = *ends};
	struct endpoints turned = {ends->dst, ends->src, ends->dport, ends->sport};

	if (compare_ends(&turned, ends) < 0)
		pick.ends = turned;
	return pick;
}

static struct selection fragment_of(const struct packet *piece)
{
	return (struct selection){
	    .ends = {.src = piece->ends.src, .dst = piece->ends.dst}, .id = piece->fragment.id};
}

/* -- first pass -- */

void extract_select_packet(struct extract_select *p, const struct packet *packet)
{
	p->packet = *packet;
	p->packet.payload = NULL;
}

/* A fragment of the datagram that holds the message: the current packet when it completed the
 * datagram (possibly inside a tunnel), or one whose other fragments never came. NULL = not
 * fragmented. */
static const struct packet *piece_of(const struct extract_select *p, const struct parsed_message *m)
{
	if (m->event.tcp)
		return NULL;
	if (source_ref_compare(p->packet.ref, m->event.ref) != 0)
		return m->packet;
	return p->packet.kind == PACKET_FRAGMENT ? &p->packet : NULL;
}

static void pick_message(struct extract_select *p, const struct parsed_message *m, size_t finding)
{
	struct selection pick = {.ref = m->event.ref, .finding = finding};
	const struct packet *piece = piece_of(p, m);

	list_push(&p->frames, &pick);
	if (m->event.tcp) {
		pick = connection_of(&m->packet->ends);
		pick.finding = finding;
		list_push(&p->connections, &pick);
	}
	if (piece) {
		pick = fragment_of(piece);
		pick.time_ns = m->event.time_ns;
		pick.finding = finding;
		list_push(&p->fragments, &pick);
	}
}

void extract_select_message(struct extract_select *p, const struct parsed_message *m)
{
	for (size_t i = 0; m->event.qname && i < p->finding_count; i++)
		if (filter_domain(&p->findings[i].filter, m->event.qname) &&
		    filter_has_client(&p->findings[i].filter, &m->event.client))
			pick_message(p, m, i);
}

void extract_select_finalize(struct extract_select *p)
{
	list_finalize(&p->frames);
	list_finalize(&p->connections);
	list_finalize(&p->fragments);
}

/* -- second pass -- */

/* The first item that is not less than the key. */
static size_t lower_bound(const struct selection_list *l, const struct selection *key)
{
	size_t low = 0, high = l->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_picks(&l->items[middle], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* True when the list contains the key within `near_ns` of its time. */
static bool has(const struct selection_list *l, struct selection key, int64_t near_ns)
{
	int64_t last_ns = key.time_ns + near_ns;

	key.time_ns -= near_ns;
	size_t at = lower_bound(l, &key);
	return at < l->count && compare_keys(&l->items[at], &key) == 0 &&
	       l->items[at].time_ns <= last_ns;
}

void extract_select_match(const struct extract_select *p, const struct packet *packet,
    void (*each)(void *ctx, const char *id), void *ctx)
{
	struct selection frame = {.ref = packet->ref};
	struct selection connection = connection_of(&packet->ends), piece = fragment_of(packet);
	bool tcp = packet->kind == PACKET_TCP, fragment = packet->kind == PACKET_FRAGMENT;

	piece.time_ns = packet->time_ns;
	for (size_t i = 0; i < p->finding_count; i++) {
		frame.finding = connection.finding = piece.finding = i;
		if (has(&p->frames, frame, 0) || (tcp && has(&p->connections, connection, 0)) ||
		    (fragment && has(&p->fragments, piece, FRAGMENT_TIMEOUT_NS)))
			each(ctx, p->findings[i].id);
	}
}
