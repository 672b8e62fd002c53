#include "appended.h"

#include <string.h>

#include "classic_header.h"

#define HEADER_BYTES 24

bool appended_classic(const uint8_t *bytes)
{
	struct reader r = {0};

	return classic_find_magic(&r, bytes) != NULL && classic_find_version(&r, bytes + 4) != NULL;
}

bool appended_begins(struct stream *s)
{
	static const uint8_t orders[2][4] = {{0x1a, 0x2b, 0x3c, 0x4d}, {0x4d, 0x3c, 0x2b, 0x1a}};
	const uint8_t *p = stream_peek(s, HEADER_BYTES);

	if (!p)
		return false;
	if (memcmp(p, "\n\r\r\n", 4) == 0)
		return memcmp(p + 8, orders[0], 4) == 0 || memcmp(p + 8, orders[1], 4) == 0;
	return appended_classic(p);
}
