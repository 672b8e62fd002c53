/*
 * Any capture as a sequence of frames: classic pcap and pcapng, plain or inside gzip, xz, zstd,
 * lz4, bzip2, zip and tar, recognised by content and never by name. One path may hold several
 * captures (archive members). Hostile bytes end a sequence with a status and a sentence, never the
 * program; what came before is delivered. Heap-owned; one thread a capture, but for capture_new and
 * capture_read_ahead. Costs about 1 MiB for a plain file, 3 MiB inside containers, 2 MiB more when
 * one is read ahead, whatever its size.
 */
#ifndef DNSFERRET_CAPTURE_CAPTURE_H
#define DNSFERRET_CAPTURE_CAPTURE_H

#include <stdbool.h>

#include "base/frame.h"
#include "base/input.h"
#include "stream/readahead.h"

struct capture;

struct capture_options {
	const char *zip_password; /* tried before "infected"; NULL = only that */
	bool skip_hashes;         /* leaves both SHA-256 of the inputs empty */
	bool read_ahead; /* of compressed regular files: others may call capture_read_ahead */
	struct readahead_meanwhile meanwhile; /* of the thread that reads */
};

/* Opens one path ("-" = standard input) at its first capture. Never NULL: what cannot be read gives
 * no frame and says why in capture_input(). `first_input` goes into the references of the first
 * capture's frames, the next one's get first_input + 1 and so on. options NULL = defaults. */
struct capture *capture_open(
    const char *path, uint32_t first_input, const struct capture_options *options);

/* capture_open in two steps. The first, by any thread, only opens the file: what can be read of it
 * ahead can be read from then on. The second goes to the first capture. */
struct capture *capture_new(const char *path, const struct capture_options *options);
void capture_begin(struct capture *c, uint32_t first_input);

/* Any thread, also while another one reads the capture: reads, hashes and decompresses a block of
 * it before its turn. False when there was nothing to do. */
bool capture_read_ahead(struct capture *c);

/* 1: a frame, valid until the next call. 0: the end of this capture, see capture_input(). */
int capture_next(struct capture *c, struct frame *frame);

/* What is known of the current capture; complete after capture_next gave 0. Valid until
 * capture_next_file or capture_close: whoever keeps it copies `path` too. */
const struct input *capture_input(const struct capture *c);

/* Goes to the next capture of the path (the rest of this one is passed over): 1, or 0 when there is
 * none. Files of an archive that are no captures are passed over in silence. */
int capture_next_file(struct capture *c);

/* Bytes of the path as stored that were read so far. */
uint64_t capture_position(const struct capture *c);

/* SHA-256 of the path as stored, "" when it was not read to its end. A member of an archive has it
 * only here, after capture_next_file gave 0; the only capture of a path also in its input. */
const char *capture_sha256(const struct capture *c);

void capture_close(struct capture *c);

#endif
