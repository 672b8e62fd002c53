#include "ahead.h"

#include <stdlib.h>

#include "base/memory.h"

struct ahead_place {
	struct capture *capture; /* NULL: not open */
	unsigned inside;         /* threads that are at it */
	bool closed;             /* nobody may come to it */
};

void ahead_init(struct ahead *a, unsigned threads, const struct capture_options *how)
{
	*a = (struct ahead){.how = *how, .threads = threads};
	a->how.read_ahead = threads > 1;
	a->places = memory_new(threads, sizeof *a->places);
	pthread_mutex_init(&a->mutex, NULL);
	pthread_cond_init(&a->left, NULL);
}

void ahead_fini(struct ahead *a)
{
	free(a->places);
	pthread_mutex_destroy(&a->mutex);
	pthread_cond_destroy(&a->left);
}

static struct ahead_place *place_of(const struct ahead *a, size_t item)
{
	return &a->places[item % a->threads];
}

/* Locked before and after. */
static void open_item(struct ahead *a, size_t item)
{
	struct ahead_place *p = place_of(a, item);
	const char *name = a->items[item].path->name;

	p->inside++;
	pthread_mutex_unlock(&a->mutex);
	struct capture *c = capture_new(name, &a->how);
	pthread_mutex_lock(&a->mutex);
	p->capture = c;
	p->inside--;
	pthread_cond_signal(&a->left);
}

/* -- the thread that reads -- */

/* Makes the place free for another item. Locked. */
static void clear(struct ahead *a, struct ahead_place *p)
{
	p->closed = true;
	while (p->inside > 0)
		pthread_cond_wait(&a->left, &a->mutex);
	capture_close(p->capture);
	*p = (struct ahead_place){.capture = NULL};
}

void ahead_start(struct ahead *a, const struct rotation_item *items, size_t count)
{
	pthread_mutex_lock(&a->mutex);
	a->items = items;
	a->count = count;
	pthread_mutex_unlock(&a->mutex);
}

struct capture *ahead_take(struct ahead *a, uint32_t first_input)
{
	pthread_mutex_lock(&a->mutex);
	struct ahead_place *p = place_of(a, a->at);
	while (!p->capture && p->inside > 0)
		pthread_cond_wait(&a->left, &a->mutex);
	if (!p->capture)
		open_item(a, a->at);
	struct capture *c = p->capture;
	pthread_mutex_unlock(&a->mutex);
	capture_begin(c, first_input);
	return c;
}

void ahead_next(struct ahead *a)
{
	pthread_mutex_lock(&a->mutex);
	clear(a, place_of(a, a->at));
	a->at++;
	pthread_mutex_unlock(&a->mutex);
}

void ahead_stop(struct ahead *a)
{
	pthread_mutex_lock(&a->mutex);
	a->count = 0;
	for (size_t i = 0; i < a->threads; i++)
		clear(a, &a->places[i]);
	pthread_mutex_unlock(&a->mutex);
}

/* -- the others -- */

/* What is no regular file may wait for its writer when it is opened, or be read once only. */
static bool can_open(const struct rotation_item *item)
{
	return item->regular && !item->original;
}

/* Locked before and after. */
static bool work_at(struct ahead *a, size_t item)
{
	struct ahead_place *p = place_of(a, item);

	if (p->closed)
		return false;
	if (p->capture) {
		p->inside++;
		pthread_mutex_unlock(&a->mutex);
		bool done = capture_read_ahead(p->capture);
		pthread_mutex_lock(&a->mutex);
		p->inside--;
		pthread_cond_signal(&a->left);
		return done;
	}
	if (p->inside > 0 || !can_open(&a->items[item]))
		return false;
	open_item(a, item);
	return true;
}

bool ahead_work(struct ahead *a)
{
	bool done = false;

	pthread_mutex_lock(&a->mutex);
	for (size_t i = 0; !done && i < a->threads && a->at + i < a->count; i++)
		done = work_at(a, a->at + i);
	pthread_mutex_unlock(&a->mutex);
	return done;
}
