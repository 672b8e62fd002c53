/*
 * The stack of streams between a stored file and a capture in it: the file, its decompressed bytes,
 * those bytes read ahead by other threads, a member of the archive they form, that member
 * decompressed. There are exactly these five places, which limits nesting. Owned by the caller
 * (init/fini).
 */
#ifndef DNSFERRET_STREAM_STACK_H
#define DNSFERRET_STREAM_STACK_H

#include "stream/container.h"
#include "stream/file.h"
#include "stream/readahead.h"
#include "stream/stream.h"

enum stack_place { STACK_FILE, STACK_OUTER, STACK_AHEAD, STACK_MEMBER, STACK_INNER, STACK_COUNT };

struct stack {
	struct file file;
	struct stream streams[STACK_COUNT];
	struct meter meters[STACK_COUNT]; /* not reset between archive members */
	enum stack_place top;
	struct readahead *readahead; /* the one of STACK_AHEAD, or NULL */
};

/* Opens the file, with a SHA-256 over it if `hashed`. A failure is recorded in its stream's
 * `trouble`. */
void stack_init(struct stack *l, const char *path, bool hashed);
void stack_fini(struct stack *l);

static inline struct stream *stack_top(struct stack *l)
{
	return &l->streams[l->top];
}

/* Pushes the decompressor `row`, which must match the top stream. If it cannot be set up, the new
 * top has ended with its `trouble` set. */
void stack_push(struct stack *l, const struct container *row);

/* Pushes a read-ahead on top of the decompressed file. The streams below belong to other threads
 * until stack_at_rest returns true. */
void stack_push_readahead(struct stack *l, const struct readahead_meanwhile *meanwhile);
bool stack_at_rest(const struct stack *l);

/* Stops the read-ahead early, if there is one. */
void stack_stop_readahead(struct stack *l);

/* Bytes of the file that were read to produce what the top has delivered. */
uint64_t stack_stored_bytes(const struct stack *l);

/* The topmost stream that decompresses or reads a member, ignoring the read-ahead. */
struct stream *stack_expanded(struct stack *l);

/* Pushes the archive's current member as STACK_MEMBER. */
void stack_push_member(struct stack *l, struct archive_reader *archive);

/* Closes the streams above `top`. */
void stack_pop(struct stack *l, enum stack_place top);

/* Reads the streams from the top down to `last` to their ends, so that trailing checksums are
 * verified and the hashes cover everything. */
void stack_drain(struct stack *l, enum stack_place last);

/* The `trouble` of the topmost stream that has an error, down to `last`; NULL if there is none. */
const struct trouble *stack_trouble(const struct stack *l, enum stack_place last);

#endif
