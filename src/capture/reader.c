#include "reader.h"

#include <inttypes.h>

void reader_linktype(struct input *input, int linktype)
{
	for (int i = 0; i < input->linktype_count; i++)
		if (input->linktypes[i] == linktype)
			return;
	if (input->linktype_count < INPUT_LINKTYPES_MAX)
		input->linktypes[input->linktype_count++] = linktype;
}

int reader_short(struct reader *r, const char *what, uint64_t needed_bytes)
{
	trouble_set(&r->trouble, INPUT_TRUNCATED,
	    "truncated after packet %" PRIu64 ": %zu of the %" PRIu64 " bytes of %s", r->number,
	    stream_left(r->stream), needed_bytes, what);
	return 0;
}
