/*
 * Messages out of a TCP byte stream: the two-octet length prefix of RFC 1035 4.2.2, across any
 * segmentation. After a gap it looks for the next plausible message (length prefix, then a header
 * whose counts and first name make sense) and says how many octets it passed over. Bounded by one
 * message. Caller owns it.
 */
#ifndef DNSFERRET_DNS_FRAMING_H
#define DNSFERRET_DNS_FRAMING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "anomaly.h"
#include "base/buffer.h"

struct framing {
	struct buffer pending; /* octets of a message that is not whole yet, prefix included */
	bool searching;        /* after a gap: not at a message boundary we can trust */
};

/* One message. wire_len > len: the stream ended (or had a gap) inside it. */
typedef void framing_message(void *ctx, const uint8_t *bytes, size_t len, size_t wire_len);

void framing_init(struct framing *f);
void framing_fini(struct framing *f);

/* Takes the next octets; calls `message` for each that became whole. `gap_before` first gives out
 * the message begun so far as cut. Notes anomalies with `where`. */
void framing_push(struct framing *f, const uint8_t *bytes, size_t len, bool gap_before,
    framing_message *message, void *ctx, struct anomaly_log *anomalies, struct frame_ref where);

/* End of the stream: a message begun is given out as cut and noted. */
void framing_end(struct framing *f, framing_message *message, void *ctx,
    struct anomaly_log *anomalies, struct frame_ref where);

#endif
