#include "capture/pcapng_writer.h"

#include <string.h>

#include "pcapng_format.h"

#define VERSION_MAJOR   1
#define LENGTH_UNKNOWN  0xffffffffu
#define SECTION_BYTES   16
#define INTERFACE_BYTES 8
#define PACKET_BYTES    20

#define OPTION_USERAPPL 4
#define TSRESOL_NANO    9
/* Option lengths are 16 bits. */
#define OPTION_BYTES_MAX 65535

static void put16(struct out *out, uint16_t v)
{
	out_write(out, (const char[]){(char)v, (char)(v >> 8)}, 2);
}

static void put32(struct out *out, uint32_t v)
{
	put16(out, (uint16_t)v);
	put16(out, (uint16_t)(v >> 16));
}

static uint32_t padded(size_t len)
{
	return (uint32_t)((len + 3) & ~(size_t)3);
}

static void put_padded(struct out *out, const void *bytes, size_t len)
{
	out_write(out, bytes, len);
	out_write(out, "\0\0\0", padded(len) - len);
}

static uint32_t option_bytes(size_t len)
{
	return 4 + padded(len);
}

static void put_option(struct out *out, uint16_t code, const void *value, size_t len)
{
	put16(out, code);
	put16(out, (uint16_t)len);
	put_padded(out, value, len);
}

void pcapng_writer_section(struct pcapng_writer *w, const char *comment)
{
	size_t comment_len = strnlen(comment, OPTION_BYTES_MAX), program_len = strlen(w->program);
	uint32_t length = BLOCK_FRAME_BYTES + SECTION_BYTES + option_bytes(comment_len) +
			  option_bytes(program_len) + option_bytes(0);

	put32(w->out, BLOCK_SECTION);
	put32(w->out, length);
	put32(w->out, BYTE_ORDER_MAGIC);
	put16(w->out, VERSION_MAJOR);
	put16(w->out, 0);
	put32(w->out, LENGTH_UNKNOWN);
	put32(w->out, LENGTH_UNKNOWN);
	put_option(w->out, OPTION_COMMENT, comment, comment_len);
	put_option(w->out, OPTION_USERAPPL, w->program, program_len);
	put_option(w->out, OPTION_END, "", 0);
	put32(w->out, length);
	w->linktype_count = 0;
}

static void put_interface(struct out *out, int linktype)
{
	const char resolution = TSRESOL_NANO;
	uint32_t length = BLOCK_FRAME_BYTES + INTERFACE_BYTES + option_bytes(1) + option_bytes(0);

	put32(out, BLOCK_INTERFACE);
	put32(out, length);
	put16(out, (uint16_t)linktype);
	put16(out, 0);
	put32(out, 0); /* snap length: no limit */
	put_option(out, OPTION_IF_TSRESOL, &resolution, 1);
	put_option(out, OPTION_END, "", 0);
	put32(out, length);
}

/* The interface index of a link type, written on first use; -1 if there is no room. */
static int interface_of(struct pcapng_writer *w, int linktype)
{
	for (unsigned i = 0; i < w->linktype_count; i++)
		if (w->linktypes[i] == linktype)
			return (int)i;
	if (w->linktype_count == INPUT_LINKTYPES_MAX)
		return -1;
	put_interface(w->out, linktype);
	w->linktypes[w->linktype_count] = linktype;
	return (int)w->linktype_count++;
}

int pcapng_writer_frame(struct pcapng_writer *w, const struct frame *frame, const char *comment)
{
	int interface = interface_of(w, frame->linktype);
	size_t comment_len = strnlen(comment, OPTION_BYTES_MAX);
	uint64_t time = (uint64_t)frame->time_ns;
	uint32_t length = BLOCK_FRAME_BYTES + PACKET_BYTES + padded(frame->len) +
			  option_bytes(comment_len) + option_bytes(0);

	if (interface < 0)
		return -1;
	put32(w->out, BLOCK_PACKET);
	put32(w->out, length);
	put32(w->out, (uint32_t)interface);
	put32(w->out, (uint32_t)(time >> 32));
	put32(w->out, (uint32_t)time);
	put32(w->out, (uint32_t)frame->len);
	put32(w->out, (uint32_t)frame->wire_len);
	put_padded(w->out, frame->bytes, frame->len);
	put_option(w->out, OPTION_COMMENT, comment, comment_len);
	put_option(w->out, OPTION_END, "", 0);
	put32(w->out, length);
	return 0;
}
