#include "base/escape.h"

#include <stdbool.h>
#include <string.h>

#define ELLIPSIS "..."

/* Output that always leaves room for an ellipsis and the NUL. */
struct text {
	char *out;
	size_t cap, len;
	bool full;
};

static void text_put(struct text *t, const char *piece, size_t n)
{
	if (t->full || t->len + n + sizeof ELLIPSIS > t->cap) {
		t->full = true;
		return;
	}
	memcpy(t->out + t->len, piece, n);
	t->len += n;
}

static void text_put_byte(struct text *t, uint8_t byte)
{
	char piece[4] = {
	    '\\', (char)('0' + byte / 100), (char)('0' + byte / 10 % 10), (char)('0' + byte % 10)};

	text_put(t, piece, sizeof piece);
}

static size_t text_end(struct text *t)
{
	if (t->cap == 0)
		return 0;
	if (t->full && t->cap > sizeof ELLIPSIS) {
		memcpy(t->out + t->len, ELLIPSIS, sizeof ELLIPSIS - 1);
		t->len += sizeof ELLIPSIS - 1;
	}
	t->out[t->len] = '\0';
	return t->len;
}

/* Bit per character that is written as it is: printable, but no blank, '.' and '\'. */
static const uint64_t plain_bits[4] = {
    UINT64_C(0xffffbffe00000000),
    UINT64_C(0x7fffffffefffffff),
};

static bool is_plain(uint8_t c)
{
	return plain_bits[c / 64] >> c % 64 & 1;
}

/* As many of n plain characters as fit. */
static void text_put_plain(struct text *t, const uint8_t *plain, size_t n)
{
	size_t room = t->cap > t->len + sizeof ELLIPSIS ? t->cap - t->len - sizeof ELLIPSIS : 0;

	if (t->full || n == 0)
		return;
	t->full = n > room;
	n = t->full ? room : n;
	memcpy(t->out + t->len, plain, n);
	t->len += n;
}

static void put_label(struct text *t, const uint8_t *label, size_t len)
{
	for (size_t i = 0, plain; i < len; i = plain + 1) {
		for (plain = i; plain < len && is_plain(label[plain]); plain++)
			;
		text_put_plain(t, label + i, plain - i);
		if (plain == len)
			return;
		if (label[plain] == '.' || label[plain] == '\\')
			text_put(t, (char[]){'\\', (char)label[plain]}, 2);
		else
			text_put_byte(t, label[plain]);
	}
}

size_t escape_name(char *out, size_t cap, const uint8_t *wire, size_t wire_len)
{
	struct text t = {.out = out, .cap = cap};
	size_t pos = 0;

	while (pos < wire_len && wire[pos] != 0) {
		size_t len = wire[pos];

		if (len > wire_len - pos - 1)
			len = wire_len - pos - 1;
		if (pos > 0)
			text_put(&t, ".", 1);
		put_label(&t, wire + pos + 1, len);
		pos += 1 + len;
	}
	if (pos == 0)
		text_put(&t, ".", 1);
	return text_end(&t);
}

size_t escape_text(char *out, size_t cap, const uint8_t *bytes, size_t len)
{
	struct text t = {.out = out, .cap = cap};

	for (size_t i = 0; i < len; i++) {
		char c = (char)bytes[i];

		if (c == '\\')
			text_put(&t, "\\\\", 2);
		else if (bytes[i] >= 0x20 && bytes[i] < 0x7f)
			text_put(&t, &c, 1);
		else
			text_put_byte(&t, bytes[i]);
	}
	return text_end(&t);
}
