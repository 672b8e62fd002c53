#include "decode.h"

enum { ESP_HEADER_BYTES = 8, TRAILER_BYTES = 2 };
enum { PROTOCOL_IP4 = 4, PROTOCOL_TCP = 6, PROTOCOL_UDP = 17, PROTOCOL_IP6 = 41 };
/* The longest integrity value (HMAC-SHA-512-256). */
#define ICV_BYTES_MAX  32
#define PADDING_MAX    255
#define IP6_HEADER_LEN 40
#define UDP_HEADER_LEN 8
#define TCP_HEADER_MIN 20

/* Integrity values in bytes: RFC 2403 and 2404, 3566, 4868, none. */
static const uint8_t icv_lens[] = {12, 16, 24, 32, 0};

/* A trailer before an integrity value of that length: padding of 1, 2, 3 and so on, its length, the
 * next header (RFC 4303 2.4). Returns the length of the content, 0 if it is none. */
static size_t trailer(const struct decode *d, size_t icv_len, unsigned *next)
{
	size_t left = cursor_left(&d->at);

	if (left < icv_len + TRAILER_BYTES)
		return 0;
	size_t end = left - icv_len - TRAILER_BYTES;
	size_t padding = decode_ahead(d, end);
	*next = decode_ahead(d, end + 1);
	if (padding > end)
		return 0;
	for (size_t i = 0; i < padding; i++)
		if (decode_ahead(d, end - padding + i) != i + 1)
			return 0;
	return end - padding;
}

static bool is_content(const struct decode *d, unsigned next, size_t len)
{
	switch (next) {
	case PROTOCOL_IP4:
		return decode_ahead(d, 0) >> 4 == 4 && decode_ahead_u16(d, 2) == len;
	case PROTOCOL_IP6:
		return decode_ahead(d, 0) >> 4 == 6 &&
		       decode_ahead_u16(d, 4) + (size_t)IP6_HEADER_LEN == len;
	case PROTOCOL_UDP:
		return len >= UDP_HEADER_LEN && decode_ahead_u16(d, 4) == len;
	case PROTOCOL_TCP: {
		size_t header = (decode_ahead(d, 12) >> 4) * (size_t)4;

		/* reserved bits and an urgent pointer that is not used */
		return header >= TCP_HEADER_MIN && header <= len && !(decode_ahead(d, 12) & 15) &&
		       decode_ahead_u16(d, 18) == 0;
	}
	default:
		return false;
	}
}

/* RFC 4303 2 and RFC 2410 (no encryption), which only the content tells: a packet whose length
 * field fits the trailer. A packet that the capture cut has no trailer, so its header must be
 * right. */
enum header esp_header(struct decode *d)
{
	cursor_skip(&d->at, ESP_HEADER_BYTES);
	if (d->at.bad)
		return decode_fail(d, ANOMALY_TUNNEL_SHORT);
	for (size_t i = 0; d->missing == 0 && i < sizeof icv_lens; i++) {
		unsigned next = 0;
		size_t len = trailer(d, icv_lens[i], &next);

		if (len > 0 && is_content(d, next, len)) {
			(void)decode_narrow(d, len);
			d->packet->protocol = (uint8_t)next;
			return ip_upper(d->packet);
		}
	}
	if (decode_ahead(d, 0) == 0x45 &&
	    decode_ip_certain(d, 0, TRAILER_BYTES + PADDING_MAX + ICV_BYTES_MAX))
		return HEADER_IP4_INSIDE;
	return decode_unfollowed(d, TUNNEL_ESP);
}

/* RFC 3948 2: an SPI of 0 marks IKE, one byte is a keepalive. */
enum header esp_in_udp(struct decode *d)
{
	bool ike = decode_ahead_u16(d, 0) == 0 && decode_ahead_u16(d, 2) == 0;

	return ike || cursor_left(&d->at) + d->missing < ESP_HEADER_BYTES ? HEADER_END : HEADER_ESP;
}

/* RFC 3173. */
enum header esp_ipcomp(struct decode *d)
{
	return decode_unfollowed(d, TUNNEL_IPCOMP);
}
