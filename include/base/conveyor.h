/*
 * Items in batches, in order, to a thread of its own or to the same: the one that fills waits while
 * all batches are on their way. Heap-owned.
 */
#ifndef DNSFERRET_BASE_CONVEYOR_H
#define DNSFERRET_BASE_CONVEYOR_H

#include <stdbool.h>
#include <stddef.h>

/* Items of a batch, which stand one behind the other. */
#define CONVEYOR_ITEMS_MAX 64
typedef void conveyor_sink(void *ctx, void *items, size_t count);

struct conveyor;

/* `sink` is called for one batch after the other; in another thread where that is wanted and one
 * can be started. */
struct conveyor *conveyor_new(bool threaded, size_t item_bytes, conveyor_sink *sink, void *ctx);

/* Room for the next item; conveyor_push hands it on. */
void *conveyor_slot(struct conveyor *c);
void conveyor_push(struct conveyor *c);

/* Waits until everything has been handled, and frees the conveyor. */
void conveyor_finish(struct conveyor *c);

#endif
