/*
 * Items from one thread to another, in order, in batches: the one that fills waits while all
 * batches are on their way. Where no thread can be started items are handled at once. Heap-owned.
 */
#ifndef DNSFERRET_BASE_CONVEYOR_H
#define DNSFERRET_BASE_CONVEYOR_H

#include <stddef.h>

typedef void conveyor_sink(void *ctx, void *item);

struct conveyor;

/* `sink` is called in a thread of its own, one item after the other. */
struct conveyor *conveyor_new(size_t item_bytes, conveyor_sink *sink, void *ctx);

/* Room for the next item; conveyor_push hands it on. */
void *conveyor_slot(struct conveyor *c);
void conveyor_push(struct conveyor *c);

/* Waits until everything has been handled, and frees the conveyor. */
void conveyor_finish(struct conveyor *c);

#endif
