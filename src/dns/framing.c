#include "dns/framing.h"

#include "base/cursor.h"
#include "dns/message.h"

#define PREFIX_BYTES 2
#define HEADER_BYTES 12

/* What a call needs to deliver messages and note anomalies. */
struct sink {
	framing_message *message;
	void *ctx;
	struct anomaly_log *anomalies;
	struct source_ref where;
};

enum verdict { IMPLAUSIBLE, PLAUSIBLE, TOO_FEW_BYTES };

/* RFC 1035 4.1.1: the flags and counts that real messages have. */
static bool header_plausible(struct cursor *c, size_t message_len, bool *question)
{
	cursor_skip(c, 2);
	uint16_t flags = cursor_u16(c);
	size_t questions = cursor_u16(c), answers = cursor_u16(c);
	size_t records = answers + cursor_u16(c) + cursor_u16(c);

	*question = questions > 0;
	if (!dns_opcode_assigned(dns_opcode(flags)) || flags & DNS_Z || questions > 1 ||
	    questions + records == 0 || HEADER_BYTES + 5 * questions + 11 * records > message_len)
		return false;
	return flags & DNS_QR || (flags & 0xf) == 0;
}

/* Checks the owner or question name, type and class. The first name of a message cannot use a
 * pointer: there is nothing before it. */
static enum verdict first_name_plausible(struct cursor *c, bool question)
{
	enum anomaly a = dns_name_read(c, NULL);

	if (a == ANOMALY_DNS_ENDS_EARLY)
		return TOO_FEW_BYTES;
	if (a != ANOMALY_NONE)
		return IMPLAUSIBLE;
	uint16_t type = cursor_u16(c), class = cursor_u16(c);
	if (c->bad)
		return TOO_FEW_BYTES;
	if (!question && type == DNS_TYPE_OPT)
		return PLAUSIBLE; /* OPT uses the class field for a size */
	return type != 0 && dns_class_assigned(class) ? PLAUSIBLE : IMPLAUSIBLE;
}

/* Checks whether a prefix and its message could start at the cursor. */
static enum verdict look(struct cursor stream)
{
	size_t message_len = cursor_u16(&stream);
	struct cursor c;
	bool question;

	if (stream.bad)
		return TOO_FEW_BYTES;
	if (message_len < HEADER_BYTES)
		return IMPLAUSIBLE;
	size_t captured = cursor_left(&stream);
	size_t len = message_len < captured ? message_len : captured;
	c = cursor_of(cursor_take(&stream, len), len);
	if (len < HEADER_BYTES)
		return TOO_FEW_BYTES;
	if (!header_plausible(&c, message_len, &question))
		return IMPLAUSIBLE;
	enum verdict v = first_name_plausible(&c, question);
	return v == TOO_FEW_BYTES && len == message_len ? IMPLAUSIBLE : v;
}

/* -- a stream that is trusted -- */

/* A weaker test than `look`: false only if the bytes behind the prefix contradict themselves. An
 * odd message that the receiver would take is still one. */
static bool may_be_message(struct cursor stream)
{
	size_t message_len = cursor_u16(&stream);
	size_t captured = cursor_left(&stream);
	struct cursor c;

	if (message_len < HEADER_BYTES)
		return false;
	size_t len = message_len < captured ? message_len : captured;
	c = cursor_of(cursor_take(&stream, len), len);
	cursor_skip(&c, 4);
	size_t questions = cursor_u16(&c), records = cursor_u16(&c);
	records += cursor_u16(&c);
	records += cursor_u16(&c);
	if (c.bad)
		return true;
	if (HEADER_BYTES + 5 * questions + 11 * records > message_len)
		return false;
	return questions + records == 0 || first_name_plausible(&c, true) != IMPLAUSIBLE;
}

/* Length of the message that begins at the cursor without a prefix: all of it is there, and the end
 * of the bytes or something plausible follows. 0 if there is none. */
static size_t unframed_len(struct cursor c)
{
	struct cursor start = c, head = c;
	size_t left = cursor_left(&c);
	bool question;
	struct dns_msg msg;

	if (left < HEADER_BYTES || left > DNS_MESSAGE_MAX ||
	    !header_plausible(&head, left, &question) || !question ||
	    first_name_plausible(&head, true) != PLAUSIBLE)
		return 0;
	if (dns_msg_read(cursor_take(&c, left), left, left, &msg, NULL, (struct source_ref){0}) !=
	    DNS_OK)
		return 0;
	size_t len = left - msg.trailing_bytes;
	cursor_skip(&start, len);
	return cursor_left(&start) == 0 || look(start) != IMPLAUSIBLE ? len : 0;
}

/* True if the bytes after the framed message, or its end, show that its length is right. */
static bool next_agrees(struct cursor c)
{
	size_t len = cursor_u16(&c);

	cursor_skip(&c, len);
	return !c.bad && (cursor_left(&c) == 0 || look(c) != IMPLAUSIBLE);
}

/* Finds the next plausible message behind the cursor, from where the last search ended. */
static size_t find_next(struct framing *f, struct cursor c)
{
	size_t at = f->searched > 0 ? f->searched : 1;
	bool waiting = false;

	if (at > cursor_left(&c))
		return 0;
	for (cursor_skip(&c, at); cursor_left(&c) > PREFIX_BYTES; cursor_skip(&c, 1), at++) {
		enum verdict v = look(c);

		if (v == PLAUSIBLE)
			return at;
		if (v == TOO_FEW_BYTES && !waiting) {
			waiting = true;
			f->searched = at;
		}
	}
	if (!waiting)
		f->searched = at;
	return 0;
}

/* A prefix that cannot be one: the sender left it out, or other bytes precede the first message.
 * Returns true if that was mended, false if it has to be taken as it is. */
static bool mend(struct framing *f, struct cursor *c, const struct sink *s)
{
	if (cursor_left(c) < PREFIX_BYTES + HEADER_BYTES || look(*c) != IMPLAUSIBLE ||
	    may_be_message(*c))
		return false;
	size_t len = unframed_len(*c);
	if (len > 0) {
		anomaly_note(s->anomalies, ANOMALY_TCP_UNFRAMED, s->where);
		s->message(s->ctx, cursor_take(c, len), len, len);
		return true;
	}
	if (next_agrees(*c))
		return false;
	len = find_next(f, *c);
	if (len == 0)
		return false;
	anomaly_note(s->anomalies, ANOMALY_TCP_RESYNC, s->where);
	f->skipped_bytes += len;
	f->state = FRAMING_IN_STEP;
	cursor_skip(c, len);
	return true;
}

/* Skips the header of a proxy in front of the stream. False if more bytes are needed. */
static bool pass_proxy(struct framing *f, struct cursor *c, const struct sink *s)
{
	struct cursor start = *c;
	size_t left = cursor_left(c);
	int len = left > 0 ? proxy_header_read(cursor_take(&start, left), left, &f->proxy) : -1;

	if (len < 0)
		return false;
	f->begun = true;
	if (len > 0) {
		anomaly_note(s->anomalies, ANOMALY_PROXY_HEADER, s->where);
		cursor_skip(c, (size_t)len);
	}
	return true;
}

/* Delivers, in place, the complete messages at the cursor of a trusted stream. */
static void read_trusted(struct framing *f, struct cursor *c, const struct sink *s)
{
	if (!f->begun && !pass_proxy(f, c, s))
		return;
	while (f->state == FRAMING_TRUSTED) {
		if (mend(f, c, s)) {
			f->searched = 0;
			continue;
		}
		struct cursor ahead = *c;
		size_t len = cursor_u16(&ahead);
		const uint8_t *bytes = cursor_take(&ahead, len);

		if (ahead.bad)
			return;
		*c = ahead;
		f->searched = 0;
		if (len >= HEADER_BYTES) {
			s->message(s->ctx, bytes, len, len);
		} else {
			anomaly_note(s->anomalies, ANOMALY_TCP_LENGTH_ZERO, s->where);
			f->skipped_bytes += PREFIX_BYTES + len;
		}
	}
}

/* -- a stream that is not -- */

static void skip_byte(struct framing *f, struct cursor *c, const struct sink *s)
{
	if (f->state != FRAMING_ASTRAY)
		anomaly_note(s->anomalies, ANOMALY_TCP_RESYNC, s->where);
	f->state = FRAMING_ASTRAY;
	f->skipped_bytes++;
	cursor_skip(c, 1);
}

/* The same for a stream that had a gap: skips what is not plausible. */
static void read_untrusted(struct framing *f, struct cursor *c, const struct sink *s)
{
	while (cursor_left(c) > 0) {
		enum verdict v = look(*c);

		if (v == TOO_FEW_BYTES)
			return;
		if (v == IMPLAUSIBLE) {
			skip_byte(f, c, s);
			continue;
		}
		struct cursor ahead = *c;
		size_t len = cursor_u16(&ahead);
		const uint8_t *bytes = cursor_take(&ahead, len);

		if (ahead.bad)
			return;
		*c = ahead;
		f->state = FRAMING_IN_STEP;
		s->message(s->ctx, bytes, len, len);
	}
}

static void read_messages(struct framing *f, struct cursor *c, const struct sink *s)
{
	if (f->state == FRAMING_TRUSTED)
		read_trusted(f, c, s);
	if (f->state != FRAMING_TRUSTED)
		read_untrusted(f, c, s);
}

/* Number of bytes to buffer before trying again. In a trusted stream only enough to complete the
 * current message, so that the following ones are delivered in place. */
static size_t wanted(const struct framing *f)
{
	struct cursor c = cursor_of(f->pending.bytes, f->pending.len);

	if (f->state != FRAMING_TRUSTED)
		return f->pending.max - f->pending.len;
	if (f->pending.len < PREFIX_BYTES)
		return PREFIX_BYTES - f->pending.len;
	return PREFIX_BYTES + cursor_u16(&c) - f->pending.len;
}

/* True if the incomplete bytes at the cursor are the beginning of a message. */
static bool is_begun(const struct framing *f, struct cursor c)
{
	if (f->state == FRAMING_TRUSTED)
		return true;
	enum verdict v = look(c);
	return v == PLAUSIBLE || (v == TOO_FEW_BYTES && f->state == FRAMING_IN_STEP);
}

/* The stream ends or breaks here: delivers the incomplete message as truncated. */
static void give_cut(struct framing *f, const struct sink *s)
{
	struct cursor c = cursor_of(f->pending.bytes, f->pending.len);

	/* There may be complete messages behind bytes that do not begin one. */
	for (size_t before = SIZE_MAX; before != c.pos;) {
		before = c.pos;
		while (cursor_left(&c) > 0 && !is_begun(f, c))
			skip_byte(f, &c, s);
		if (f->state != FRAMING_TRUSTED)
			read_untrusted(f, &c, s);
	}
	if (cursor_left(&c) > 0) {
		anomaly_note(s->anomalies, ANOMALY_TCP_MESSAGE_CUT, s->where);
		size_t wire_len = cursor_u16(&c);
		size_t len = cursor_left(&c);

		if (len > 0 && wire_len >= HEADER_BYTES)
			s->message(s->ctx, cursor_take(&c, len), len, wire_len);
	}
	buffer_drop(&f->pending, f->pending.len);
}

void framing_init(struct framing *f)
{
	*f = (struct framing){0};
	buffer_init(&f->pending, PREFIX_BYTES + DNS_MESSAGE_MAX);
}

void framing_fini(struct framing *f)
{
	buffer_fini(&f->pending);
}

void framing_reset(struct framing *f)
{
	buffer_drop(&f->pending, f->pending.len);
	f->state = FRAMING_TRUSTED;
	f->begun = false;
	f->proxy = (struct proxy_source){.known = false};
	f->searched = 0;
	f->skipped_bytes = 0;
}

void framing_push(struct framing *f, const uint8_t *bytes, size_t len, bool gap_before,
    framing_message *message, void *ctx, struct anomaly_log *anomalies, struct source_ref where)
{
	struct sink s = {message, ctx, anomalies, where};
	struct cursor run = cursor_of(bytes, len);

	if (gap_before) {
		give_cut(f, &s);
		f->state = FRAMING_GAP;
	}
	for (;;) {
		if (f->pending.len == 0)
			read_messages(f, &run, &s);
		if (cursor_left(&run) == 0)
			return;
		size_t n = wanted(f);
		if (n > cursor_left(&run))
			n = cursor_left(&run);
		if (buffer_push(&f->pending, cursor_take(&run, n), n) != 0) {
			give_cut(f,
			    &s); /* the buffer is full: treated like bytes that were not captured */
			f->state = FRAMING_GAP;
			continue;
		}
		struct cursor c = cursor_of(f->pending.bytes, f->pending.len);
		read_messages(f, &c, &s);
		buffer_drop(&f->pending, c.pos);
	}
}

void framing_end(struct framing *f, framing_message *message, void *ctx,
    struct anomaly_log *anomalies, struct source_ref where)
{
	struct sink s = {message, ctx, anomalies, where};

	give_cut(f, &s);
}
