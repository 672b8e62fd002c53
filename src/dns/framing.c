#include "dns/framing.h"

#include "base/cursor.h"
#include "dns/message.h"

#define PREFIX_BYTES 2
#define HEADER_BYTES 12
/* The first prefix of a stream that does not fit what follows is judged by what follows that,
 * unless it is longer than this. */
#define JUDGED_BYTES_MAX 1024

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

/* -- the start of a stream -- */

/* A weaker test than `look`: whether the bytes behind the prefix contradict themselves. An odd
 * message that the receiver would take is still one. */
static enum verdict may_be_message(struct cursor stream)
{
	size_t message_len = cursor_u16(&stream), captured = cursor_left(&stream);
	size_t len = message_len < captured ? message_len : captured;
	struct cursor c = cursor_of(cursor_take(&stream, len), len);

	if (message_len < HEADER_BYTES)
		return IMPLAUSIBLE;
	cursor_skip(&c, 4);
	size_t questions = cursor_u16(&c), records = cursor_u16(&c);
	records += cursor_u16(&c);
	records += cursor_u16(&c);
	if (c.bad)
		return TOO_FEW_BYTES;
	if (HEADER_BYTES + 5 * questions + 11 * records > message_len)
		return IMPLAUSIBLE;
	if (questions + records == 0)
		return PLAUSIBLE;
	enum verdict v = first_name_plausible(&c, questions > 0);
	return v == TOO_FEW_BYTES && len == message_len ? IMPLAUSIBLE : v;
}

/* Whether a whole message with a question begins at the cursor, without a prefix; its length. */
static enum verdict unframed(struct cursor c, size_t *message_len)
{
	struct cursor head = c;
	size_t left = cursor_left(&c);
	size_t len = left < DNS_MESSAGE_MAX ? left : DNS_MESSAGE_MAX;
	bool question;
	struct dns_msg msg;

	if (left < HEADER_BYTES)
		return TOO_FEW_BYTES;
	if (!header_plausible(&head, DNS_MESSAGE_MAX, &question) || !question)
		return IMPLAUSIBLE;
	enum verdict v = first_name_plausible(&head, true);
	if (v != PLAUSIBLE)
		return v;
	enum dns_status status = dns_msg_read(
	    cursor_take(&c, len), len, DNS_MESSAGE_MAX, &msg, NULL, (struct source_ref){0});
	*message_len = DNS_MESSAGE_MAX - msg.trailing_bytes;
	if (status == DNS_CUT && len < DNS_MESSAGE_MAX)
		return TOO_FEW_BYTES;
	return status == DNS_OK && *message_len <= len ? PLAUSIBLE : IMPLAUSIBLE;
}

/* Whether what follows the message shows that its prefix is right. */
static enum verdict next_agrees(struct cursor c)
{
	size_t len = cursor_u16(&c);

	if (len > JUDGED_BYTES_MAX)
		return IMPLAUSIBLE;
	cursor_skip(&c, len);
	return c.bad ? TOO_FEW_BYTES : look(c);
}

enum start { START_TRUSTED, START_UNDECIDED, START_UNFRAMED, START_RUNT, START_ASTRAY };

/* What is at the start of a stream, as far as that can be told without knowing more than the
 * sender's bytes up to there: the same whatever the segmentation. */
static enum start judge(struct cursor c, size_t *unframed_len)
{
	static const enum start of_verdict[] = {
	    [IMPLAUSIBLE] = START_ASTRAY,
	    [PLAUSIBLE] = START_TRUSTED,
	    [TOO_FEW_BYTES] = START_UNDECIDED,
	};
	struct cursor ahead = c;
	size_t len = cursor_u16(&ahead);
	enum verdict v = look(c);

	if (v != IMPLAUSIBLE)
		return of_verdict[v];
	v = unframed(c, unframed_len);
	if (v != IMPLAUSIBLE)
		return v == PLAUSIBLE ? START_UNFRAMED : START_UNDECIDED;
	if (len < HEADER_BYTES)
		return cursor_left(&ahead) < len ? START_UNDECIDED : START_RUNT;
	v = may_be_message(c);
	return of_verdict[v != IMPLAUSIBLE ? v : next_agrees(c)];
}

static void skip_byte(struct framing *f, struct cursor *c, const struct sink *s)
{
	if (f->state != FRAMING_ASTRAY)
		anomaly_note(s->anomalies, ANOMALY_TCP_RESYNC, s->where);
	f->state = FRAMING_ASTRAY;
	f->skipped_bytes++;
	cursor_skip(c, 1);
}

static void skip_runt(struct framing *f, struct cursor *c, const struct sink *s)
{
	size_t len = cursor_u16(c);

	cursor_skip(c, len);
	anomaly_note(s->anomalies, ANOMALY_TCP_LENGTH_ZERO, s->where);
	f->skipped_bytes += PREFIX_BYTES + len;
}

/* Bytes that are no message count as one, by what would be its header; then the first plausible
 * message is looked for. */
static void go_astray(struct framing *f, struct cursor *c, const struct sink *s)
{
	struct cursor ahead = *c;
	size_t wire_len = cursor_u16(&ahead);

	s->message(s->ctx, cursor_take(&ahead, HEADER_BYTES), HEADER_BYTES, wire_len);
	skip_byte(f, c, s);
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

/* Reads up to the first message whose prefix is right. False if more bytes are needed. */
static bool read_start(struct framing *f, struct cursor *c, const struct sink *s)
{
	if (!f->begun && !pass_proxy(f, c, s))
		return false;
	while (!f->judged && f->state == FRAMING_TRUSTED) {
		size_t len = 0;

		switch (judge(*c, &len)) {
		case START_UNDECIDED:
			return false;
		case START_TRUSTED:
			f->judged = true;
			break;
		case START_UNFRAMED:
			anomaly_note(s->anomalies, ANOMALY_TCP_UNFRAMED, s->where);
			s->message(s->ctx, cursor_take(c, len), len, len);
			break;
		case START_RUNT:
			skip_runt(f, c, s);
			break;
		case START_ASTRAY:
			go_astray(f, c, s);
			break;
		}
	}
	return f->state == FRAMING_TRUSTED;
}

/* -- a stream that is trusted -- */

/* Delivers, in place, the complete messages at the cursor. */
static void read_trusted(struct framing *f, struct cursor *c, const struct sink *s)
{
	for (;;) {
		struct cursor ahead = *c;
		size_t len = cursor_u16(&ahead);
		const uint8_t *bytes = cursor_take(&ahead, len);

		if (ahead.bad)
			return;
		if (len < HEADER_BYTES) {
			skip_runt(f, c, s);
			continue;
		}
		*c = ahead;
		s->message(s->ctx, bytes, len, len);
	}
}

/* -- a stream that is not -- */

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
	if (f->state == FRAMING_TRUSTED && (f->judged || read_start(f, c, s)))
		read_trusted(f, c, s);
	if (f->state != FRAMING_TRUSTED)
		read_untrusted(f, c, s);
}

/* Number of bytes to buffer before trying again. In a trusted stream only enough to complete the
 * current message, so that the following ones are delivered in place. */
static size_t wanted(const struct framing *f)
{
	struct cursor c = cursor_of(f->pending.bytes, f->pending.len);

	if (f->state != FRAMING_TRUSTED || !f->judged)
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

	if (f->state == FRAMING_TRUSTED && !f->judged) {
		f->judged = true;
		read_trusted(f, &c, s);
	}
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
	f->begun = f->judged = false;
	f->proxy = (struct proxy_source){.known = false};
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
