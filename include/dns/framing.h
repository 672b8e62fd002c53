/*
 * Extracts DNS messages from a TCP byte stream: the two-byte length prefix of RFC 1035 4.2.2, with
 * any segmentation, and the header of a proxy in front of them. In a stream seen from its start the
 * prefixes are trusted, as a server does. Only the first is judged: if it cannot be one, a message
 * without a prefix is taken, or the first plausible one is looked for.
 * After a gap a message is accepted only if it is plausible (length, opcode, counts, first name,
 * class); bytes skipped to find one are counted. Buffers one message at most. Owned by the caller
 * (init/fini).
 */
#ifndef DNSFERRET_DNS_FRAMING_H
#define DNSFERRET_DNS_FRAMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/anomaly.h"
#include "base/buffer.h"
#include "dns/proxy_header.h"

enum framing_state {
	FRAMING_TRUSTED, /* no gap so far: prefixes are trusted */
	FRAMING_GAP,     /* the start of the next message is unknown */
	FRAMING_ASTRAY,  /* bytes were skipped, no message found yet */
	FRAMING_IN_STEP, /* the last message was plausible, the next should follow immediately */
};

struct framing {
	struct buffer pending; /* bytes not delivered yet, including the prefix of their message */
	enum framing_state state;
	bool begun;                /* past the header of a proxy, if there was one */
	bool judged;               /* past the first prefix that is right */
	struct proxy_source proxy; /* of the whole stream */
	uint64_t skipped_bytes;    /* skipped: runts, and bytes between plausible messages */
};

/* Receives one message, valid for the call. wire_len > len: the stream ended (or had a gap) inside
 * it. */
typedef void framing_message(void *ctx, const uint8_t *bytes, size_t len, size_t wire_len);

void framing_init(struct framing *f);
void framing_fini(struct framing *f);

/* Resets it for the next stream, but keeps its buffer. */
void framing_reset(struct framing *f);

/* Processes the next bytes and calls `message` for each message that is now complete, in place if
 * it lies within `bytes`. `gap_before` first delivers the incomplete message as truncated. A prefix
 * below 12 is noted (TCP_LENGTH_ZERO) and its bytes are skipped, which keeps the framing in sync.
 * Anomalies are noted with `where`. */
void framing_push(struct framing *f, const uint8_t *bytes, size_t len, bool gap_before,
    framing_message *message, void *ctx, struct anomaly_log *anomalies, struct source_ref where);

/* End of the stream: an incomplete message is delivered as truncated and noted. */
void framing_end(struct framing *f, framing_message *message, void *ctx,
    struct anomaly_log *anomalies, struct source_ref where);

#endif
