/*
 * Messages out of a TCP byte stream: the two-byte length prefix of RFC 1035 4.2.2, across any
 * segmentation. A stream seen from its start is followed by its prefixes alone, as a server does.
 * After a gap a message is believed only when it is plausible (length, opcode, counts, first name,
 * class); bytes passed over on the way to one are counted. Bounded by one message. Caller owns it.
 */
#ifndef DNSFERRET_DNS_FRAMING_H
#define DNSFERRET_DNS_FRAMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/anomaly.h"
#include "base/buffer.h"

enum framing_state {
	FRAMING_TRUSTED, /* no gap so far: prefixes are believed */
	FRAMING_GAP,     /* nothing is known about where the next message starts */
	FRAMING_ASTRAY,  /* bytes were passed over, no message found yet */
	FRAMING_IN_STEP, /* the last message was plausible, the next should follow at once */
};

struct framing {
	struct buffer pending; /* bytes not given out yet, the prefix of their message included */
	enum framing_state state;
	uint64_t skipped_bytes; /* passed over: runts, and bytes between plausible messages */
};

/* One message. wire_len > len: the stream ended (or had a gap) inside it. */
typedef void framing_message(void *ctx, const uint8_t *bytes, size_t len, size_t wire_len);

void framing_init(struct framing *f);
void framing_fini(struct framing *f);

/* As fresh from init, but with its buffer: for the next stream. */
void framing_reset(struct framing *f);

/* Takes the next bytes; calls `message` for each that became whole, in place when it lies whole in
 * `bytes`. `gap_before` first gives out the message begun so far as cut. A prefix below 12 is noted
 * (TCP_LENGTH_ZERO) and its bytes are passed over, which keeps in step. Notes anomalies with
 * `where`. */
void framing_push(struct framing *f, const uint8_t *bytes, size_t len, bool gap_before,
    framing_message *message, void *ctx, struct anomaly_log *anomalies, struct source_ref where);

/* End of the stream: a message begun is given out as cut and noted. */
void framing_end(struct framing *f, framing_message *message, void *ctx,
    struct anomaly_log *anomalies, struct source_ref where);

#endif
