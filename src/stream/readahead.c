#include "stream/readahead.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct block {
	uint8_t *bytes;
	size_t len, taken;
	uint64_t stored_bytes;
};

/* Blocks are reused in turn: filled by any thread, emptied by the thread that reads the stream. */
struct readahead {
	struct stream *below; /* used by the filling thread only */
	const uint64_t *below_stored_bytes;
	struct readahead_meanwhile meanwhile;
	uint64_t stored_bytes; /* used by the reading thread only */

	pthread_mutex_t mutex; /* protects everything below */
	pthread_cond_t filled_one;
	/* filled ones belong to the reader, the next one to the filling thread */
	struct block blocks[READAHEAD_BLOCKS];
	size_t filled, emptied; /* counted from the start */
	bool filling, ended;
};

static struct block *block_of(struct readahead *r, size_t number)
{
	return &r->blocks[number % READAHEAD_BLOCKS];
}

static bool can_fill(const struct readahead *r)
{
	return !r->filling && !r->ended && r->filled - r->emptied < READAHEAD_BLOCKS;
}

/* Called and returns with the lock held. */
static void fill_one(struct readahead *r)
{
	struct block *b = block_of(r, r->filled);

	r->filling = true;
	pthread_mutex_unlock(&r->mutex);
	if (!b->bytes)
		b->bytes = memory_resize(NULL, STREAM_READ_BYTES, 1);
	b->taken = 0;
	b->len = stream_read(r->below, b->bytes, STREAM_READ_BYTES);
	b->stored_bytes = *r->below_stored_bytes;
	pthread_mutex_lock(&r->mutex);
	r->filling = false;
	if (b->len > 0)
		r->filled++;
	else
		r->ended = true;
	pthread_cond_signal(&r->filled_one);
}

bool readahead_work(struct readahead *r)
{
	pthread_mutex_lock(&r->mutex);
	bool can = can_fill(r);
	if (can)
		fill_one(r);
	pthread_mutex_unlock(&r->mutex);
	return can;
}

/* Called without the lock. Returns true if something was done. */
static bool do_something_else(const struct readahead *r)
{
	return r->meanwhile.work && r->meanwhile.work(r->meanwhile.ctx);
}

/* The next filled block. NULL if there is none: after the last, or, if *mine is set, because the
 * caller has to read on from the stream below, which is his until end_own_read. */
static struct block *next_block(struct readahead *r, bool *mine)
{
	pthread_mutex_lock(&r->mutex);
	while (r->filled == r->emptied && r->filling) {
		pthread_mutex_unlock(&r->mutex);
		bool done = do_something_else(r);
		pthread_mutex_lock(&r->mutex);
		if (!done && r->filling)
			pthread_cond_wait(&r->filled_one, &r->mutex);
	}
	struct block *b = r->filled > r->emptied ? block_of(r, r->emptied) : NULL;
	*mine = !b && !r->ended;
	r->filling |= *mine;
	pthread_mutex_unlock(&r->mutex);
	return b;
}

static void end_own_read(struct readahead *r, bool ended)
{
	r->stored_bytes = *r->below_stored_bytes;
	pthread_mutex_lock(&r->mutex);
	r->filling = false;
	r->ended |= ended;
	pthread_mutex_unlock(&r->mutex);
}

/* Bytes that nobody has read ahead are not copied twice. */
static ssize_t readahead_fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct readahead *r = ctx;
	bool mine;
	struct block *b = next_block(r, &mine);

	if (mine) {
		size_t n = stream_read(r->below, into, room);

		end_own_read(r, n == 0);
		if (n > 0)
			return (ssize_t)n;
	}
	if (!b) {
		r->stored_bytes = *r->below_stored_bytes;
		*trouble = r->below->trouble;
		return trouble->status == INPUT_COMPLETE ? 0 : -1;
	}
	size_t n = b->len - b->taken < room ? b->len - b->taken : room;
	memcpy(into, b->bytes + b->taken, n);
	b->taken += n;
	r->stored_bytes = b->stored_bytes;
	if (b->taken == b->len) {
		pthread_mutex_lock(&r->mutex);
		r->emptied++;
		pthread_mutex_unlock(&r->mutex);
	}
	return (ssize_t)n;
}

static void readahead_close(void *ctx)
{
	struct readahead *r = ctx;

	for (size_t i = 0; i < READAHEAD_BLOCKS; i++)
		free(r->blocks[i].bytes);
	pthread_mutex_destroy(&r->mutex);
	pthread_cond_destroy(&r->filled_one);
	free(r);
}

struct readahead *readahead_open(struct stream *s, struct stream *below,
    const uint64_t *stored_bytes, const struct readahead_meanwhile *meanwhile)
{
	struct readahead *r = memory_new(1, sizeof *r);

	r->below = below;
	r->below_stored_bytes = stored_bytes;
	r->meanwhile = *meanwhile;
	pthread_mutex_init(&r->mutex, NULL);
	pthread_cond_init(&r->filled_one, NULL);
	*s = (struct stream){.fill = readahead_fill, .close = readahead_close, .ctx = r};
	return r;
}

void readahead_stop(struct readahead *r)
{
	pthread_mutex_lock(&r->mutex);
	while (r->filling)
		pthread_cond_wait(&r->filled_one, &r->mutex);
	r->ended = true;
	r->emptied = r->filled;
	pthread_mutex_unlock(&r->mutex);
}

const uint64_t *readahead_stored_bytes(const struct readahead *r)
{
	return &r->stored_bytes;
}
