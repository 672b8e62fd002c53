#include "stream/readahead.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

struct block {
	uint8_t *bytes;
	size_t len, taken;
	bool unhashed; /* the hash of the stream below does not cover it yet */
	uint64_t stored_bytes;
};

/* Blocks are reused in turn: read, then hashed, each by any thread, and then emptied by the thread
 * that reads the stream. */
struct readahead {
	struct stream *below; /* used by the thread that is reading a block; its hash, by the one
				 that is hashing */
	const uint64_t *below_stored_bytes;
	struct readahead_meanwhile meanwhile;
	uint64_t stored_bytes; /* used by the reading thread only */

	pthread_mutex_t mutex; /* protects everything below */
	pthread_cond_t step_done;
	struct block blocks[READAHEAD_BLOCKS];
	size_t read, hashed, emptied; /* counted from the start */
	bool reading, hashing, ended;
};

static struct block *block_of(struct readahead *r, size_t number)
{
	return &r->blocks[number % READAHEAD_BLOCKS];
}

/* Bytes that were peeked at before the read-ahead began are hashed already. */
static size_t read_below(struct readahead *r, uint8_t *into, size_t room, bool *unhashed)
{
	uint64_t before = r->below->total_bytes;
	size_t n = stream_read(r->below, into, room);

	*unhashed = r->below->total_bytes != before;
	return n;
}

/* -- the two steps of a block: called and returning with the lock held -- */

static bool can_read(const struct readahead *r)
{
	return !r->reading && !r->ended && r->read - r->emptied < READAHEAD_BLOCKS;
}

static void read_one(struct readahead *r)
{
	struct block *b = block_of(r, r->read);

	r->reading = true;
	pthread_mutex_unlock(&r->mutex);
	if (!b->bytes)
		b->bytes = memory_resize(NULL, STREAM_READ_BYTES, 1);
	b->taken = 0;
	b->len = read_below(r, b->bytes, STREAM_READ_BYTES, &b->unhashed);
	b->stored_bytes = *r->below_stored_bytes;
	pthread_mutex_lock(&r->mutex);
	r->reading = false;
	if (b->len > 0)
		r->read++;
	else
		r->ended = true;
	pthread_cond_signal(&r->step_done);
}

static bool can_hash(const struct readahead *r)
{
	return !r->hashing && r->hashed < r->read;
}

static void hash_one(struct readahead *r)
{
	const struct block *b = block_of(r, r->hashed);

	r->hashing = true;
	pthread_mutex_unlock(&r->mutex);
	if (b->unhashed)
		stream_hash_bytes(r->below, b->bytes, b->len);
	pthread_mutex_lock(&r->mutex);
	r->hashing = false;
	r->hashed++;
	pthread_cond_signal(&r->step_done);
}

/* The more advanced step first; false if there is none. */
static bool step(struct readahead *r)
{
	if (can_hash(r))
		hash_one(r);
	else if (can_read(r))
		read_one(r);
	else
		return false;
	return true;
}

bool readahead_work(struct readahead *r)
{
	pthread_mutex_lock(&r->mutex);
	bool done = step(r);
	pthread_mutex_unlock(&r->mutex);
	return done;
}

/* -- the thread that reads the stream -- */

/* A thread that found nothing to do sleeps until something else wakes it, which may be many blocks
 * later: most captures contain little DNS. */
static void wake_another(const struct readahead *r)
{
	if (r->meanwhile.wake)
		r->meanwhile.wake(r->meanwhile.ctx);
}

/* While another thread does the step that is needed. Called and returns with the lock held. */
static void wait_usefully(struct readahead *r)
{
	if (step(r))
		return;
	pthread_mutex_unlock(&r->mutex);
	bool done = r->meanwhile.work && r->meanwhile.work(r->meanwhile.ctx);
	pthread_mutex_lock(&r->mutex);
	if (!done && r->hashed == r->emptied && (r->reading || r->hashing))
		pthread_cond_wait(&r->step_done, &r->mutex);
}

/* The next block. NULL if there is none: after the last, or, if *mine is set, because nobody has
 * read ahead: the stream below is the caller's until own_read is over. */
static struct block *next_block(struct readahead *r, bool *mine)
{
	pthread_mutex_lock(&r->mutex);
	while (r->hashed == r->emptied && (r->reading || r->hashed < r->read))
		wait_usefully(r);
	struct block *b = r->hashed > r->emptied ? block_of(r, r->emptied) : NULL;
	*mine = !b && !r->ended;
	r->reading |= *mine;
	pthread_mutex_unlock(&r->mutex);
	return b;
}

/* The bytes go straight to the reader and are no block. */
static size_t own_read(struct readahead *r, uint8_t *into, size_t room)
{
	bool unhashed;
	size_t n = read_below(r, into, room, &unhashed);

	if (unhashed)
		stream_hash_bytes(r->below, into, n);
	r->stored_bytes = *r->below_stored_bytes;
	pthread_mutex_lock(&r->mutex);
	r->reading = false;
	r->ended |= n == 0;
	pthread_mutex_unlock(&r->mutex);
	wake_another(r);
	return n;
}

static void empty_one(struct readahead *r)
{
	pthread_mutex_lock(&r->mutex);
	r->emptied++;
	pthread_mutex_unlock(&r->mutex);
	wake_another(r);
}

static ssize_t readahead_fill(void *ctx, uint8_t *into, size_t room, struct trouble *trouble)
{
	struct readahead *r = ctx;
	bool mine;
	struct block *b = next_block(r, &mine);
	size_t n = mine ? own_read(r, into, room) : 0;

	if (n > 0)
		return (ssize_t)n;
	if (!b) {
		r->stored_bytes = *r->below_stored_bytes;
		*trouble = r->below->trouble;
		return trouble->status == INPUT_COMPLETE ? 0 : -1;
	}
	n = b->len - b->taken < room ? b->len - b->taken : room;
	memcpy(into, b->bytes + b->taken, n);
	b->taken += n;
	r->stored_bytes = b->stored_bytes;
	if (b->taken == b->len)
		empty_one(r);
	return (ssize_t)n;
}

static void readahead_close(void *ctx)
{
	struct readahead *r = ctx;

	for (size_t i = 0; i < READAHEAD_BLOCKS; i++)
		free(r->blocks[i].bytes);
	pthread_mutex_destroy(&r->mutex);
	pthread_cond_destroy(&r->step_done);
	free(r);
}

struct readahead *readahead_open(struct stream *s, struct stream *below,
    const uint64_t *stored_bytes, const struct readahead_meanwhile *meanwhile)
{
	struct readahead *r = memory_new(1, sizeof *r);

	r->below = below;
	r->below_stored_bytes = stored_bytes;
	r->meanwhile = *meanwhile;
	stream_hash_apart(below, true);
	pthread_mutex_init(&r->mutex, NULL);
	pthread_cond_init(&r->step_done, NULL);
	*s = (struct stream){.fill = readahead_fill, .close = readahead_close, .ctx = r};
	return r;
}

void readahead_stop(struct readahead *r)
{
	pthread_mutex_lock(&r->mutex);
	r->ended = true;
	while (r->reading || r->hashing || step(r))
		if (r->reading || r->hashing)
			pthread_cond_wait(&r->step_done, &r->mutex);
	r->emptied = r->read;
	pthread_mutex_unlock(&r->mutex);
	stream_hash_apart(r->below, false);
}

const uint64_t *readahead_stored_bytes(const struct readahead *r)
{
	return &r->stored_bytes;
}
