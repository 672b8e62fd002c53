#include "netmon_event.h"

#include <string.h>

#include "base/cursor.h"

/* EVENT_HEADER, ETW_BUFFER_CONTEXT and two lengths (evntcons.h); all little-endian. */
#define EVENT_BYTES      88
#define PROVIDER_AT      24
#define ID_AT            40
#define KEYWORD_AT       48
#define DATA_BYTES_AT    86
#define PROVIDER_BYTES   16
#define PIECE_AT         12 /* two interface indexes and the length */
#define EVENT_FRAGMENT   1001
#define EVENT_VMSWITCH   1003
#define KEYWORD_WAN      UINT64_C(0x200)
#define KEYWORD_TUNNEL   UINT64_C(0x8000)
#define KEYWORD_WIRELESS UINT64_C(0x10000)
#define KEYWORD_FIRST    UINT64_C(0x40000000)
#define KEYWORD_LAST     UINT64_C(0x80000000)
#define LINKTYPE_RAW     101
#define LINKTYPE_WIFI    105

/* {2ed6006e-4729-4609-b423-3ee7bcd678ef} and Microsoft-Windows-PktMon,
 * {4d4f80d9-c8bd-4d73-bb5b-19c90402c5ac}, as they are stored. */
static const uint8_t packet_capture[PROVIDER_BYTES] = "\x6e\x00\xd6\x2e\x29\x47\x09\x46\xb4\x23"
						      "\x3e\xe7\xbc\xd6\x78\xef";
static const uint8_t pktmon[PROVIDER_BYTES] = "\xd9\x80\x4f\x4d\xbd\xc8\x73\x4d\xbb\x5b"
					      "\x19\xc9\x04\x02\xc5\xac";

static uint64_t number_at(const uint8_t *bytes, size_t len, size_t at, size_t n)
{
	struct cursor c = cursor_of(bytes, len);
	uint64_t number = 0;

	cursor_skip(&c, at);
	for (size_t i = 0; i < n; i++)
		number |= (uint64_t)cursor_u8(&c) << 8 * i;
	return c.bad ? 0 : number;
}

static int linktype_of(uint64_t keyword)
{
	return keyword & KEYWORD_WIRELESS                 ? LINKTYPE_WIFI
	       : keyword & (KEYWORD_WAN | KEYWORD_TUNNEL) ? LINKTYPE_RAW
							  : 1;
}

/* The data of an event come last: what is before them differs between versions. */
struct netmon_event netmon_event_read(const uint8_t *bytes, size_t len)
{
	struct netmon_event e = {.kind = NETMON_EVENT_UNREAD};
	struct cursor c = cursor_of(bytes, len);

	cursor_skip(&c, PROVIDER_AT);
	const uint8_t *provider = cursor_take(&c, PROVIDER_BYTES);
	uint64_t id = number_at(bytes, len, ID_AT, 2),
		 keyword = number_at(bytes, len, KEYWORD_AT, 8);
	size_t data_len = (size_t)number_at(bytes, len, DATA_BYTES_AT, 2);
	if (len < EVENT_BYTES || data_len > len - EVENT_BYTES)
		return e;
	if (memcmp(provider, packet_capture, PROVIDER_BYTES) != 0) {
		if (memcmp(provider, pktmon, PROVIDER_BYTES) != 0)
			e.kind = NETMON_EVENT_NOTE;
		return e;
	}
	if (id != EVENT_FRAGMENT) {
		if (id != EVENT_VMSWITCH)
			e.kind = NETMON_EVENT_NOTE;
		return e;
	}
	const uint8_t *data = bytes + len - data_len;
	uint64_t piece_len = number_at(data, data_len, PIECE_AT - 4, 4);
	if (data_len < PIECE_AT || piece_len > data_len - PIECE_AT)
		return e;
	return (struct netmon_event){NETMON_EVENT_PACKET, linktype_of(keyword),
	    (keyword & KEYWORD_FIRST) != 0, (keyword & KEYWORD_LAST) != 0, data + PIECE_AT,
	    (size_t)piece_len};
}
