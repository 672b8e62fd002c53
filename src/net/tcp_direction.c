#include "tcp_direction.h"

#include <string.h>

#include "elapsed.h"

/* Start of the position space: leaves room for sequence numbers before the first. */
#define POSITION_BASE (UINT64_C(1) << 32)

static void note(struct tcp_direction_sink *sink, enum anomaly a)
{
	anomaly_note(sink->anomalies, a, sink->carrier.ref);
}

/* Distance from the next expected byte to seq; negative if seq is behind it. */
static int64_t prefetch_of(const struct tcp_direction *d, uint32_t seq)
{
	return (int32_t)(seq - (uint32_t)d->next);
}

static void call(struct tcp_direction *d, struct tcp_direction_sink *sink, const uint8_t *bytes,
    size_t len, bool end)
{
	const struct stream_bytes run = {
	    .packet = &sink->carrier,
	    .bytes = bytes,
	    .len = len,
	    .gap_before = d->gap,
	    .end = end,
	};

	sink->handlers->stream(sink->handlers->ctx, &run, &d->user);
}

static void remember_tail(struct tcp_direction *d, const uint8_t *bytes, size_t len)
{
	if (len > sizeof d->tail) {
		bytes += len - sizeof d->tail;
		len = sizeof d->tail;
	}
	size_t room = sizeof d->tail - len, stay = d->tail_len < room ? d->tail_len : room;

	memmove(d->tail, d->tail + d->tail_len - stay, stay);
	memcpy(d->tail + stay, bytes, len);
	d->tail_len = (uint8_t)(stay + len);
}

static void open_gap(struct tcp_direction *d, struct tcp_direction_sink *sink)
{
	d->gap = true;
	d->tail_len = 0;
	note(sink, ANOMALY_TCP_GAP);
}

/* Delivers the bytes at `next`. */
static void deliver(struct tcp_direction *d, struct tcp_direction_sink *sink, const uint8_t *bytes,
    size_t kept_len, size_t len)
{
	if (kept_len > 0) {
		call(d, sink, bytes, kept_len, false);
		d->gap = false;
		d->delivered = true;
		remember_tail(d, bytes, kept_len);
	}
	d->next += len;
	if (kept_len < len)
		open_gap(d, sink);
}

static void drop_first(struct tcp_direction *d, struct tcp_direction_sink *sink)
{
	size_t cost = d->pending.cost_bytes;

	reassembly_drop(&d->pending);
	sink->pending_bytes -= cost - d->pending.cost_bytes;
}

static void end(struct tcp_direction *d, struct tcp_direction_sink *sink)
{
	while (d->pending.count > 0)
		drop_first(d, sink);
	if (d->delivered && !d->ended)
		call(d, sink, NULL, 0, true);
	d->user = NULL;
	d->ended = true;
}

/* Delivers the buffered bytes that are now in order. */
static void advance(struct tcp_direction *d, struct tcp_direction_sink *sink)
{
	const struct piece *p;

	while ((p = reassembly_first(&d->pending)) != NULL && p->offset == d->next) {
		deliver(d, sink, p->bytes, p->kept_len, p->len);
		drop_first(d, sink);
		d->gap_ns = sink->carrier.time_ns;
	}
	if (d->fin_seen && d->next >= d->fin)
		end(d, sink);
}

/* Abandons the gap at `next`. The bytes behind it are attributed to the segments that brought them,
 * not to the one that ended the wait. */
static void jump(struct tcp_direction *d, struct tcp_direction_sink *sink)
{
	const struct piece *p = reassembly_first(&d->pending);
	struct piece_origin now = {sink->carrier.ref, sink->carrier.time_ns};

	d->next = p->offset;
	for (bool first = true; p && p->offset == d->next; first = false) {
		sink->carrier.ref = p->origin.ref;
		sink->carrier.time_ns = p->origin.time_ns;
		if (first)
			open_gap(d, sink);
		deliver(d, sink, p->bytes, p->kept_len, p->len);
		drop_first(d, sink);
		p = reassembly_first(&d->pending);
	}
	sink->carrier.ref = now.ref;
	sink->carrier.time_ns = d->gap_ns = now.time_ns;
	advance(d, sink);
}

/* Notes an anomaly if delivered bytes are sent again with other content. A single byte is a
 * keep-alive, which may carry anything (RFC 9293 3.8.4). */
static void compare_tail(const struct tcp_direction *d, struct tcp_direction_sink *sink,
    uint64_t position, const uint8_t *bytes, size_t kept_len)
{
	uint64_t tail_start = d->next - d->tail_len;
	uint64_t from = position > tail_start ? position : tail_start;
	uint64_t until = position + kept_len < d->next ? position + kept_len : d->next;

	if (kept_len > 1 && from < until &&
	    memcmp(d->tail + (from - tail_start), bytes + (from - position), until - from) != 0)
		note(sink, ANOMALY_TCP_OVERLAP);
}

/* Buffers bytes that are not next, or that may overlap buffered ones. */
static void keep(struct tcp_direction *d, struct tcp_direction_sink *sink, uint64_t position,
    const uint8_t *bytes, size_t kept_len, size_t len)
{
	size_t cost = d->pending.cost_bytes;
	struct piece_origin origin = {sink->carrier.ref, sink->carrier.time_ns};
	bool differs = false;

	if (d->pending.count == 0)
		d->gap_ns = sink->carrier.time_ns;
	reassembly_add(&d->pending, position, len, bytes, kept_len, origin, &differs);
	sink->pending_bytes += d->pending.cost_bytes - cost;
	if (differs)
		note(sink, ANOMALY_TCP_OVERLAP);
	advance(d, sink);
	while (d->pending.count > STREAM_PENDING_SEGMENTS_MAX ||
	       d->pending.cost_bytes > STREAM_PENDING_BYTES_MAX) {
		note(sink, ANOMALY_TCP_HOLE_LIMIT);
		jump(d, sink);
	}
}

/* True if a segment at seq belongs to another connection between the same ends, whose SYN was not
 * captured. */
static bool is_other_connection(const struct tcp_direction *d, uint32_t seq)
{
	int64_t ahead = prefetch_of(d, seq);

	return ahead < -STREAM_BEHIND_BYTES_MAX || (d->ended && ahead >= 0);
}

void tcp_direction_start(struct tcp_direction *d, uint32_t seq)
{
	*d = (struct tcp_direction){.next = POSITION_BASE | seq, .start = seq, .started = true};
}

void tcp_direction_syn(struct tcp_direction *d, uint32_t seq)
{
	if (!d->started || d->ended) {
		tcp_direction_start(d, seq);
	} else if (seq != d->start) {
		d->restart = seq;
		d->restart_seen = true;
	}
}

void tcp_direction_data(struct tcp_direction *d, struct tcp_direction_sink *sink, uint32_t seq,
    const uint8_t *bytes, size_t kept_len, size_t len)
{
	if (!d->started) {
		tcp_direction_start(d, seq);
		d->gap = true;
	} else if (d->restart_seen && seq == d->restart) {
		tcp_direction_finish(d, sink);
		tcp_direction_start(d, seq);
	} else if (is_other_connection(d, seq)) {
		tcp_direction_finish(d, sink);
		tcp_direction_start(d, seq);
		open_gap(d, sink);
	}
	uint64_t position = d->next + (uint64_t)prefetch_of(d, seq);
	if (position < d->next) {
		compare_tail(d, sink, position, bytes, kept_len);
		size_t old = d->next - position < len ? (size_t)(d->next - position) : len;
		size_t old_kept = old < kept_len ? old : kept_len;

		position += old;
		len -= old;
		bytes += old_kept;
		kept_len -= old_kept;
	}
	if (len == 0 || d->ended)
		return;
	if (position > d->next || d->pending.count > 0) {
		keep(d, sink, position, bytes, kept_len, len);
	} else {
		deliver(d, sink, bytes, kept_len, len);
		advance(d, sink);
	}
}

void tcp_direction_fin(struct tcp_direction *d, struct tcp_direction_sink *sink, uint32_t seq)
{
	int64_t ahead = prefetch_of(d, seq);

	if (!d->started || d->ended || ahead < 0)
		return;
	uint64_t fin = d->next + (uint64_t)ahead;
	if (!d->fin_seen || fin < d->fin)
		d->fin = fin;
	d->fin_seen = true;
	advance(d, sink);
}

bool tcp_direction_is_next(const struct tcp_direction *d, uint32_t seq)
{
	return d->started && (uint32_t)d->next == seq;
}

void tcp_direction_wait(
    struct tcp_direction *d, struct tcp_direction_sink *sink, const uint32_t *ack)
{
	if (d->pending.count == 0)
		return;
	bool acked = ack && (int32_t)(*ack - (uint32_t)reassembly_first(&d->pending)->offset) >= 0;
	if (elapsed_ns(d->gap_ns, sink->carrier.time_ns) >
	    (acked ? STREAM_HOLE_ACKED_NS : STREAM_HOLE_NS))
		jump(d, sink);
}

void tcp_direction_drain(struct tcp_direction *d, struct tcp_direction_sink *sink)
{
	while (d->pending.count > 0)
		jump(d, sink);
}

void tcp_direction_finish(struct tcp_direction *d, struct tcp_direction_sink *sink)
{
	tcp_direction_drain(d, sink);
	end(d, sink);
}
