#include "message_log.h"

#include <string.h>

#include "base/varint.h"
#include "base/utc.h"
#include "stats/counters.h"

/* Header of a block that follows another one. */
struct link {
	uint32_t before; /* piece of the block before */
	uint16_t before_len;
	uint8_t before_size;
	uint8_t count; /* number of blocks before this one */
};

/* Upper bound for an encoded message: varints of at most ten bytes and a name. */
#define MESSAGE_MAX 384

_Static_assert(sizeof(struct link) + MESSAGE_MAX <= SLAB_BYTES_MAX, "a block takes any message");

#define NS_PER_US 1000
/* Longer spans are stored in nanoseconds, so that no sum overflows. */
#define SPAN_MAX_NS (INT64_C(1) << 61)

/* First byte of a message: which fields follow. The values before the first message of a block: no
 * name, type A, input 0. */
enum {
	HAS_NAME = 1, /* else the last name written */
	HAS_WHOLE_NAME =
	    2, /* including the base domain, whose letter case differs from the folded one */
	HAS_SERVER = 4, /* else as in the first message of the block */
	HAS_TYPE = 8,   /* else as in the first */
	HAS_INPUT = 16, /* else as in the first */
	IS_RESPONSE = 32,
	IS_TCP = 64,
	FOLLOWS = 128, /* server, type, input and id are those of the previous message */
};

/* The same for a response. */
enum {
	HAS_RCODE = 1, /* else NOERROR */
	HAS_ANSWERS = 2,
	HAS_ANSWER_TYPE = 4, /* else the query type */
	HAS_MARKS = 8,
	HAS_LOW_TTL = 16,
	IS_OWN = 32, /* AA */
};

/* -- numbers -- */

static uint8_t *put_difference(uint8_t *p, uint64_t value, uint64_t from)
{
	return varint_put(p, varint_zigzag(value - from));
}

static const uint8_t *get_difference(const uint8_t *p, uint64_t *value, uint64_t from)
{
	uint64_t n;

	p = varint_get(p, &n);
	*value = from + varint_unzigzag(n);
	return p;
}

/* Most captures have microsecond timestamps: a leading 0 means that nanoseconds follow. */
static uint8_t *put_time(uint8_t *p, int64_t time_ns, int64_t from_ns)
{
	int64_t d = (int64_t)((uint64_t)time_ns - (uint64_t)from_ns);

	if (d % NS_PER_US != 0 || d > SPAN_MAX_NS || d < -SPAN_MAX_NS) {
		*p++ = 0;
		return varint_put(p, varint_zigzag((uint64_t)d));
	}
	return varint_put(p, varint_zigzag((uint64_t)(d / NS_PER_US)) + 1);
}

static const uint8_t *get_time(const uint8_t *p, int64_t *time_ns, int64_t from_ns)
{
	uint64_t n;

	p = varint_get(p, &n);
	if (n > 0) {
		*time_ns = from_ns + (int64_t)varint_unzigzag(n - 1) * NS_PER_US;
		return p;
	}
	p = varint_get(p, &n);
	*time_ns = (int64_t)((uint64_t)from_ns + varint_unzigzag(n));
	return p;
}

/* -- pieces -- */

static bool make_room(struct message_log *j, struct message_log_slab *slab, size_t len)
{
	unsigned wanted = slab_size_for(j->len + len);

	if (wanted > SLAB_SIZES)
		return false;
	if (wanted <= j->size)
		return true;
	uint32_t piece = slab_take(&slab->pieces, wanted);
	if (piece == SLAB_NONE)
		return false;
	if (j->size > 0) {
		memcpy(slab_at(&slab->pieces, piece), message_log_block(j, slab), j->len);
		slab_give(&slab->pieces, j->size, j->piece);
	}
	j->piece = piece;
	j->size = wanted & 15;
	return true;
}

static struct link link_of(const uint8_t *block)
{
	struct link link;

	memcpy(&link, block, sizeof link);
	return link;
}

/* Starts another block; false if there are too many already, or none to chain to. */
static bool chain(struct message_log *j, struct message_log_slab *slab)
{
	struct message_log next = {.smallest_server = j->smallest_server,
	    .keep_on_evict = j->keep_on_evict,
	    .chained = true};
	struct link link = {.before = j->piece,
	    .before_len = (uint16_t)j->len,
	    .before_size = (uint8_t)j->size,
	    .count = j->chained ? (uint8_t)(link_of(message_log_block(j, slab)).count + 1) : 1};

	if (j->size == 0 || link.count == MESSAGE_LOG_BLOCKS_MAX ||
	    !make_room(&next, slab, sizeof link))
		return false;
	memcpy(message_log_block(&next, slab), &link, sizeof link);
	next.len = sizeof link;
	*j = next;
	return true;
}

size_t message_log_bytes(const struct message_log *j, const struct message_log_slab *slab)
{
	if (j->size == 0)
		return 0;
	size_t sum = slab_bytes(j->size);
	const uint8_t *block = message_log_block(j, slab);

	for (unsigned left = j->chained ? link_of(block).count : 0; left > 0; left--) {
		struct link link = link_of(block);

		sum += slab_bytes(link.before_size);
		block = slab_at(&slab->pieces, link.before);
	}
	return sum;
}

void message_log_reserve(struct message_log *j, struct message_log_slab *slab, size_t len)
{
	make_room(j, slab, len);
}

void message_log_clear(struct message_log *j, struct message_log_slab *slab)
{
	unsigned left = j->chained ? link_of(message_log_block(j, slab)).count : 0, size = j->size;
	uint32_t piece = j->piece;

	for (; left > 0; left--) {
		struct link link = link_of(slab_at(&slab->pieces, piece));

		slab_give(&slab->pieces, size, piece);
		piece = link.before;
		size = link.before_size;
	}
	if (size > 0)
		slab_give(&slab->pieces, size, piece);
	*j = (struct message_log){.smallest_server = j->smallest_server};
}

static bool is_empty(const struct message_log *j)
{
	return j->len == (j->chained ? sizeof(struct link) : 0);
}

/* -- names -- */

static uint8_t *put_name(
    uint8_t *p, const struct dns_name *name, const struct domain *domain, unsigned *flags)
{
	uint8_t len = channel_payload_bytes(name, domain);

	*flags |= HAS_NAME;
	if (memcmp(name->wire + len, domain->fold, domain->len) != 0) {
		*flags |= HAS_WHOLE_NAME;
		len = name->len;
	}
	*p++ = len;
	memcpy(p, name->wire, len);
	return p + len;
}

/* True if `name` equals the last name written; `written` points to its length byte. */
static bool is_name_written_last(
    const uint8_t *written, const struct dns_name *name, const struct domain *domain)
{
	uint8_t len = channel_payload_bytes(name, domain);

	if (written[0] == name->len)
		return memcmp(written + 1, name->wire, name->len) == 0;
	return written[0] == len && memcmp(written + 1, name->wire, len) == 0 &&
	       memcmp(name->wire + len, domain->fold, domain->len) == 0;
}

static void get_name(
    struct dns_name *name, const uint8_t *wire, uint8_t len, const struct domain *base)
{
	memcpy(name->wire, wire, len);
	if (base)
		memcpy(name->wire + len, base->fold, base->len);
	dns_name_index(name);
}

/* -- messages -- */

static uint8_t *put_response(uint8_t *p, const struct dns_event *e)
{
	uint8_t *flags = p++;

	*flags = e->flags & DNS_AA ? IS_OWN : 0;
	if (e->rcode != 0) {
		*flags |= HAS_RCODE;
		p = varint_put(p, e->rcode);
	}
	if (e->answer_count > 0 || e->answer_bytes > 0) {
		*flags |= HAS_ANSWERS | (counters_ttl_is_low(e) ? HAS_LOW_TTL : 0);
		p = varint_put(p, e->answer_count);
		p = varint_put(p, e->answer_bytes);
		p = varint_put(p, e->answer_hash);
		if (e->answer_type != e->qtype) {
			*flags |= HAS_ANSWER_TYPE;
			p = varint_put(p, e->answer_type);
		}
	}
	if (e->answer_flags != 0) {
		*flags |= HAS_MARKS;
		*p++ = e->answer_flags;
	}
	return p;
}

static const uint8_t *get_response(const uint8_t *p, struct dns_event *e)
{
	uint8_t flags = *p++;
	uint64_t n;

	e->flags = flags & IS_OWN ? DNS_AA : 0;
	if (flags & HAS_RCODE) {
		p = varint_get(p, &n);
		e->rcode = (uint16_t)n;
	}
	if (flags & HAS_ANSWERS) {
		p = varint_get(p, &n);
		e->answer_count = (uint16_t)n;
		p = varint_get(p, &n);
		e->answer_bytes = (uint32_t)n;
		p = varint_get(p, &e->answer_hash);
		n = e->qtype;
		if (flags & HAS_ANSWER_TYPE)
			p = varint_get(p, &n);
		e->answer_type = (uint16_t)n;
		e->answer_ttl_min = flags & HAS_LOW_TTL ? 0 : UINT32_MAX;
	}
	if (flags & HAS_MARKS)
		e->answer_flags = *p++;
	return p;
}

/* True for a response right after its query: server, type, input, id and name are the same. */
static bool follows(const struct dns_event *e, uint32_t server, unsigned flags,
    const struct message_log_point *last)
{
	return e->response && !(flags & HAS_NAME) && e->id == last->id &&
	       message_log_type(e) == last->type && server == last->server &&
	       e->ref.input == last->ref.input;
}

/* The fields that differ from the first message of the block. */
static uint8_t *put_changes(uint8_t *p, const struct dns_event *e, uint32_t server,
    const struct message_log_reader *r, unsigned *flags)
{
	if (server != r->first.server) {
		*flags |= HAS_SERVER;
		p = varint_put(p, server);
	}
	if (message_log_type(e) != r->first.type) {
		*flags |= HAS_TYPE;
		p = varint_put(p, message_log_type(e));
	}
	if (e->ref.input != r->first.ref.input) {
		*flags |= HAS_INPUT;
		p = varint_put(p, e->ref.input);
	}
	memcpy(p, &e->id, sizeof e->id);
	return p + sizeof e->id;
}

/* `last`: the previous message if this one may follow it, else NULL. */
static uint8_t *put_message(uint8_t *p, const struct dns_event *e, uint32_t server,
    const struct message_log_reader *r, const struct message_log_point *last, unsigned *flags)
{
	const struct message_log_point *from = &r->first;

	if (last && follows(e, server, *flags, last)) {
		*flags |= FOLLOWS;
		from = last;
	} else {
		p = put_changes(p, e, server, r, flags);
	}
	p = put_time(p, e->time_ns, from->time_ns);
	p = put_difference(p, e->ref.record, from->ref.record);
	return e->response ? put_response(p, e) : p;
}

static const uint8_t *get_message(const struct message_log_reader *r, const uint8_t *p,
    unsigned flags, struct dns_event *e, uint32_t *server)
{
	const struct message_log_point *from = flags & FOLLOWS ? &r->last : &r->first;
	uint64_t n = from->server;

	if (flags & HAS_SERVER)
		p = varint_get(p, &n);
	*server = (uint32_t)n;
	n = from->type;
	if (flags & HAS_TYPE)
		p = varint_get(p, &n);
	e->qtype = (uint16_t)n;
	e->unknown = (uint16_t)(n >> 16);
	n = from->ref.input;
	if (flags & HAS_INPUT)
		p = varint_get(p, &n);
	e->ref.input = (uint32_t)n;
	e->id = from->id;
	if (!(flags & FOLLOWS)) {
		memcpy(&e->id, p, sizeof e->id);
		p += sizeof e->id;
	}
	p = get_time(p, &e->time_ns, from->time_ns);
	p = get_difference(p, &e->ref.record, from->ref.record);
	e->response = flags & IS_RESPONSE;
	e->tcp = flags & IS_TCP;
	return e->response ? get_response(p, e) : p;
}

static void open_block(struct message_log_reader *r, const uint8_t *block, size_t len, bool chained)
{
	r->at = chained ? block + sizeof(struct link) : block;
	r->end = len > 0 ? block + len : block;
	r->begun = false;
	r->first = r->last = (struct message_log_point){.time_ns = r->base_ns, .type = DNS_TYPE_A};
}

static void open_last_block(struct message_log_reader *r, const struct message_log *j,
    const struct message_log_slab *slab, const struct domain *domain)
{
	r->domain = domain;
	r->base_ns = slab->base_ns;
	r->later_count = 0;
	open_block(r, message_log_block(j, slab), j->len, j->chained);
}

void message_log_read(struct message_log_reader *r, const struct message_log *j,
    const struct message_log_slab *slab, const struct domain *domain)
{
	size_t len = j->len;

	open_last_block(r, j, slab, domain);
	if (!j->chained)
		return;
	const uint8_t *block = slab_at(&slab->pieces, j->piece);
	for (unsigned left = link_of(block).count; left > 0; left--) {
		struct link link = link_of(block);

		r->later[r->later_count].block = block;
		r->later[r->later_count++].len = len;
		block = slab_at(&slab->pieces, link.before);
		len = link.before_len;
	}
	open_block(r, block, len, false);
}

/* Reads the message at `p`. Returns the position after it. */
static const uint8_t *read_message(struct message_log_reader *r, const uint8_t *p,
    struct dns_event *e, struct dns_name *name, uint32_t *server)
{
	unsigned flags = *p++;

	*e = (struct dns_event){.dns = true, .qname = name};
	r->renamed = flags & HAS_NAME;
	if (r->renamed) {
		if (name)
			get_name(name, p + 1, *p, flags & HAS_WHOLE_NAME ? NULL : r->domain);
		p += 1 + *p;
	}
	p = get_message(r, p, flags, e, server);
	r->last =
	    (struct message_log_point){e->ref, e->time_ns, *server, message_log_type(e), e->id};
	if (!r->begun) {
		r->begun = true;
		r->first = r->last;
	}
	return p;
}

bool message_log_next(
    struct message_log_reader *r, struct dns_event *e, struct dns_name *name, uint32_t *server)
{
	if (r->at == r->end) {
		if (r->later_count == 0)
			return false;
		r->later_count--;
		open_block(r, r->later[r->later_count].block, r->later[r->later_count].len, true);
	}
	r->at = read_message(r, r->at, e, name, server);
	return true;
}

bool message_log_next_question(struct message_log_reader *r, struct dns_event *e,
    struct dns_name *name, uint32_t *server, struct question *q)
{
	if (!message_log_next(r, e, name, server))
		return false;
	*q = r->renamed ? channel_question(e, r->domain) : channel_question_again(e, q);
	return true;
}

/* Encodes a message relative to the first and the last of the block; returns its length. */
static size_t encode(const struct message_log *j, const struct message_log_slab *slab,
    const struct domain *domain, const struct dns_event *e, uint32_t server,
    uint8_t message[MESSAGE_MAX])
{
	uint8_t *p = message + 1;
	unsigned flags = (e->response ? IS_RESPONSE : 0) | (e->tcp ? IS_TCP : 0);
	const uint8_t *block = is_empty(j) ? NULL : message_log_block(j, slab);
	const struct message_log_point *last = NULL;
	struct message_log_reader r;
	struct dns_event written;
	uint32_t its_server;

	open_last_block(&r, j, slab, domain);
	if (block) {
		const uint8_t *last_message = block + j->last_at;
		bool is_first = last_message == r.at;

		read_message(&r, r.at, &written, NULL, &its_server);
		if (!is_first && !(*last_message & FOLLOWS))
			read_message(&r, last_message, &written, NULL, &its_server);
		last = *last_message & FOLLOWS ? NULL : &r.last;
	}
	if (!block || !is_name_written_last(block + j->name_at, e->qname, domain))
		p = put_name(p, e->qname, domain, &flags);
	p = put_message(p, e, server, &r, last, &flags);
	message[0] = (uint8_t)flags;
	return (size_t)(p - message);
}

static void append(
    struct message_log *j, struct message_log_slab *slab, const uint8_t *message, size_t len)
{
	memcpy(message_log_block(j, slab) + j->len, message, len);
	j->last_at = j->len & 0x1ff;
	if (message[0] & HAS_NAME)
		j->name_at = (j->len + 1u) & 0x1ff;
	j->len = (j->len + (uint32_t)len) & 0x1ff;
}

bool message_log_add(struct message_log *j, struct message_log_slab *slab,
    const struct domain *domain, const struct dns_event *e, uint32_t server)
{
	uint8_t message[MESSAGE_MAX];
	struct message_log longer = *j;

	if (!slab->based) {
		slab->based = true;
		slab->base_ns = e->time_ns;
	}
	size_t len = encode(j, slab, domain, e, server, message);
	if (!make_room(&longer, slab, len)) {
		if (!chain(&longer, slab))
			return false;
		len = encode(&longer, slab, domain, e, server, message);
		if (!make_room(&longer, slab, len)) {
			slab_give(&slab->pieces, longer.size, longer.piece);
			return false;
		}
	}
	append(&longer, slab, message, len);
	*j = longer;
	return true;
}
