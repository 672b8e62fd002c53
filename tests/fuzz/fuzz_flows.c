/*
 * A script of raw IP packets through defragmentation, stream reassembly and framing: no bytes come
 * out that did not go in, every direction that started is ended, and the messages of a stream are
 * bounded. A packet is two bytes of length (little-endian), one of milliseconds since the previous
 * packet, then its bytes.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "dns/framing.h"
#include "base/limits.h"
#include "net/flows.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct run {
	struct anomaly_log anomalies;
	struct source_ref where;
	size_t in, out, open, messages;
};

static void take_message(void *ctx, const uint8_t *bytes, size_t len, size_t wire_len)
{
	struct run *run = ctx;

	(void)bytes;
	assert(len <= wire_len && wire_len <= DNS_MESSAGE_MAX);
	run->messages++;
}

static void take_datagram(void *ctx, const struct packet *packet)
{
	(void)ctx;
	assert(packet->payload_len <= packet->payload_wire_len);
	assert(packet->payload_wire_len <= DATAGRAM_BYTES_MAX);
}

static void take_stream(void *ctx, const struct stream_bytes *bytes, void **user)
{
	struct run *run = ctx;
	struct framing *f = *user;

	run->out += bytes->len;
	assert(bytes->len > 0 || bytes->end);
	if (!f) {
		f = *user = malloc(sizeof *f);
		assert(f);
		framing_init(f);
		run->open++;
	}
	framing_push(f, bytes->bytes, bytes->len, bytes->gap_before, take_message, run,
	    &run->anomalies, bytes->packet->ref);
	assert(f->pending.len <= DNS_MESSAGE_MAX + 2);
	if (!bytes->end)
		return;
	framing_end(f, take_message, run, &run->anomalies, bytes->packet->ref);
	framing_fini(f);
	free(f);
	*user = NULL;
	run->open--;
}

static bool any_port(void *ctx, uint16_t a, uint16_t b)
{
	(void)ctx, (void)a, (void)b;
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct run run = {.in = 0};
	const struct flow_handlers handlers = {
	    .ctx = &run, .datagram = take_datagram, .stream = take_stream};
	struct flows *flows = flows_new(&handlers, any_port, &run.anomalies);
	int64_t time_ns = 0;

	assert(flows);
	for (uint64_t number = 1; len >= 3; number++) {
		size_t size = bytes[0] | (size_t)bytes[1] << 8;
		struct packet packet;

		time_ns += bytes[2] * INT64_C(1000000);
		bytes += 3, len -= 3;
		size = size < len ? size : len;
		struct frame f = {.linktype = 101,
		    .bytes = bytes,
		    .len = size,
		    .wire_len = size,
		    .time_ns = time_ns,
		    .ref = {0, number}};
		bytes += size, len -= size;
		packet_decode(&f, &packet);
		if (packet.kind == PACKET_OTHER || packet.kind == PACKET_UNDECODABLE)
			continue;
		run.in += packet.payload_len;
		flows_push(flows, &packet);
	}
	flows_flush(flows);
	assert(run.open == 0);
	assert(run.out <= run.in);
	flows_free(flows);
	return 0;
}
