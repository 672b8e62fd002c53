#include "journal.h"

#include <string.h>

#include "base/varint.h"
#include "stats/counters.h"

/* Octets of a piece; a channel that outgrows the last is kept as figures. */
static const uint16_t sizes[SHELF_SIZES] = {48, 80, 128, 192, 288, 432, 640};

/* The longest a message can become: numbers of at most ten octets and a name. */
#define MESSAGE_MAX 384

/* What follows of a message; the first has all of it. */
enum {
	HAS_NAME = 1,       /* else the one written last */
	HAS_WHOLE_NAME = 2, /* with the base, whose case is not the usual one */
	HAS_SERVER = 4,     /* else that of the first */
	HAS_TYPE = 8,       /* else that of the first */
	HAS_INPUT = 16,     /* else that of the first */
	IS_RESPONSE = 32,
	IS_TCP = 64,
};

/* The same of a response. */
enum {
	HAS_RCODE = 1, /* else NOERROR */
	HAS_ANSWERS = 2,
	HAS_ANSWER_TYPE = 4, /* else what was asked for */
	HAS_MARKS = 8,
	HAS_LOW_TTL = 16,
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

/* -- pieces -- */

static bool make_room(struct journal *j, struct shelf *shelf, size_t len)
{
	unsigned wanted = j->size;

	while (wanted == 0 || (wanted <= SHELF_SIZES && sizes[wanted - 1] < j->len + len))
		wanted++;
	if (wanted > SHELF_SIZES)
		return false;
	if (wanted == j->size)
		return true;
	void *piece = shelf->free[wanted - 1];
	if (piece)
		memcpy(&shelf->free[wanted - 1], piece, sizeof(void *));
	else
		piece = arena_take(shelf->arena, sizes[wanted - 1]);
	struct journal old = *j;
	if (old.len > 0)
		memcpy(piece, old.bytes, old.len);
	journal_clear(&old, shelf);
	j->bytes = piece;
	j->size = wanted & 15;
	return true;
}

size_t journal_bytes(const struct journal *j)
{
	return j->size > 0 ? sizes[j->size - 1] : 0;
}

void journal_reserve(struct journal *j, struct shelf *shelf, size_t len)
{
	make_room(j, shelf, len);
}

void journal_clear(struct journal *j, struct shelf *shelf)
{
	if (j->size > 0) {
		memcpy(j->bytes, &shelf->free[j->size - 1], sizeof(void *));
		shelf->free[j->size - 1] = j->bytes;
	}
	*j = (struct journal){.owner = j->owner};
}

/* -- names -- */

/* Octets left of the base. */
static uint8_t payload_octets(const struct dns_name *name, const struct domain *domain)
{
	return name->offset[name->label_count - domain->label_count];
}

static uint8_t *put_name(
    uint8_t *p, const struct dns_name *name, const struct domain *domain, unsigned *flags)
{
	uint8_t len = payload_octets(name, domain);

	*flags |= HAS_NAME;
	if (memcmp(name->wire + len, domain->fold, domain->len) != 0) {
		*flags |= HAS_WHOLE_NAME;
		len = name->len;
	}
	*p++ = len;
	memcpy(p, name->wire, len);
	return p + len;
}

static bool is_name_written_last(
    const struct journal *j, const struct dns_name *name, const struct domain *domain)
{
	if (j->len == 0)
		return false;
	const uint8_t *written = j->bytes + j->name_at;
	uint8_t len = payload_octets(name, domain);

	if (written[0] == name->len)
		return memcmp(written + 1, name->wire, name->len) == 0;
	return written[0] == len && memcmp(written + 1, name->wire, len) == 0 &&
	       memcmp(name->wire + len, domain->fold, domain->len) == 0;
}

static uint8_t fold_octet(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c;
}

static void get_name(
    struct dns_name *name, const uint8_t *wire, uint8_t len, const struct domain *base)
{
	memcpy(name->wire, wire, len);
	for (unsigned i = 0; i < len; i++)
		name->fold[i] = fold_octet(wire[i]);
	name->len = len;
	if (base) {
		memcpy(name->wire + len, base->fold, base->len);
		memcpy(name->fold + len, base->fold, base->len);
		name->len = (uint8_t)(len + base->len);
	}
	unsigned at = 0, labels = 0;
	for (; name->wire[at] != 0; at += name->wire[at] + 1u)
		name->offset[labels++] = (uint8_t)at;
	name->offset[labels] = (uint8_t)at;
	name->label_count = (uint8_t)labels;
}

/* -- messages -- */

static uint8_t *put_response(uint8_t *p, const struct dns_event *e)
{
	uint8_t *flags = p++;

	*flags = 0;
	if (e->rcode != 0) {
		*flags |= HAS_RCODE;
		p = varint_put(p, e->rcode);
	}
	if (e->answer_count > 0 || e->answer_bytes > 0) {
		*flags |= HAS_ANSWERS | (counters_ttl_is_low(e) ? HAS_LOW_TTL : 0);
		p = varint_put(p, e->answer_count);
		p = varint_put(p, e->answer_bytes);
		memcpy(p, &e->answer_hash, sizeof e->answer_hash);
		p += sizeof e->answer_hash;
		if (e->answer_type != e->qtype) {
			*flags |= HAS_ANSWER_TYPE;
			p = varint_put(p, e->answer_type);
		}
	}
	if (e->answer_marks != 0) {
		*flags |= HAS_MARKS;
		*p++ = e->answer_marks;
	}
	return p;
}

static const uint8_t *get_response(const uint8_t *p, struct dns_event *e)
{
	uint8_t flags = *p++;
	uint64_t n;

	if (flags & HAS_RCODE) {
		p = varint_get(p, &n);
		e->rcode = (uint16_t)n;
	}
	if (flags & HAS_ANSWERS) {
		p = varint_get(p, &n);
		e->answer_count = (uint16_t)n;
		p = varint_get(p, &n);
		e->answer_bytes = (uint32_t)n;
		memcpy(&e->answer_hash, p, sizeof e->answer_hash);
		p += sizeof e->answer_hash;
		n = e->qtype;
		if (flags & HAS_ANSWER_TYPE)
			p = varint_get(p, &n);
		e->answer_type = (uint16_t)n;
		e->answer_ttl_min = flags & HAS_LOW_TTL ? 0 : UINT32_MAX;
	}
	if (flags & HAS_MARKS)
		e->answer_marks = *p++;
	return p;
}

static uint8_t *put_message(uint8_t *p, const struct dns_event *e, uint32_t server,
    const struct journal_reader *r, unsigned *flags)
{
	if (!r->begun || server != r->server) {
		*flags |= HAS_SERVER;
		p = varint_put(p, server);
	}
	if (!r->begun || e->qtype != r->qtype) {
		*flags |= HAS_TYPE;
		p = varint_put(p, e->qtype);
	}
	if (!r->begun || e->ref.input != r->ref.input) {
		*flags |= HAS_INPUT;
		p = varint_put(p, e->ref.input);
	}
	p = put_difference(p, (uint64_t)e->time_ns, (uint64_t)r->time_ns);
	p = put_difference(p, e->ref.number, r->ref.number);
	memcpy(p, &e->id, sizeof e->id);
	p += sizeof e->id;
	return e->response ? put_response(p, e) : p;
}

static const uint8_t *get_message(const struct journal_reader *r, const uint8_t *p, unsigned flags,
    struct dns_event *e, uint32_t *server)
{
	uint64_t n = r->server;

	if (flags & HAS_SERVER)
		p = varint_get(p, &n);
	*server = (uint32_t)n;
	n = r->qtype;
	if (flags & HAS_TYPE)
		p = varint_get(p, &n);
	e->qtype = (uint16_t)n;
	n = r->ref.input;
	if (flags & HAS_INPUT)
		p = varint_get(p, &n);
	e->ref.input = (uint32_t)n;
	p = get_difference(p, &n, (uint64_t)r->time_ns);
	e->time_ns = (int64_t)n;
	p = get_difference(p, &e->ref.number, r->ref.number);
	memcpy(&e->id, p, sizeof e->id);
	p += sizeof e->id;
	e->response = flags & IS_RESPONSE;
	e->tcp = flags & IS_TCP;
	return e->response ? get_response(p, e) : p;
}

void journal_read(struct journal_reader *r, const struct journal *j, const struct domain *domain)
{
	*r = (struct journal_reader){
	    .at = j->bytes, .end = j->len > 0 ? j->bytes + j->len : j->bytes, .domain = domain};
}

bool journal_next(
    struct journal_reader *r, struct dns_event *e, struct dns_name *name, uint32_t *server)
{
	if (r->at == r->end)
		return false;
	const uint8_t *p = r->at;
	unsigned flags = *p++;
	*e = (struct dns_event){.dns = true, .qname = name};
	r->renamed = flags & HAS_NAME;
	if (r->renamed) {
		if (name)
			get_name(name, p + 1, *p, flags & HAS_WHOLE_NAME ? NULL : r->domain);
		p += 1 + *p;
	}
	r->at = get_message(r, p, flags, e, server);
	if (!r->begun) {
		r->begun = true;
		r->qtype = e->qtype;
		r->server = *server;
		r->ref = e->ref;
		r->time_ns = e->time_ns;
	}
	return true;
}

bool journal_add(struct journal *j, struct shelf *shelf, const struct domain *domain,
    const struct dns_event *e, uint32_t server)
{
	uint8_t message[MESSAGE_MAX], *p = message + 1;
	unsigned flags = (e->response ? IS_RESPONSE : 0) | (e->tcp ? IS_TCP : 0);
	struct journal_reader r;
	struct dns_event first;
	uint32_t first_server;
	bool named = !is_name_written_last(j, e->qname, domain);

	journal_read(&r, j, domain);
	journal_next(&r, &first, NULL, &first_server);
	if (named)
		p = put_name(p, e->qname, domain, &flags);
	p = put_message(p, e, server, &r, &flags);
	message[0] = (uint8_t)flags;
	size_t len = (size_t)(p - message);
	if (!make_room(j, shelf, len))
		return false;
	if (named)
		j->name_at = (j->len + 1u) & 0x7ff;
	memcpy(j->bytes + j->len, message, len);
	j->len = (uint16_t)(j->len + len);
	return true;
}
