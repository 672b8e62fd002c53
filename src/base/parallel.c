#include "base/parallel.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/memory.h"
#include "thread.h"

struct loop {
	parallel_work *work;
	void *ctx;
	size_t count, piece;
	atomic_size_t next;
};

struct thread {
	struct loop *loop;
	pthread_t id;
	unsigned number;
};

static void *take_pieces(void *arg)
{
	const struct thread *t = arg;
	struct loop *loop = t->loop;

	for (;;) {
		size_t first = atomic_fetch_add(&loop->next, loop->piece);

		if (first >= loop->count)
			return NULL;
		size_t last = loop->count - first > loop->piece ? first + loop->piece : loop->count;
		loop->work(loop->ctx, t->number, first, last);
	}
}

void parallel_run(unsigned threads, size_t count, size_t piece, parallel_work *work, void *ctx)
{
	struct loop loop = {.work = work, .ctx = ctx, .count = count, .piece = piece};
	struct thread self = {.loop = &loop};

	if (count <= piece)
		threads = 1;
	struct thread *others = memory_new(threads, sizeof *others);
	unsigned started = 1;
	for (; started < threads; started++) {
		others[started] = (struct thread){.loop = &loop, .number = started};
		if (thread_start(&others[started].id, take_pieces, &others[started]) != 0)
			break;
	}
	take_pieces(&self);
	for (unsigned i = 1; i < started; i++)
		pthread_join(others[i].id, NULL);
	free(others);
}
