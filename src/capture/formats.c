#include "reader.h"

/* One row each; the last has no magic and is told by its first records. */
static const struct capture_format formats[] = {
    {classic_recognise, classic_open},
    {pcapng_recognise, pcapng_open},
    {snoop_recognise, snoop_open},
    {netmon_recognise, netmon_open},
    {erf_recognise, erf_open},
};

const struct capture_format *formats_find(struct stream *s)
{
	struct reader_look look = {0};

	look.whole = stream_peek(s, READER_LOOK_BYTES) == NULL;
	look.bytes = stream_chunk(s, &look.len);
	look.whole |= s->ended;
	for (size_t i = 0; look.bytes && i < sizeof formats / sizeof *formats; i++)
		if (formats[i].recognise(&look))
			return &formats[i];
	return NULL;
}
