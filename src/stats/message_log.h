/*
 * Compact log of the messages of a channel with few of them, about 15 bytes each: much smaller than
 * the statistics, which are recomputed from it when needed. Values are stored as differences from
 * the first message of a block, those of a response from the query right before it. A block grows
 * in steps; a full one is followed by another. The bytes belong to a slab.
 */
#ifndef DNSFERRET_STATS_MESSAGE_LOG_H
#define DNSFERRET_STATS_MESSAGE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dns/event.h"
#include "slab.h"
#include "stats/channel.h"

/* A channel that needs more blocks is promoted to full statistics. */
#define MESSAGE_LOG_BLOCKS_MAX 32

struct message_log {
	uint32_t piece;       /* slab piece of the current (newest) block */
	uint32_t len : 9;     /* bytes used in that block */
	uint32_t last_at : 9; /* offset of its last message */
	uint32_t name_at : 9; /* offset of the last name written */
	uint32_t size : 4;    /* size class of the piece, from 1; 0 = empty, 15 = promoted: `piece`
				 indexes stats.aggregates */
	uint32_t chained : 1; /* the block starts with a link to the one before */
	uint32_t
	    smallest_server : 31;   /* number of the server with the smallest address (records.c) */
	uint32_t keep_on_evict : 1; /* evicted before and seen again: kept longest (evict.c) */
};

/* The memory of all logs, and the time that times in them are relative to. */
struct message_log_slab {
	struct slab pieces;
	int64_t base_ns; /* time of the first message added */
	bool based;
};

/* Bytes of the current block, NULL if the log is empty. */
static inline uint8_t *message_log_block(
    const struct message_log *j, const struct message_log_slab *slab)
{
	return j->size > 0 ? slab_at(&slab->pieces, j->piece) : NULL;
}

/* Appends a message with a question below `domain`, sent to server record `server`. Returns false
 * when the log is full: the caller must promote the channel. */
bool message_log_add(struct message_log *j, struct message_log_slab *slab,
    const struct domain *domain, const struct dns_event *event, uint32_t server);

/* Makes room for `len` bytes at once; does nothing if no block is that large. */
void message_log_reserve(struct message_log *j, struct message_log_slab *slab, size_t len);

/* Slab bytes used by all blocks of the log. */
size_t message_log_bytes(const struct message_log *j, const struct message_log_slab *slab);

/* Returns all blocks to the slab. */
void message_log_clear(struct message_log *j, struct message_log_slab *slab);

/* The query type, and above it what is unknown, which is the same for the messages of one log: so
 * it is stored once a block. */
static inline uint32_t message_log_type(const struct dns_event *e)
{
	return e->qtype | (uint32_t)e->unknown << 16;
}

/* The reference values that a message is stored as differences from. */
struct message_log_point {
	struct source_ref ref;
	int64_t time_ns;
	uint32_t server;
	uint32_t type; /* query type, and in the upper half what is unknown (enum event_unknown) */
	uint16_t id;
};

struct message_log_reader {
	const uint8_t *at, *end;
	const struct domain *domain;
	int64_t base_ns;
	bool begun;   /* the first message of the current block has been read */
	bool renamed; /* the last message read has a different name from the one before */
	struct message_log_point first, last;
	struct {
		const uint8_t *block;
		size_t len;
	} later[MESSAGE_LOG_BLOCKS_MAX]; /* blocks still to read, the next one at the end */
	unsigned later_count;
};

void message_log_read(struct message_log_reader *r, const struct message_log *j,
    const struct message_log_slab *slab, const struct domain *domain);

/* Reads the next message into *event (all but client and server address) and its name into *name,
 * which is left alone if the name is the same as before. Returns false at the end. */
bool message_log_next(
    struct message_log_reader *r, struct dns_event *event, struct dns_name *name, uint32_t *server);

/* The same, and fills *q; pass the *q of the previous call. */
bool message_log_next_question(struct message_log_reader *r, struct dns_event *event,
    struct dns_name *name, uint32_t *server, struct question *q);

#endif
