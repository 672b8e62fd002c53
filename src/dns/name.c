#include "dns/name.h"

#include <string.h>

#define HEADER_BYTES 12

/* Appends a label; the caller has checked that it fits. */
static void put_label(struct dns_name *name, unsigned at, const uint8_t *label, uint8_t label_len)
{
	name->offset[name->label_count++] = (uint8_t)at;
	name->wire[at] = label_len;
	memcpy(name->wire + at + 1, label, label_len);
}

static uint8_t fold_byte(uint8_t byte)
{
	return byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte;
}

/* The same for eight bytes at once, because tunnels use long names. Adding 0x3f or 0x25 to the low
 * seven bits of a byte sets its top bit if it is at least 'A' or above 'Z', respectively. */
static uint64_t fold_eight(uint64_t bytes)
{
	uint64_t low = bytes & UINT64_C(0x7f7f7f7f7f7f7f7f);
	uint64_t from_a = low + UINT64_C(0x3f3f3f3f3f3f3f3f);
	uint64_t behind_z = low + UINT64_C(0x2525252525252525);
	uint64_t upper = from_a & ~behind_z & ~bytes & UINT64_C(0x8080808080808080);

	return bytes | upper >> 2;
}

void dns_name_fold(uint8_t *fold, const uint8_t *wire, size_t len)
{
	size_t i = 0;

	for (; i + 8 <= len; i += 8) {
		uint64_t bytes;

		memcpy(&bytes, wire + i, 8);
		bytes = fold_eight(bytes);
		memcpy(fold + i, &bytes, 8);
	}
	for (; i < len; i++)
		fold[i] = fold_byte(wire[i]);
}

static void close_name(struct dns_name *name, unsigned at)
{
	name->offset[name->label_count] = (uint8_t)at;
	name->wire[at] = 0;
	name->len = (uint8_t)(at + 1);
	dns_name_fold(name->fold, name->wire, name->len);
}

void dns_name_index(struct dns_name *name)
{
	unsigned at = 0, labels = 0;

	for (; name->wire[at] != 0; at += name->wire[at] + 1u)
		name->offset[labels++] = (uint8_t)at;
	name->label_count = (uint8_t)labels;
	close_name(name, at);
}

/* RFC 1035 4.1.4: a pointer refers to a prior occurrence. "Prior" means before the start of the run
 * of labels that it ends, so that starts only ever decrease and loops are impossible. */
static enum anomaly jump(struct cursor *at, size_t *start, uint8_t high)
{
	size_t target = (size_t)(high & 0x3f) << 8 | cursor_u8(at);

	if (at->bad)
		return ANOMALY_DNS_ENDS_EARLY;
	if (target >= *start)
		return ANOMALY_NAME_POINTER_FORWARD;
	if (target < HEADER_BYTES)
		return ANOMALY_NAME_POINTER_HEADER;
	at->pos = *start = target;
	return ANOMALY_NONE;
}

static enum anomaly step_label(
    struct cursor *at, struct dns_name *name, unsigned *len, uint8_t label_len)
{
	if (*len + 1U + label_len + 1U > DNS_NAME_WIRE_MAX)
		return ANOMALY_NAME_TOO_LONG;
	const uint8_t *label = cursor_take(at, label_len);
	if (!label)
		return ANOMALY_DNS_ENDS_EARLY;
	if (name)
		put_label(name, *len, label, label_len);
	*len += 1U + label_len;
	return ANOMALY_NONE;
}

enum anomaly dns_name_read_within(struct cursor *c, struct dns_name *name, uint32_t *steps_left)
{
	struct cursor at = *c;
	size_t start = at.pos, after_pointer = 0;
	unsigned len = 0, jumps = 0;
	uint32_t left = *steps_left;
	enum anomaly anomaly = ANOMALY_NONE;

	if (name)
		name->label_count = 0;
	while (anomaly == ANOMALY_NONE) {
		uint8_t byte = cursor_u8(&at);

		if (at.bad) {
			anomaly = ANOMALY_DNS_ENDS_EARLY;
		} else if (left-- == 0) {
			left = 0;
			anomaly = ANOMALY_NAME_POINTER_LIMIT;
		} else if (byte == 0) {
			break;
		} else if (byte <= DNS_LABEL_MAX) {
			anomaly = step_label(&at, name, &len, byte);
		} else if (byte < 0xc0) {
			anomaly = ANOMALY_NAME_LABEL_TYPE;
		} else if (jumps++ == DNS_JUMPS_MAX) {
			anomaly = ANOMALY_NAME_POINTER_LIMIT;
		} else {
			if (jumps == 1)
				after_pointer = at.pos + 1;
			anomaly = jump(&at, &start, byte);
		}
	}
	*steps_left = left;
	if (name)
		close_name(name, len);
	if (anomaly != ANOMALY_NONE)
		cursor_fail(c);
	else
		c->pos = jumps > 0 ? after_pointer : at.pos;
	return anomaly;
}

enum anomaly dns_name_read(struct cursor *c, struct dns_name *name)
{
	uint32_t steps_left = DNS_NAME_STEPS_MAX;

	return dns_name_read_within(c, name, &steps_left);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads one byte of presentation text, with escapes; -1 if it is invalid. */
static int text_byte(const char **text)
{
	const char *p = *text;

	if (*p != '\\') {
		*text = p + 1;
		return (uint8_t)*p;
	}
	p++;
	if (is_digit(p[0]) && is_digit(p[1]) && is_digit(p[2])) {
		int value = (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');

		*text = p + 3;
		return value <= UINT8_MAX ? value : -1;
	}
	if (*p == '\0' || is_digit(*p))
		return -1;
	*text = p + 1;
	return (uint8_t)*p;
}

/* Reads one label up to the next '.' or the end. Returns its length; 0 if it is empty or
 * invalid. */
static uint8_t text_label(const char **text, uint8_t label[DNS_LABEL_MAX])
{
	uint8_t len = 0;

	while (**text != '\0' && **text != '.') {
		int byte = text_byte(text);

		if (byte < 0 || len == DNS_LABEL_MAX)
			return 0;
		label[len++] = (uint8_t)byte;
	}
	return len;
}

int dns_name_parse(const char *text, struct dns_name *name)
{
	unsigned at = 0;

	name->label_count = 0;
	if (strcmp(text, ".") == 0)
		text++;
	else if (*text == '\0')
		return -1;
	while (*text != '\0') {
		uint8_t label[DNS_LABEL_MAX];
		uint8_t len = text_label(&text, label);

		if (len == 0 || at + 1U + len + 1U > DNS_NAME_WIRE_MAX)
			return -1;
		put_label(name, at, label, len);
		at += 1U + len;
		if (*text == '.')
			text++;
	}
	close_name(name, at);
	return 0;
}

size_t dns_name_suffix(const struct dns_name *name, unsigned n, const uint8_t **fold)
{
	unsigned at = name->offset[name->label_count - n];

	*fold = name->fold + at;
	return name->len - at;
}
