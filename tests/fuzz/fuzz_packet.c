/*
 * Arbitrary bytes as a frame of any link type, decoded twice: the same packet both times, with its
 * payload inside the frame; then the further packets of the frame. The first byte selects the link
 * type, the second is the number of further bytes that were on the wire.
 */
#include <assert.h>
#include <string.h>

#include "net/packet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* In the order of the kept corpus: add at the end. tests/fuzz/seeds.py has the same list. */
static const int linktypes[] = {0, 1, 9, 12, 50, 51, 101, 108, 113, 228, 229, 276, 147, 6, 8, 10,
    100, 102, 104, 105, 106, 107, 109, 117, 119, 122, 123, 127, 128, 138, 149, 163, 166, 178, 179,
    180, 181, 192, 197, 204, 205, 206, 219, 226, 239, 240, 241, 242, 252, 258, 274, 281, 282, 284,
    285};

static void check(const struct frame *f, const struct packet *first)
{
	assert(first->kind != PACKET_UNDECODABLE || first->reason != ANOMALY_NONE);
	assert(first->tunnel >= TUNNEL_NONE && first->tunnel < TUNNEL_COUNT);
	if (first->rest)
		assert(
		    first->rest >= f->bytes && first->rest + first->rest_len <= f->bytes + f->len);
	if (first->kind == PACKET_OTHER || first->kind == PACKET_UNDECODABLE)
		return;
	assert(first->ends.src.family == 4 || first->ends.src.family == 6);
	assert(first->payload_len <= first->payload_wire_len);
	if (first->payload_len > 0)
		assert(first->payload >= f->bytes &&
		       first->payload + first->payload_len <= f->bytes + f->len);
	if (first->ip_len > 0)
		assert(first->ip >= f->bytes && first->ip + first->ip_len <= f->bytes + f->len);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct packet first, second;

	if (len < 2)
		return 0;
	struct frame f = {
	    .linktype = linktypes[bytes[0] % (sizeof linktypes / sizeof *linktypes)],
	    .bytes = bytes + 2,
	    .len = len - 2,
	    .wire_len = len - 2 + bytes[1],
	    .ref = {0, 1},
	};
	memset(&first, 0, sizeof first);
	memset(&second, 0, sizeof second);
	packet_decode(&f, &first);
	packet_decode(&f, &second);
	packet_hash(&first);
	packet_hash(&second);
	assert(first.kind == second.kind && first.reason == second.reason);
	assert(first.ip_hash == second.ip_hash && first.payload == second.payload);
	check(&f, &first);
	/* every packet of a frame takes bytes of it */
	size_t packets = 0;
	for (const uint8_t *rest = first.rest; packet_decode_rest(&first); rest = first.rest) {
		check(&f, &first);
		assert(!first.rest || first.rest > rest);
		assert(++packets <= f.len);
	}
	return 0;
}
