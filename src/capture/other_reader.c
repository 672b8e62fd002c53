#include "other_reader.h"

static int next(struct reader *r, struct frame *frame)
{
	const struct other_reader *other = r->state;

	if (other->how->next(other->state, frame, &r->trouble) != 1)
		return 0;
	r->number = frame->ref.record;
	return 1;
}

static void close(struct reader *r)
{
	struct other_reader *other = r->state;

	other->how->close(other->state);
	other->state = NULL;
}

bool other_reader_open(struct reader *r, struct stream *s, const struct capture_other *how,
    struct other_reader *other, struct input *input)
{
	*r = (struct reader){.stream = s, .input = input};
	*other = (struct other_reader){how, how->open(how->ctx, s, input)};
	r->state = other;
	r->next = next;
	r->close = close;
	return true;
}
