/*
 * The stack of streams between a stored file and a capture in it: the file, its bytes
 * decompressed, the same read ahead by other threads, a member of the archive they are, that member
 * decompressed. Five places and no more, so nesting ends here. Owned by the caller (init/fini).
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
	struct meter meters[STACK_COUNT]; /* go on from member to member */
	enum stack_place top;
	struct readahead *readahead; /* of STACK_AHEAD, or NULL */
};

/* Opens the file; a failure is the trouble of its stream. */
void stack_init(struct stack *l, const char *path, bool hashed);
void stack_fini(struct stack *l);

static inline struct stream *stack_top(struct stack *l)
{
	return &l->streams[l->top];
}

/* Puts the compression `row`, which the top was found to be, in the place above the top. Without
 * memory the new top has that trouble. */
void stack_push(struct stack *l, const struct container *row);

/* Puts a read-ahead over the decompressed file, which belongs to other threads until
 * stack_at_rest. */
void stack_push_readahead(struct stack *l, const struct readahead_meanwhile *meanwhile);
bool stack_at_rest(const struct stack *l);

/* Ends the read-ahead before its time. */
void stack_stop_readahead(struct stack *l);

/* Bytes of the file that were read for what the top gave. */
uint64_t stack_stored_bytes(const struct stack *l);

/* The stream that decompresses, or gives a member. */
struct stream *stack_expanded(struct stack *l);

/* Puts the archive's current member in its place. */
void stack_push_member(struct stack *l, struct archive_reader *archive);

/* Closes what lies above `top`. */
void stack_pop(struct stack *l, enum stack_place top);

/* Reads the streams from the top to `last` to their ends, so that the checks there are made and the
 * hashes are of the whole. */
void stack_drain(struct stack *l, enum stack_place last);

/* The trouble of the topmost stream, down to `last`, that has one; NULL when all is well. */
const struct trouble *stack_trouble(const struct stack *l, enum stack_place last);

#endif
