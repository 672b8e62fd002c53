/*
 * The front half, from paths to messages: reads every capture, decodes its frames, counts where
 * each packet went (one class a packet), puts fragments and streams together across captures and
 * hands on each DNS message as it came. Caller's memory (init/fini); nothing is allocated for a
 * frame or message. One thread, which others may help (ahead.h).
 */
#ifndef DNSFERRET_READ_INGEST_H
#define DNSFERRET_READ_INGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "read/prefetch.h"
#include "capture/bpf.h"
#include "read/provenance.h"
#include "read/framing_pool.h"
#include "net/flows.h"
#include "read/input_paths.h"
#include "read/read_options.h"

/* A DNS message as it came; parsed_message_read (message.h) says what it says. */
struct raw_message {
	const uint8_t *bytes;
	size_t len, wire_len;
	const struct packet *packet; /* as it was when the last of the message came */
	bool datagram;               /* the packet is all of the message */
};

/* Takes one message, valid for the call. False ends the reading. */
typedef bool ingest_sink(void *ctx, const struct raw_message *message);

/* Looks at a packet that no filter left out, before the messages that come of it. */
typedef void ingest_tap(void *ctx, const struct frame *frame, const struct packet *packet);

struct ingest {
	struct provenance evidence;
	size_t passed_over_count; /* files of directories that are no captures */

	const struct read_options *options;
	struct bpf *bpf; /* of --bpf, or NULL */
	ingest_sink *sink;
	void *sink_ctx;
	ingest_tap *tap; /* may be set after init; NULL = none */
	void *tap_ctx;
	bool again;  /* may be set after init: what is wrong with the inputs was said already */
	bool enough; /* the sink wants no more, or --strict found its trouble */
	struct flows *flows;
	struct prefetch ahead;
	struct framing_pool framings;
	const struct ordered_input *item; /* the file at hand, and its number */
	uint32_t file;
	uint64_t framing_bytes;     /* pending in the framings of all streams */
	struct source_ref datagram; /* the packet at hand when it is one whole UDP datagram */
	int64_t last_ns; /* time of the frame before, when there was one in this capture */
	bool has_last;
};

/* Compiles --bpf, before a sandbox closes; *bpf is NULL without the option. 0, or -1 with a
 * sentence.
 */
int ingest_bpf(const struct read_options *options, struct bpf **bpf, struct err *err);

/* Threads besides the one that reads, which may read ahead. */
struct ingest_helpers {
	unsigned threads; /* with the one that reads */
	struct readahead_meanwhile meanwhile;
};

/* `options` is borrowed; `bpf` may be NULL and is taken; `helpers` may be NULL. */
void ingest_init(struct ingest *in, const struct read_options *options, struct bpf *bpf,
    const struct ingest_helpers *helpers, ingest_sink *sink, void *sink_ctx);
void ingest_fini(struct ingest *in);

/* Reads them all in order; says one sentence on standard error for each input that could not be
 * read to its end. A signal (read_watch) ends it early. */
void ingest_read(struct ingest *in, const struct paths *paths);

#endif
