/*
 * Arbitrary bytes as a frame of any link type, decoded twice: the same packet both times, with its
 * payload inside the frame. The first byte selects the link type, the second is the number of
 * further bytes that were on the wire.
 */
#include <assert.h>
#include <string.h>

#include "net/packet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const int linktypes[] = {0, 1, 9, 12, 50, 51, 101, 108, 113, 228, 229, 276, 147};

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
	assert(first.kind == second.kind && first.reason == second.reason);
	assert(first.ip_hash == second.ip_hash && first.payload == second.payload);
	assert(first.kind != PACKET_UNDECODABLE || first.reason != ANOMALY_NONE);
	if (first.kind == PACKET_OTHER || first.kind == PACKET_UNDECODABLE)
		return 0;
	assert(first.ends.src.family == 4 || first.ends.src.family == 6);
	assert(first.payload_len <= first.payload_wire_len);
	if (first.payload_len > 0)
		assert(first.payload >= f.bytes &&
		       first.payload + first.payload_len <= f.bytes + f.len);
	return 0;
}
