/*
 * The front end, from paths to messages: reads every capture, decodes its frames, counts every
 * packet in exactly one class, reassembles fragments and streams across captures, and delivers each
 * raw DNS message; the same for the lines of logs. Owned by the caller (init/fini); no allocation
 * per frame or message. Runs in one thread, which others may help (prefetch.h).
 */
#ifndef DNSFERRET_READ_INGEST_H
#define DNSFERRET_READ_INGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "read/prefetch.h"
#include "capture/bpf.h"
#include "read/provenance.h"
#include "read/framing_pool.h"
#include "read/proxied.h"
#include "net/flows.h"
#include "read/input_paths.h"
#include "read/unread_dns.h"
#include "read/host_look.h"
#include "read/read_options.h"

/* A DNS message as captured; parsed_message_read (parsed_message.h) parses it. */
struct raw_message {
	const uint8_t *bytes;
	size_t len, wire_len;
	const struct packet *packet; /* the packet that completed the message */
	bool datagram;               /* the packet is the whole message */
	/* 0 = the message; n = only its question n, counted from 0, as a message of its own */
	unsigned question;
	uint16_t unknown; /* enum event_unknown: of a message of a log */
	bool of_log;
	bool line; /* of a log: only message of its line, if it is left out */
};

/* Receives one message, valid for the call. Returning false ends the reading. */
typedef bool ingest_sink(void *ctx, const struct raw_message *message);

/* Sees every packet that passes --bpf and the time filter, before the messages it completes; and
 * every record of a log, as a frame without a link type and a packet of kind PACKET_OTHER. */
typedef void ingest_tap(void *ctx, const struct frame *frame, const struct packet *packet);

struct ingest {
	struct provenance provenance;

	const struct read_options *options;
	struct filter_period period;             /* of the filter; set by ingest_read */
	struct bpf *bpf;                         /* from --bpf, or NULL */
	const struct tunnel_ports *tunnel_ports; /* from --tunnel-port, or NULL */
	ingest_sink *sink;
	void *sink_ctx;
	ingest_tap *tap; /* may be set after init; NULL = none */
	void *tap_ctx;
	/* may be set after init: a second pass, so errors in the inputs are not printed again */
	bool again;
	bool enough; /* the sink returned false, or --strict found an incomplete input */
	struct flows *flows;
	struct prefetch ahead;
	struct capture_other logs;
	struct doh_addresses doh;
	struct host_look host_look;
	struct framing_pool framings;
	struct proxied proxied;
	const struct ordered_input *item; /* the current file, and its index */
	uint32_t file;
	uint64_t framing_bytes;     /* bytes buffered in the framings of all streams */
	struct source_ref datagram; /* the current packet if it is one whole UDP datagram */
	int64_t last_ns;            /* time of the previous frame in this capture, if has_last */
	bool has_last;
};

/* Compiles --bpf, before entering a sandbox; *bpf is NULL if the option is not set. Returns 0, or
 * -1 with err set. */
int ingest_bpf(const struct read_options *options, struct bpf **bpf, struct err *err);

/* The other threads, which may read ahead. */
struct ingest_helpers {
	unsigned threads; /* including the reading thread */
	struct readahead_meanwhile meanwhile;
};

/* `options` is borrowed. `bpf` may be NULL; ingest_fini frees it. `helpers` may be NULL. */
void ingest_init(struct ingest *in, const struct read_options *options, struct bpf *bpf,
    const struct ingest_helpers *helpers, ingest_sink *sink, void *sink_ctx);
void ingest_fini(struct ingest *in);

/* Before ingest_read: nobody looks at the SHA-256 of the inputs, which stay empty. */
void ingest_skip_hashes(struct ingest *in);

/* Reads all inputs in order. Prints one error message on standard error for each input that could
 * not be read completely. A signal (read_watch) ends the reading early. */
void ingest_read(struct ingest *in, const struct paths *paths);

#endif
