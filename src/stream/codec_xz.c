#include "codec.h"

#include <stdlib.h>

#include <lzma.h>

#include "base/limits.h"
#include "base/memory.h"

struct xz {
	lzma_stream z;
	struct stream *from;
	lzma_ret last;
};

/* Sets the error message for a result that is neither progress nor the end. */
static void explain(const struct xz *x, struct trouble *trouble)
{
	static const struct {
		lzma_ret code;
		enum input_status status;
		const char *text;
	} rows[] = {
	    {LZMA_BUF_ERROR, INPUT_TRUNCATED, "the xz stream is truncated"},
	    {LZMA_FORMAT_ERROR, INPUT_DAMAGED, "trailing data after the xz stream"},
	    {LZMA_OPTIONS_ERROR, INPUT_DAMAGED, "the xz stream uses unsupported options"},
	    {LZMA_MEM_ERROR, INPUT_TRUNCATED, "out of memory for the xz stream"},
	};

	*trouble = x->from->trouble;
	if (trouble->status != INPUT_COMPLETE)
		return;
	if (x->last == LZMA_MEMLIMIT_ERROR) {
		trouble_set(trouble, INPUT_TRUNCATED,
		    "stopped at a limit: the xz stream needs more than %d MiB of memory",
		    DECODER_BYTES_MAX >> 20);
		return;
	}
	trouble_set(trouble, INPUT_DAMAGED, "the xz stream is damaged");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].code == x->last)
			trouble_set(trouble, rows[i].status, "%s", rows[i].text);
}

static ssize_t xz_fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct xz *x = ctx;

	x->z.next_out = into;
	x->z.avail_out = room;
	while (x->z.avail_out > 0 && x->last == LZMA_OK) {
		size_t len;
		const uint8_t *chunk = stream_chunk(x->from, &len);

		x->z.next_in = chunk;
		x->z.avail_in = len;
		x->last = lzma_code(&x->z, chunk ? LZMA_RUN : LZMA_FINISH);
		stream_take(x->from, len - x->z.avail_in);
	}
	size_t made = room - x->z.avail_out;
	if (made > 0)
		return (ssize_t)made;
	if (x->last == LZMA_STREAM_END)
		return 0;
	explain(x, trouble);
	return -1;
}

static void xz_close(void *ctx)
{
	struct xz *x = ctx;

	lzma_end(&x->z);
	free(x);
}

int codec_xz_open(struct stream *out, struct stream *from)
{
	struct xz *x = memory_new(1, sizeof *x);

	x->z = (lzma_stream)LZMA_STREAM_INIT;
	x->last = lzma_stream_decoder(&x->z, DECODER_BYTES_MAX, LZMA_CONCATENATED);
	if (x->last != LZMA_OK) {
		free(x);
		return -1;
	}
	x->from = from;
	*out = (struct stream){.fill = xz_fill, .close = xz_close, .ctx = x};
	return 0;
}
