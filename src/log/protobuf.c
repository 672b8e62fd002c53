#include "protobuf.h"

/* 64 bits in groups of seven. */
#define VARINT_BYTES_MAX 10

static uint64_t take_varint(struct cursor *c)
{
	uint64_t value = 0;

	for (unsigned i = 0; i < VARINT_BYTES_MAX; i++) {
		uint8_t byte = cursor_u8(c);

		value |= (uint64_t)(byte & 0x7f) << 7 * i;
		if (!(byte & 0x80))
			return value;
	}
	cursor_fail(c);
	return 0;
}

/* Little-endian. */
static uint64_t take_fixed(struct cursor *c, size_t len)
{
	const uint8_t *p = cursor_take(c, len);
	uint64_t value = 0;

	for (size_t i = 0; p && i < len; i++)
		value |= (uint64_t)p[i] << 8 * i;
	return value;
}

bool protobuf_next(struct cursor *c, struct protobuf_field *f)
{
	*f = (struct protobuf_field){.number = 0};
	if (c->bad || cursor_left(c) == 0)
		return false;
	uint64_t key = take_varint(c);
	if (key >> 3 == 0 || key >> 3 > UINT32_MAX >> 3) {
		cursor_fail(c);
		return false;
	}
	f->number = (uint32_t)(key >> 3);
	f->wire = (enum protobuf_wire)(key & 7);
	switch (f->wire) {
	case PROTOBUF_VARINT:
		f->value = take_varint(c);
		break;
	case PROTOBUF_64:
		f->value = take_fixed(c, 8);
		break;
	case PROTOBUF_32:
		f->value = take_fixed(c, 4);
		break;
	case PROTOBUF_BYTES:
		f->value = take_varint(c);
		f->len = (size_t)f->value;
		f->bytes = cursor_take(c, f->len);
		break;
	default: /* groups, which dnstap does not use */
		cursor_fail(c);
	}
	return !c->bad;
}
