#include "net/flows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>
#include <string.h>

#include "../../support/packet_rows.h"

struct result {
	size_t datagrams, runs, ends;
	struct packet last;
	uint8_t payload[64];
	struct anomaly_log anomalies;
};

static void collect_datagram(void *ctx, const struct packet *packet)
{
	struct result *r = ctx;

	r->datagrams++;
	r->last = *packet;
	assert_true(packet->payload_len <= sizeof r->payload);
	memcpy(r->payload, packet->payload, packet->payload_len);
}

static void collect_stream(void *ctx, const struct stream_bytes *bytes, void **user)
{
	struct result *r = ctx;

	(void)user;
	r->runs++;
	r->ends += bytes->end;
}

static bool wanted(void *ctx, uint16_t a, uint16_t b)
{
	(void)ctx;
	return a == 53 || b == 53;
}

/* fragments of 10.0.0.1 > 10.0.0.53 */
#define PIECE(len, offset, protocol) \
	"4500" len "0007" offset "40" protocol "0000 0a000001 0a000035 "
#define TCP(port) "9c40" port "00000064 000000c8 5018ffff 00000000 "

static const struct {
	const char *what;
	const char *frames[3];
	size_t datagrams, runs;
	const char *payload; /* of the last datagram */
	size_t missing;
	enum anomaly noted;
} rows[] = {
    {"UDP", {V4_UDP}, 1, 0, PAYLOAD, 0, ANOMALY_NONE},
    {"UDP of any port", {V4("0020", "11") "9c400050000c0000" PAYLOAD}, 1, 0, PAYLOAD, 0,
	ANOMALY_NONE},
    {"TCP of the port wanted", {V4("002c", "06") TCP("0035") PAYLOAD}, 0, 1, "", 0,
	ANOMALY_TCP_MIDSTREAM},
    {"TCP of another", {V4("002c", "06") TCP("0050") PAYLOAD}, 0, 0, "", 0, ANOMALY_NONE},
    {"UDP in fragments",
	{PIECE("001c", "2000", "11") "9c400035000c0000", PIECE("0018", "0001", "11") PAYLOAD}, 1, 0,
	PAYLOAD, 0, ANOMALY_NONE},
    {"TCP in fragments",
	{PIECE("002c", "0003", "06") PAYLOAD PAYLOAD PAYLOAD PAYLOAD PAYLOAD PAYLOAD,
	    PIECE("002c", "2000", "06") TCP("0035") PAYLOAD},
	0, 1, "", 0, ANOMALY_TCP_MIDSTREAM},
    {"a tunnel in fragments",
	{PIECE("001c", "2000", "04") "4500002000070000",
	    PIECE("002c", "0001", "04") "40110000 0a000001 0a000035" UDP},
	1, 0, PAYLOAD, 0, ANOMALY_NONE},
    {"UDP in fragments with a bad length",
	{PIECE("001c", "2000", "11") "9c400035000d0000", PIECE("0018", "0001", "11") PAYLOAD}, 1, 0,
	PAYLOAD, 0, ANOMALY_UDP_LENGTH},
    {"the front of a datagram", {PIECE("0024", "2000", "11") "9c40003500200000" PAYLOAD PAYLOAD}, 1,
	0, PAYLOAD PAYLOAD, 16, ANOMALY_FRAGMENT_INCOMPLETE},
    {"the end of a datagram", {PIECE("0018", "0001", "11") PAYLOAD}, 0, 0, "", 0,
	ANOMALY_FRAGMENT_INCOMPLETE},
    {"fragments in a fragmented tunnel",
	{PIECE("001c", "2000", "04") "4500002000072000",
	    PIECE("002c", "0001", "04") "40110000 0a000001 0a000035" UDP},
	0, 0, "", 0, ANOMALY_ENCAPSULATION_DEPTH},
};

static void test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct result r = {0};
		const struct flow_handlers handlers = {&r, collect_datagram, collect_stream};
		struct flows *f = flows_new(&handlers, wanted, &r.anomalies);
		uint8_t payload[64];

		for (size_t n = 0; n < 3 && rows[i].frames[n]; n++) {
			uint8_t bytes[128];
			size_t len = hex_bytes(rows[i].frames[n], bytes, sizeof bytes);
			const struct frame frame = {.ref = {.record = n + 1},
			    .linktype = LINK_RAW,
			    .bytes = bytes,
			    .len = len,
			    .wire_len = len};
			struct packet packet;

			packet_decode(&frame, &packet);
			assert_true(packet.kind <= PACKET_FRAGMENT);
			flows_push(f, &packet);
		}
		flows_flush(f);
		if (r.datagrams != rows[i].datagrams || r.ends != rows[i].runs)
			print_error("%s:\n", rows[i].what);
		assert_int_equal(r.datagrams, rows[i].datagrams);
		assert_int_equal(r.runs - r.ends, rows[i].runs);
		assert_int_equal(r.ends, rows[i].runs);
		if (r.datagrams > 0) {
			size_t len = hex_bytes(rows[i].payload, payload, sizeof payload);

			assert_int_equal(r.last.kind, PACKET_UDP);
			assert_int_equal(r.last.payload_len, len);
			assert_int_equal(r.last.payload_wire_len, len + rows[i].missing);
			assert_memory_equal(r.payload, payload, len);
		}
		for (int a = 0; a < ANOMALY_COUNT; a++)
			assert_int_equal(r.anomalies.count[a], a == (int)rows[i].noted);
		flows_free(f);
	}
}

/* Without a flush: nothing leaks, and no datagram that was not whole comes out. */
static void test_without_flush(void **state)
{
	(void)state;
	struct result r = {0};
	const struct flow_handlers handlers = {&r, collect_datagram, collect_stream};
	struct flows *f = flows_new(&handlers, wanted, &r.anomalies);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint8_t bytes[128];
		size_t len = hex_bytes(rows[i].frames[0], bytes, sizeof bytes);
		const struct frame frame = {
		    .linktype = LINK_RAW, .bytes = bytes, .len = len, .wire_len = len};
		struct packet packet;

		packet_decode(&frame, &packet);
		flows_push(f, &packet);
	}
	size_t datagrams = r.datagrams;
	flows_free(f);
	assert_int_equal(r.datagrams, datagrams);
	assert_int_equal(r.ends, 1);
	flows_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_without_flush),
	};
	return cmocka_run_group_tests_name("flows", tests, NULL, NULL);
}
