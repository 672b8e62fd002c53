#include "stream/stack.h"

static void push(struct stack *l, enum stack_place place)
{
	l->top = place;
	l->streams[place].meter = &l->meters[place];
	stream_init(&l->streams[place]);
}

void stack_init(struct stack *l, const char *path, bool hashed)
{
	*l = (struct stack){.top = STACK_FILE};
	file_open(&l->file, path, &l->streams[STACK_FILE]);
	if (hashed && !l->streams[STACK_FILE].ended)
		stream_hash(&l->streams[STACK_FILE]);
	for (int i = 0; i < STACK_COUNT; i++)
		l->meters[i].stored_bytes = &l->file.read_bytes;
}

void stack_fini(struct stack *l)
{
	stack_pop(l, STACK_FILE);
	stream_fini(&l->streams[STACK_FILE]);
}

void stack_push(struct stack *l, const struct container *row)
{
	enum stack_place place = l->top + 1;
	struct stream *s = &l->streams[place];

	if (row->open(s, stack_top(l)) == 0) {
		push(l, place);
		return;
	}
	*s = (struct stream){.ended = true};
	trouble_set(&s->trouble, INPUT_TRUNCATED, "out of memory");
	l->top = place;
}

void stack_push_readahead(struct stack *l, const struct readahead_meanwhile *meanwhile)
{
	struct stream *s = &l->streams[STACK_AHEAD];

	l->readahead = readahead_open(s, stack_top(l), &l->file.read_bytes, meanwhile);
	for (int i = STACK_MEMBER; i < STACK_COUNT; i++)
		l->meters[i].stored_bytes = readahead_stored_bytes(l->readahead);
	stream_init(s);
	l->top = STACK_AHEAD;
}

bool stack_at_rest(const struct stack *l)
{
	return !l->readahead || l->streams[STACK_AHEAD].ended;
}

void stack_stop_readahead(struct stack *l)
{
	if (!l->readahead)
		return;
	readahead_stop(l->readahead);
	l->streams[STACK_AHEAD].ended = true;
}

uint64_t stack_stored_bytes(const struct stack *l)
{
	return l->readahead ? *readahead_stored_bytes(l->readahead) : l->file.read_bytes;
}

struct stream *stack_expanded(struct stack *l)
{
	return l->top == STACK_AHEAD ? &l->streams[STACK_OUTER] : stack_top(l);
}

void stack_push_member(struct stack *l, struct archive_reader *archive)
{
	archive_reader_member_open(archive, &l->streams[STACK_MEMBER]);
	push(l, STACK_MEMBER);
}

void stack_pop(struct stack *l, enum stack_place top)
{
	for (int i = STACK_COUNT - 1; i > (int)top; i--)
		stream_fini(&l->streams[i]);
	if (l->top > top)
		l->top = top;
}

void stack_drain(struct stack *l, enum stack_place last)
{
	for (int i = (int)l->top; i >= (int)last; i--)
		stream_skip(&l->streams[i], UINT64_MAX);
}

const struct trouble *stack_trouble(const struct stack *l, enum stack_place last)
{
	for (int i = (int)l->top; i >= (int)last; i--)
		if (l->streams[i].trouble.status != INPUT_COMPLETE)
			return &l->streams[i].trouble;
	return NULL;
}
