#include "save_messages.h"

#include <string.h>

#include "base/limits.h"

/* Each message starts with 1 + these flags; 0 ends the messages. */
enum {
	IS_TCP = 1,
	IS_RESPONSE = 2,
	SAME_NAME = 4,
	WHOLE_NAME =
	    8, /* including the base domain, whose letter case differs from the folded one */
	SAME_PLACE = 16, /* server, type and input */
	SAME_ID = 32,
	HAS_ANSWERS = 64,
	IS_OWN = 128, /* a response with AA */
	FLAGS_END = 256,
};

struct saved_message {
	struct dns_event event;
	struct dns_name name;
	uint64_t server, input; /* as numbered in the file */
};

static void begin(struct saved_message *m, int64_t first_ns)
{
	m->event = (struct dns_event){.time_ns = first_ns, .qtype = DNS_TYPE_A};
	m->name.len = 0;
	m->server = m->input = 0;
}

/* -- writing -- */

static bool has_answers(const struct dns_event *e)
{
	return e->response && (e->answer_count > 0 || e->answer_bytes > 0 || e->answer_flags != 0);
}

static unsigned flags_of(const struct saved_message *m, const struct saved_message *before,
    bool renamed, const struct domain *d)
{
	const struct dns_event *e = &m->event;
	bool usual =
	    memcmp(m->name.wire + channel_payload_bytes(&m->name, d), d->fold, d->len) == 0;
	bool there = m->server == before->server && e->qtype == before->event.qtype &&
		     e->unknown == before->event.unknown && m->input == before->input;

	return (e->tcp ? IS_TCP : 0) | (e->response ? IS_RESPONSE : 0) |
	       (!renamed   ? SAME_NAME
		   : usual ? 0
			   : WHOLE_NAME) |
	       (there ? SAME_PLACE : 0) | (e->id == before->event.id ? SAME_ID : 0) |
	       (has_answers(e) ? HAS_ANSWERS : 0) | (e->response && e->flags & DNS_AA ? IS_OWN : 0);
}

static void save_answers(struct block_file_writer *p, const struct dns_event *e)
{
	block_file_put_number(p, e->answer_count);
	block_file_put_number(p, e->answer_bytes);
	block_file_put_number(p, e->answer_hash);
	block_file_put_number(p, e->answer_ttl_min);
	block_file_put_number(p, e->answer_type);
	block_file_put_number(p, e->answer_flags);
}

static void save_message(struct block_file_writer *p, const struct saved_message *m,
    const struct saved_message *before, bool renamed, const struct domain *d)
{
	const struct dns_event *e = &m->event;
	unsigned flags = flags_of(m, before, renamed, d);

	block_file_put_number(p, 1 + flags);
	if (renamed)
		block_file_put_bytes(p, m->name.wire,
		    flags & WHOLE_NAME ? m->name.len : channel_payload_bytes(&m->name, d));
	if (!(flags & SAME_PLACE)) {
		block_file_put_number(p, m->server);
		block_file_put_number(p, e->qtype);
		block_file_put_number(p, e->unknown);
		block_file_put_number(p, m->input);
	}
	if (!(flags & SAME_ID))
		block_file_put_number(p, e->id);
	block_file_put_signed(p, (int64_t)((uint64_t)e->time_ns - (uint64_t)before->event.time_ns));
	block_file_put_signed(p, (int64_t)(e->ref.record - before->event.ref.record));
	if (e->response)
		block_file_put_number(p, e->rcode);
	if (flags & HAS_ANSWERS)
		save_answers(p, e);
}

/* Every block of a message log starts with a name, even if the message before has the same one;
 * block boundaries must not show in the file. */
static bool is_renamed(const struct saved_message *m, struct saved_message *before)
{
	bool same = m->name.len == before->name.len &&
		    memcmp(m->name.wire, before->name.wire, m->name.len) == 0;

	if (!same) {
		before->name.len = m->name.len;
		memcpy(before->name.wire, m->name.wire, m->name.len);
	}
	return !same;
}

void save_messages_write(
    const struct stats *s, struct block_file_writer *p, const struct channel_record *r)
{
	const struct domain *d = records_domain_of(s, r);
	struct saved_message m, before;
	struct message_log_reader reader;
	uint32_t server;

	begin(&before, s->first_ns);
	message_log_read(&reader, &r->message_log, &s->slab, d);
	while (message_log_next(&reader, &m.event, &m.name, &server)) {
		m.server = ((const struct client *)s->clients.all[server])->order;
		m.input = m.event.ref.input;
		save_message(p, &m, &before, reader.renamed && is_renamed(&m, &before), d);
		before.event = m.event;
		before.server = m.server;
		before.input = m.input;
	}
	block_file_put_number(p, 0);
}

/* -- reading -- */

bool save_messages_name(
    struct block_file_reader *u, const uint8_t *wire, size_t len, struct dns_name *name)
{
	struct cursor c = cursor_of(wire, len);

	if (u->error)
		return false;
	if (dns_name_read(&c, name) == ANOMALY_NONE && name->len == len && cursor_left(&c) == 0)
		return true;
	block_file_fail(u, "a domain name is invalid");
	return false;
}

bool save_messages_name_below(struct block_file_reader *u, const uint8_t *wire, size_t len,
    const struct domain *d, struct dns_name *name)
{
	const uint8_t *fold;

	if (!save_messages_name(u, wire, len, name))
		return false;
	if (name->label_count >= d->label_count &&
	    dns_name_suffix(name, d->label_count, &fold) == d->len &&
	    memcmp(fold, d->fold, d->len) == 0)
		return true;
	block_file_fail(u, "a name is not a subdomain of its domain");
	return false;
}

static void load_name(
    struct block_file_reader *u, const struct domain *d, uint64_t flags, struct dns_name *name)
{
	uint8_t wire[2 * DNS_NAME_WIRE_MAX];

	if (flags & SAME_NAME) {
		if (name->len == 0)
			block_file_fail(u, "the first message of a channel has no name");
		return;
	}
	size_t len = block_file_get_bytes(u, wire, DNS_NAME_WIRE_MAX);
	if (!(flags & WHOLE_NAME)) {
		memcpy(wire + len, d->fold, d->len);
		len += d->len;
	}
	save_messages_name_below(u, wire, len, d, name);
}

static void load_place(struct block_file_reader *u, uint64_t flags,
    const struct save_messages_numbers *numbers, struct saved_message *m)
{
	if (!(flags & SAME_PLACE)) {
		m->server = block_file_get_number(u);
		m->event.qtype = (uint16_t)block_file_get_below(u, UINT16_MAX + 1);
		m->event.unknown = (uint16_t)block_file_get_below(u, UNKNOWN_END);
		m->input = block_file_get_number(u);
	}
	if (m->server >= numbers->client_count || m->input >= numbers->input_count)
		block_file_fail(u, "a number is out of range");
	if (!(flags & SAME_ID))
		m->event.id = (uint16_t)block_file_get_below(u, UINT16_MAX + 1);
	m->event.time_ns = block_file_get_time_from(u, m->event.time_ns);
	m->event.ref.record += (uint64_t)block_file_get_signed(u);
	if (m->event.ref.record == 0)
		block_file_fail(u, "a frame number is zero");
}

static void load_answers(struct block_file_reader *u, struct dns_event *e)
{
	e->answer_count = (uint16_t)block_file_get_below(u, UINT16_MAX + 1);
	e->answer_bytes = (uint32_t)block_file_get_below(u, (uint64_t)UINT32_MAX + 1);
	e->answer_hash = block_file_get_below(u, UINT64_C(1) << DNS_ANSWER_HASH_BITS);
	e->answer_ttl_min = (uint32_t)block_file_get_below(u, (uint64_t)UINT32_MAX + 1);
	e->answer_type = (uint16_t)block_file_get_below(u, UINT16_MAX + 1);
	e->answer_flags = (uint8_t)block_file_get_below(u, UINT8_MAX + 1);
}

/* Replaces *m by the message after it. */
static void load_message(struct block_file_reader *u, const struct domain *d, uint64_t flags,
    const struct save_messages_numbers *numbers, struct saved_message *m)
{
	m->event = (struct dns_event){
	    .ref = m->event.ref,
	    .time_ns = m->event.time_ns,
	    .id = m->event.id,
	    .qtype = m->event.qtype,
	    .unknown = m->event.unknown,
	    .dns = true,
	    .tcp = flags & IS_TCP,
	    .response = flags & IS_RESPONSE,
	    .flags = flags & IS_OWN ? DNS_AA : 0,
	    .qname = &m->name,
	};
	load_name(u, d, flags, &m->name);
	load_place(u, flags, numbers, m);
	if (m->event.response)
		m->event.rcode = (uint16_t)block_file_get_below(u, UINT16_MAX + 1);
	if (flags & HAS_ANSWERS)
		load_answers(u, &m->event);
}

void save_messages_read(struct stats *into, struct block_file_reader *u, struct channel_record *r,
    const struct save_messages_numbers *numbers)
{
	const struct domain *d = records_domain_of(into, r);
	struct saved_message m;
	uint64_t kind;

	begin(&m, numbers->first_ns);
	while ((kind = block_file_get_below(u, 1 + FLAGS_END)) > 0) {
		load_message(u, d, kind - 1, numbers, &m);
		if (u->error)
			return;
		uint32_t server = numbers->clients[m.server];
		struct dns_event e = m.event;
		e.ref.input = numbers->inputs[m.input];
		e.client = records_client_of(into, r)->address;
		e.server = ((const struct client *)into->clients.all[server])->address;
		struct question q = channel_question(&e, d);
		records_add_to_channel(into, r, &e, &q, server);
	}
	if (!records_aggregate(into, r) && r->message_log.len == 0)
		block_file_fail(u, "a channel has no messages");
}
