/*
 * The messages of a channel that has no great many, some 15 octets each: all that its figures are
 * made of, in far less room than they take. The figures are made again whenever they are asked for.
 * Numbers are stored against those of the first message of a block, an answer's against those of
 * the question just before it. A block grows from small to large; a full one is followed by
 * another. Octets belong to a shelf.
 */
#ifndef DNSFERRET_STATS_JOURNAL_H
#define DNSFERRET_STATS_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dns/event.h"
#include "shelf.h"
#include "stats/channel.h"

/* A channel that outgrows so many blocks is kept as figures. */
#define JOURNAL_BLOCKS_MAX 32

struct journal {
	uint32_t piece;       /* of the block begun last */
	uint32_t len : 9;     /* octets in use of it */
	uint32_t last_at : 9; /* where its last message stands */
	uint32_t name_at : 9; /* where the name written last stands */
	uint32_t size : 4; /* index of the piece's size, from 1; 0 = none yet, 15 = the owner's */
	uint32_t chained : 1; /* it follows another block */
	uint32_t owner : 31;  /* the owner's */
	uint32_t mark : 1;    /* the owner's */
};

/* The pieces, and what the times in them are stored against. */
struct journal_shelf {
	struct shelf pieces;
	int64_t base_ns; /* of the first message of all */
	bool based;
};

/* The octets of the block begun last, if any. */
static inline uint8_t *journal_block(const struct journal *j, const struct journal_shelf *shelf)
{
	return j->size > 0 ? shelf_at(&shelf->pieces, j->piece) : NULL;
}

/* Adds a message with a question below `domain`, asked at the host of that number. False: there is
 * no room, the channel has become one of many messages. */
bool journal_add(struct journal *j, struct journal_shelf *shelf, const struct domain *domain,
    const struct dns_event *event, uint32_t server);

/* Makes room for so many octets at once, or as many as a block has. */
void journal_reserve(struct journal *j, struct journal_shelf *shelf, size_t len);

/* Octets it occupies. */
size_t journal_bytes(const struct journal *j, const struct journal_shelf *shelf);

/* Gives the octets back. */
void journal_clear(struct journal *j, struct journal_shelf *shelf);

/* What numbers of a message are stored against. */
struct journal_point {
	struct frame_ref ref;
	int64_t time_ns;
	uint32_t server;
	uint16_t qtype, id;
};

struct journal_reader {
	const uint8_t *at, *end;
	const struct domain *domain;
	int64_t base_ns;
	bool begun;   /* the first message of the block at hand has been read */
	bool renamed; /* the message read last has another name than the one before */
	struct journal_point first, last;
	struct {
		const uint8_t *block;
		size_t len;
	} later[JOURNAL_BLOCKS_MAX]; /* blocks, of which the next stands last */
	unsigned later_count;
};

void journal_read(struct journal_reader *r, const struct journal *j,
    const struct journal_shelf *shelf, const struct domain *domain);

/* The next message into *event, all of it but client and the server's address; its name into *name,
 * which stays as it is where a message has the name of the one before. False at the end. */
bool journal_next(
    struct journal_reader *r, struct dns_event *event, struct dns_name *name, uint32_t *server);

/* The same with what it says of its question; *q is that of the call before. */
bool journal_next_question(struct journal_reader *r, struct dns_event *event, struct dns_name *name,
    uint32_t *server, struct question *q);

#endif
