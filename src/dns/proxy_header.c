#include "dns/proxy_header.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "base/cursor.h"

#define V1_BYTES_MAX 107 /* with CR LF, section 2.1 */
#define V2_BYTES     16
/* Extensions included. Longer headers are legal, but none is known. */
#define V2_BYTES_MAX 3000

static const char v1_start[] = "PROXY ";
static const uint8_t v2_start[12] = "\r\n\r\n\0\r\nQUIT\n";

static bool begins(const uint8_t *bytes, size_t len, const void *start, size_t start_len)
{
	return len > 0 && memcmp(bytes, start, len < start_len ? len : start_len) == 0;
}

/* Section 2.1: "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n". */
static void read_line(const char *line, struct proxy_source *source)
{
	char family[8], from[64], to[64];
	unsigned port;
	uint8_t address[16];

	if (sscanf(line, "PROXY %7s %63s %63s %5u", family, from, to, &port) != 4 ||
	    port > UINT16_MAX)
		return;
	if (strcmp(family, "TCP4") == 0 && inet_pton(AF_INET, from, address) == 1)
		*source = (struct proxy_source){true, address_v4(address), (uint16_t)port};
	if (strcmp(family, "TCP6") == 0 && inet_pton(AF_INET6, from, address) == 1)
		*source = (struct proxy_source){true, address_v6(address), (uint16_t)port};
}

static int read_v1(const uint8_t *bytes, size_t len, struct proxy_source *source)
{
	struct cursor c = cursor_of(bytes, len);
	char line[V1_BYTES_MAX + 1];
	size_t n = 0;

	do {
		line[n] = (char)cursor_u8(&c);
		if (c.bad)
			return -1;
		if (line[n] == '\0')
			return 0;
	} while (line[n++] != '\n' && n < V1_BYTES_MAX);
	line[n] = '\0';
	if (n < 2 || strcmp(line + n - 2, "\r\n") != 0)
		return 0;
	read_line(line, source);
	return (int)n;
}

/* Section 2.2. */
static int read_v2(const uint8_t *bytes, size_t len, struct proxy_source *source)
{
	struct cursor c = cursor_of(bytes, len);

	cursor_skip(&c, sizeof v2_start);
	unsigned version_and_command = cursor_u8(&c), family = cursor_u8(&c) >> 4;
	size_t rest = cursor_u16(&c);
	if (c.bad)
		return -1;
	if (version_and_command >> 4 != 2 || V2_BYTES + rest > V2_BYTES_MAX)
		return 0;
	if (rest > cursor_left(&c))
		return -1;
	size_t address_len = family == 1 ? 4 : 16;
	bool command_proxy = (version_and_command & 15) == 1;
	if (command_proxy && (family == 1 || family == 2) && rest >= 2 * address_len + 4) {
		const uint8_t *from = cursor_take(&c, address_len);

		cursor_skip(&c, address_len);
		source->known = true;
		source->address = family == 1 ? address_v4(from) : address_v6(from);
		source->port = cursor_u16(&c);
	}
	return (int)(V2_BYTES + rest);
}

int proxy_header_read(const uint8_t *bytes, size_t len, struct proxy_source *source)
{
	*source = (struct proxy_source){.known = false};
	if (begins(bytes, len, v2_start, sizeof v2_start))
		return len < sizeof v2_start ? -1 : read_v2(bytes, len, source);
	if (begins(bytes, len, v1_start, sizeof v1_start - 1))
		return len < sizeof v1_start - 1 ? -1 : read_v1(bytes, len, source);
	return 0;
}
