/*
 * Any capture as a sequence of frames: classic pcap and pcapng, plain or inside gzip, xz, zstd,
 * lz4, bzip2, zip or tar, recognised by content, never by name. A path may hold several captures
 * (archive members). Hostile input ends a sequence with a status and an error message; frames
 * before it are delivered. Heap-owned; one thread per capture, except for capture_new and
 * capture_read_ahead. Costs 1 MiB, 3 MiB in containers, 2 MiB more for reading ahead, whatever the
 * file size.
 */
#ifndef DNSFERRET_CAPTURE_CAPTURE_H
#define DNSFERRET_CAPTURE_CAPTURE_H

#include <stdbool.h>

#include "base/frame.h"
#include "base/input.h"
#include "stream/readahead.h"

struct capture;

/* Another kind of input in the same files and containers: records that are no packets, such as the
 * lines of a DNS log. */
struct capture_other {
	/* True if the beginning of the stream is such an input, or sets *why to the reason why it
	 * cannot be read as one, with INPUT_DAMAGED if it is certainly such an input. Only peeks;
	 * any thread. */
	bool (*recognise)(const void *ctx, struct stream *s, struct trouble *why);
	/* Returns the state of a reader, for a stream that was recognised. */
	void *(*open)(const void *ctx, struct stream *s, struct input *input);
	/* Like capture_next: the frame has the bytes and the number of the record, and its time. */
	int (*next)(void *state, struct frame *frame, struct trouble *trouble);
	void (*close)(void *state);
	const void *ctx;
};

struct capture_options {
	const char *zip_password; /* tried before "infected"; NULL = try only that */
	bool skip_hashes;         /* leaves both SHA-256 fields of the inputs empty */
	/* Asked before each block of the file, by any thread: not 0 ends the reading. NULL = never.
	 */
	int (*is_over)(void *ctx);
	void *over_ctx;
	bool read_ahead; /* regular files: others may call capture_read_ahead */
	struct readahead_meanwhile meanwhile; /* run by the reading thread */
	const struct capture_other *other;    /* NULL = captures only */
};

/* Opens a path ("-" = standard input) at its first capture. Never NULL: if it cannot be read there
 * are no frames, and capture_input() has the reason. `first_input` is the ref.input of the first
 * capture's frames; the next capture has first_input + 1, and so on. `path` is copied. options NULL
 * = defaults; its zip_password must outlive the capture. */
struct capture *capture_open(
    const char *path, uint32_t first_input, const struct capture_options *options);

/* capture_open in two steps. capture_new, in any thread, only opens the file; from then on it can
 * be read ahead. capture_begin goes to the first capture. */
struct capture *capture_new(const char *path, const struct capture_options *options);
void capture_begin(struct capture *c, uint32_t first_input);

/* Any thread, even while another one reads the capture: reads, hashes and decompresses one block
 * ahead. Returns false if there was nothing to do. */
bool capture_read_ahead(struct capture *c);

/* Returns 1 with a frame that is valid until the next call, or 0 at the end of this capture; see
 * capture_input() for how it ended. */
int capture_next(struct capture *c, struct frame *frame);

/* The state of the other reader while the current input is one of its kind, else NULL. */
void *capture_other_state(const struct capture *c);

/* What is known about the current capture; complete once capture_next has returned 0. Valid until
 * capture_next_file or capture_close, including `path`: copy what you keep. */
const struct input *capture_input(const struct capture *c);

/* Goes to the next capture of the path, skipping the rest of this one. Returns 1, or 0 if there is
 * none. Archive members that are not captures are skipped silently. */
int capture_next_file(struct capture *c);

/* Bytes of the stored file consumed so far. */
uint64_t capture_position(const struct capture *c);

/* SHA-256 of the stored file, "" if it was not read to the end. For an archive it is available only
 * here, after capture_next_file has returned 0; for a single capture it is also in its input. */
const char *capture_sha256(const struct capture *c);

void capture_close(struct capture *c);

#endif
