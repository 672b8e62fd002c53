/*
 * The stack of streams between a stored file and a capture in it: the file, its octets
 * decompressed, the same read ahead by other threads, a member of the archive they are, that member
 * decompressed. Five places and no more, so nesting ends here. Owned by the caller (init/fini).
 */
#ifndef DNSFERRET_CAPTURE_LAYERS_H
#define DNSFERRET_CAPTURE_LAYERS_H

#include "container.h"
#include "file.h"
#include "readahead.h"
#include "stream.h"

enum layer { LAYER_FILE, LAYER_OUTER, LAYER_AHEAD, LAYER_MEMBER, LAYER_INNER, LAYER_COUNT };

struct layers {
	struct file file;
	struct stream streams[LAYER_COUNT];
	struct meter meters[LAYER_COUNT]; /* go on from member to member */
	enum layer top;
	struct readahead *readahead; /* of LAYER_AHEAD, or NULL */
};

/* Opens the file; a failure is the trouble of its stream. */
void layers_init(struct layers *l, const char *path, bool hashed);
void layers_fini(struct layers *l);

static inline struct stream *layers_top(struct layers *l)
{
	return &l->streams[l->top];
}

/* Puts the compression `row`, which the top was found to be, in the place above the top. Without
 * memory the new top has that trouble. */
void layers_push(struct layers *l, const struct container *row);

/* Puts a read-ahead over the decompressed file, which belongs to other threads until
 * layers_at_rest. */
void layers_push_readahead(struct layers *l, const struct capture_meanwhile *meanwhile);
bool layers_at_rest(const struct layers *l);

/* Ends the read-ahead before its time. */
void layers_stop_readahead(struct layers *l);

/* Octets of the file that were read for what the top gave. */
uint64_t layers_stored_bytes(const struct layers *l);

/* The stream that decompresses, or gives a member. */
struct stream *layers_expanded(struct layers *l);

/* Puts the archive's current member in its place. */
void layers_push_member(struct layers *l, struct unpack *archive);

/* Closes what lies above `top`. */
void layers_pop(struct layers *l, enum layer top);

/* Reads the streams from the top to `last` to their ends, so that the checks there are made and the
 * hashes are of the whole. */
void layers_drain(struct layers *l, enum layer last);

/* The trouble of the topmost stream, down to `last`, that has one; NULL when all is well. */
const struct trouble *layers_trouble(const struct layers *l, enum layer last);

#endif
