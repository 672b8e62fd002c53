#include "packet_rows.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
#include <string.h>

#include "guard.h"

#define FRAME_MAX 2048

size_t hex_bytes(const char *text, uint8_t *out, size_t cap)
{
	size_t digits = 0;

	for (; *text; text++) {
		if (*text == ' ')
			continue;
		assert_true(isxdigit((unsigned char)*text) && digits / 2 < cap);
		unsigned value = (unsigned)(isdigit((unsigned char)*text)
						? *text - '0'
						: tolower((unsigned char)*text) - 'a' + 10);
		out[digits / 2] = (uint8_t)(digits % 2 ? out[digits / 2] << 4 | value : value);
		digits++;
	}
	assert_int_equal(digits % 2, 0);
	return digits / 2;
}

static struct packet decode(int linktype, const uint8_t *bytes, size_t len, size_t wire_len)
{
	struct packet packet;
	const struct frame frame = {
	    .ref = {.record = 7},
	    .time_ns = 9,
	    .linktype = linktype,
	    .bytes = bytes,
	    .len = len,
	    .wire_len = wire_len,
	};

	memset(&packet, 0xee, sizeof packet);
	packet_decode(&frame, &packet);
	assert_int_equal(packet.ref.record, 7);
	assert_int_equal(packet.time_ns, 9);
	assert_true(packet.kind <= PACKET_UNDECODABLE);
	if (packet.kind <= PACKET_FRAGMENT) {
		assert_true(packet.payload >= bytes);
		assert_true(packet.payload + packet.payload_len <= bytes + len);
		assert_true(packet.payload_wire_len >= packet.payload_len);
		assert_true(packet.ip == NULL ||
			    (packet.ip >= bytes && packet.ip + packet.ip_len <= bytes + len));
		packet_hash(&packet);
		assert_true(packet.ip_hash != 0);
	}
	if (packet.kind == PACKET_UNDECODABLE)
		assert_true(packet.reason < ANOMALY_COUNT);
	return packet;
}

/* Checks a prefix of the frame. If only the first len bytes were captured, every field that is
 * still decoded must be unchanged and no anomaly reported. If only they were sent, anything is fine
 * as long as it stays within bounds. */
static void check_prefix(const struct packet_row *row, const uint8_t *bytes, size_t len,
    size_t wire_len, const struct packet *whole)
{
	const uint8_t *copy = guard_copy(bytes, len);
	struct packet cut = decode(row->linktype, copy, len, wire_len);

	/* a truncated tunnel over UDP is still the outer UDP packet */
	bool same_layer = cut.ends.dport == whole->ends.dport;
	if (cut.kind == row->kind && cut.kind <= PACKET_FRAGMENT && same_layer) {
		assert_int_equal(cut.reason, row->reason);
		assert_int_equal(cut.payload_wire_len, whole->payload_wire_len);
		assert_memory_equal(cut.payload, whole->payload, cut.payload_len);
	}
	(void)decode(row->linktype, copy, len, len);
	guard_free(copy, len);
}

static void check(const struct packet_row *row)
{
	uint8_t bytes[FRAME_MAX], payload[FRAME_MAX];
	size_t len = hex_bytes(row->frame, bytes, sizeof bytes);
	size_t payload_len = hex_bytes(row->payload, payload, sizeof payload);
	const uint8_t *whole = guard_copy(bytes, len);
	struct packet p = decode(row->linktype, whole, len, len);

	if (p.kind != row->kind || p.reason != row->reason || p.tunnel != row->tunnel ||
	    (p.kind <= PACKET_FRAGMENT && p.payload_len != payload_len))
		print_error("%s:\n", row->what);
	assert_int_equal(p.kind, row->kind);
	assert_int_equal(p.reason, row->reason);
	assert_int_equal(p.tunnel, row->tunnel);
	if (p.kind <= PACKET_FRAGMENT) {
		assert_int_equal(p.payload_len, payload_len);
		assert_int_equal(p.payload_wire_len, payload_len);
		assert_memory_equal(p.payload, payload, payload_len);
	}
	for (size_t n = 0; n < len; n++)
		check_prefix(row, bytes, n, len, &p);
	guard_free(whole, len);
}

void packet_rows_check(const struct packet_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(&rows[i]);
}
