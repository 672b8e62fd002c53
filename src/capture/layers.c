#include "layers.h"

static void push(struct layers *l, enum layer place)
{
	l->top = place;
	l->streams[place].meter = &l->meters[place];
	stream_init(&l->streams[place]);
}

void layers_init(struct layers *l, const char *path, bool hashed)
{
	*l = (struct layers){.top = LAYER_FILE};
	file_open(&l->file, path, &l->streams[LAYER_FILE]);
	if (hashed && !l->streams[LAYER_FILE].ended)
		stream_hash(&l->streams[LAYER_FILE]);
	for (int i = 0; i < LAYER_COUNT; i++)
		l->meters[i].stored_bytes = &l->file.read_bytes;
}

void layers_fini(struct layers *l)
{
	layers_pop(l, LAYER_FILE);
	stream_fini(&l->streams[LAYER_FILE]);
}

void layers_push(struct layers *l, const struct container *row)
{
	enum layer place = l->top + 1;
	struct stream *s = &l->streams[place];

	if (row->open(s, layers_top(l)) == 0) {
		push(l, place);
		return;
	}
	*s = (struct stream){.ended = true};
	trouble_set(&s->trouble, INPUT_TRUNCATED, "out of memory");
	l->top = place;
}

void layers_push_readahead(struct layers *l, const struct capture_meanwhile *meanwhile)
{
	struct stream *s = &l->streams[LAYER_AHEAD];

	l->readahead = readahead_open(s, layers_top(l), &l->file.read_bytes, meanwhile);
	for (int i = LAYER_MEMBER; i < LAYER_COUNT; i++)
		l->meters[i].stored_bytes = readahead_stored_bytes(l->readahead);
	stream_init(s);
	l->top = LAYER_AHEAD;
}

bool layers_at_rest(const struct layers *l)
{
	return !l->readahead || l->streams[LAYER_AHEAD].ended;
}

void layers_stop_readahead(struct layers *l)
{
	if (!l->readahead)
		return;
	readahead_stop(l->readahead);
	l->streams[LAYER_AHEAD].ended = true;
}

uint64_t layers_stored_bytes(const struct layers *l)
{
	return l->readahead ? *readahead_stored_bytes(l->readahead) : l->file.read_bytes;
}

struct stream *layers_expanded(struct layers *l)
{
	return l->top == LAYER_AHEAD ? &l->streams[LAYER_OUTER] : layers_top(l);
}

void layers_push_member(struct layers *l, struct unpack *archive)
{
	unpack_member_open(archive, &l->streams[LAYER_MEMBER]);
	push(l, LAYER_MEMBER);
}

void layers_pop(struct layers *l, enum layer top)
{
	for (int i = LAYER_COUNT - 1; i > (int)top; i--)
		stream_fini(&l->streams[i]);
	if (l->top > top)
		l->top = top;
}

void layers_drain(struct layers *l, enum layer last)
{
	for (int i = (int)l->top; i >= (int)last; i--)
		stream_skip(&l->streams[i], UINT64_MAX);
}

const struct trouble *layers_trouble(const struct layers *l, enum layer last)
{
	for (int i = (int)l->top; i >= (int)last; i--)
		if (l->streams[i].trouble.status != INPUT_COMPLETE)
			return &l->streams[i].trouble;
	return NULL;
}
