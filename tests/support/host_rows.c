#include "host_rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "guard.h"
#include "packet_rows.h"

#define TEXT_MAX 4096

static size_t put(const struct host_names *h, char *text, size_t len)
{
	char ip[ADDRESS_TEXT_MAX];

	for (size_t i = 0; i < h->count; i++) {
		const struct host_name *one = host_names_at(h, i);

		for (const char *c = one->name; *c; c++)
			assert_true(*c >= ' ' && *c <= '~');
		len += (size_t)snprintf(text + len, TEXT_MAX - len, "%s%s %s %s", len ? "; " : "",
		    address_text(&one->address, ip), host_source_words(one->source), one->name);
	}
	return len;
}

static void read_row(
    const uint8_t *bytes, size_t len, host_row_read *read, const void *ctx, char text[TEXT_MAX])
{
	struct host_names names = {0}, macs = {0};
	const uint8_t *copy = guard_copy(bytes, len);

	text[0] = '\0';
	read(&names, &macs, copy, len, ctx);
	put(&macs, text, put(&names, text, 0));
	guard_free(copy, len);
	host_names_fini(&names);
	host_names_fini(&macs);
}

void host_rows_check(
    const struct host_row *rows, size_t count, host_row_read *read, const void *ctx)
{
	static uint8_t bytes[4096];
	static char text[TEXT_MAX], piece[TEXT_MAX];

	for (size_t i = 0; i < count; i++) {
		size_t len = hex_bytes(rows[i].message, bytes, sizeof bytes);

		read_row(bytes, len, read, ctx, text);
		if (strcmp(text, rows[i].said) != 0)
			fail_msg("%s: \"%s\"", rows[i].what, text);
		for (size_t cut = 0; cut < len; cut++) {
			read_row(bytes, cut, read, ctx, text);
			for (char *at = strtok(text, ";"); at; at = strtok(NULL, ";")) {
				snprintf(piece, sizeof piece, "%s", at + strspn(at, " "));
				if (!strstr(rows[i].said, piece))
					fail_msg("%s: at %zu: \"%s\"", rows[i].what, cut, piece);
			}
		}
	}
}
