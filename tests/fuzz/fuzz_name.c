/*
 * Arbitrary bytes as a name in a message (the first byte is its offset) and as the text of a name:
 * no more is consumed than there is, a name that is accepted is legal, and it survives being
 * written as text and read again.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../support/legal.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(const struct dns_name *name)
{
	legal_name(name);
	for (unsigned n = 0; n <= name->label_count; n++) {
		const uint8_t *fold;
		size_t tail = dns_name_suffix(name, n, &fold);

		assert(tail <= name->len && fold + tail == name->fold + name->len);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct dns_name name;

	if (len == 0)
		return 0;
	struct cursor c = cursor_of(bytes + 1, len - 1);
	cursor_skip(&c, bytes[0] < len - 1 ? bytes[0] : 0);
	size_t before = cursor_left(&c);
	enum anomaly anomaly = dns_name_read(&c, &name);
	assert(cursor_left(&c) <= before);
	if (name.len > 0)
		check(&name);
	assert(anomaly != ANOMALY_NONE || name.len > 0);
	char *text = strndup((const char *)bytes + 1, len - 1);
	if (dns_name_parse(text, &name) == 0)
		check(&name);
	free(text);
	return 0;
}
