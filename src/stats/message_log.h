/*
 * The messages of a channel that has no great many, some 15 bytes each: all that its figures are
 * made of, in far less room than they take. The figures are made again whenever they are asked for.
 * Numbers are stored against those of the first message of a block, an answer's against those of
 * the question just before it. A block grows from small to large; a full one is followed by
 * another. Bytes belong to a shelf.
 */
#ifndef DNSFERRET_STATS_MESSAGE_LOG_H
#define DNSFERRET_STATS_MESSAGE_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dns/event.h"
#include "slab.h"
#include "stats/channel.h"

/* A channel that outgrows so many blocks is kept as figures. */
#define MESSAGE_LOG_BLOCKS_MAX 32

struct message_log {
	uint32_t piece;       /* of the block begun last */
	uint32_t len : 9;     /* bytes in use of it */
	uint32_t last_at : 9; /* where its last message stands */
	uint32_t name_at : 9; /* where the name written last stands */
	uint32_t size : 4; /* index of the piece's size, from 1; 0 = none yet, 15 = the owner's */
	uint32_t chained : 1; /* it follows another block */
	uint32_t owner : 31;  /* the owner's */
	uint32_t mark : 1;    /* the owner's */
};

/* The pieces, and what the times in them are stored against. */
struct message_log_slab {
	struct slab pieces;
	int64_t base_ns; /* of the first message of all */
	bool based;
};

/* The bytes of the block begun last, if any. */
static inline uint8_t *message_log_block(
    const struct message_log *j, const struct message_log_slab *slab)
{
	return j->size > 0 ? slab_at(&slab->pieces, j->piece) : NULL;
}

/* Adds a message with a question below `domain`, asked at the host of that number. False: there is
 * no room, the channel has become one of many messages. */
bool message_log_add(struct message_log *j, struct message_log_slab *slab,
    const struct domain *domain, const struct dns_event *event, uint32_t server);

/* Makes room for so many bytes at once, or as many as a block has. */
void message_log_reserve(struct message_log *j, struct message_log_slab *slab, size_t len);

/* Bytes it occupies. */
size_t message_log_bytes(const struct message_log *j, const struct message_log_slab *slab);

/* Gives the bytes back. */
void message_log_clear(struct message_log *j, struct message_log_slab *slab);

/* What numbers of a message are stored against. */
struct message_log_point {
	struct source_ref ref;
	int64_t time_ns;
	uint32_t server;
	uint16_t qtype, id;
};

struct message_log_reader {
	const uint8_t *at, *end;
	const struct domain *domain;
	int64_t base_ns;
	bool begun;   /* the first message of the block at hand has been read */
	bool renamed; /* the message read last has another name than the one before */
	struct message_log_point first, last;
	struct {
		const uint8_t *block;
		size_t len;
	} later[MESSAGE_LOG_BLOCKS_MAX]; /* blocks, of which the next stands last */
	unsigned later_count;
};

void message_log_read(struct message_log_reader *r, const struct message_log *j,
    const struct message_log_slab *slab, const struct domain *domain);

/* The next message into *event, all of it but client and the server's address; its name into *name,
 * which stays as it is where a message has the name of the one before. False at the end. */
bool message_log_next(
    struct message_log_reader *r, struct dns_event *event, struct dns_name *name, uint32_t *server);

/* The same with what it says of its question; *q is that of the call before. */
bool message_log_next_question(struct message_log_reader *r, struct dns_event *event,
    struct dns_name *name, uint32_t *server, struct question *q);

#endif
