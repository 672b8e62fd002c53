/*
 * A reader of protocol buffers (https://protobuf.dev/programming-guides/encoding/), just large
 * enough for dnstap: one field after the other, bounds-checked. Borrows its bytes.
 */
#ifndef DNSFERRET_LOG_PROTOBUF_H
#define DNSFERRET_LOG_PROTOBUF_H

#include "base/cursor.h"

enum protobuf_wire { PROTOBUF_VARINT = 0, PROTOBUF_64 = 1, PROTOBUF_BYTES = 2, PROTOBUF_32 = 5 };

struct protobuf_field {
	uint32_t number;
	enum protobuf_wire wire;
	uint64_t value;       /* of a number */
	const uint8_t *bytes; /* of bytes */
	size_t len;
};

/* The next field; false at the end and at bytes that are none, which set the cursor bad. */
bool protobuf_next(struct cursor *c, struct protobuf_field *field);

#endif
