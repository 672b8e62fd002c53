/*
 * The messages of a channel that has few of them, some 20 octets each: all that its figures are
 * made of, in far less room than they take. The figures are made again whenever they are asked for.
 * Numbers are stored against those of the first message. Octets belong to a shelf, which hands out
 * pieces of a few sizes.
 */
#ifndef DNSFERRET_STATS_JOURNAL_H
#define DNSFERRET_STATS_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "dns/event.h"
#include "stats/channel.h"

#define SHELF_SIZES 7

/* Pieces for journals; what is given back is used again. Lives as long as its arena. */
struct shelf {
	struct arena *arena;
	void *free[SHELF_SIZES];
};

struct journal {
	uint8_t *bytes;
	uint16_t len;
	uint16_t name_at : 11; /* where the name written last stands */
	uint16_t mark : 1;     /* the owner's */
	uint16_t size : 4;     /* index of the piece's size, from 1; 0 = none yet */
	uint32_t owner;        /* the owner's, in what would be padding */
};

/* Adds a message with a question below `domain`, asked at the host of that number. False: there is
 * no room, the channel has become one of many messages. */
bool journal_add(struct journal *j, struct shelf *shelf, const struct domain *domain,
    const struct dns_event *event, uint32_t server);

/* Makes room for so many octets at once. */
void journal_reserve(struct journal *j, struct shelf *shelf, size_t len);

/* Octets it occupies. */
size_t journal_bytes(const struct journal *j);

/* Gives the octets back. */
void journal_clear(struct journal *j, struct shelf *shelf);

struct journal_reader {
	const uint8_t *at, *end;
	const struct domain *domain;
	bool begun,
	    renamed; /* renamed: the message read last has another name than the one before */
	/* of the first message: what numbers are stored against */
	uint16_t qtype;
	uint32_t server;
	struct frame_ref ref;
	int64_t time_ns;
};

void journal_read(struct journal_reader *r, const struct journal *j, const struct domain *domain);

/* The next message into *event, all of it but client and the server's address; its name into *name,
 * which stays as it is where a message has the name of the one before. False at the end. */
bool journal_next(
    struct journal_reader *r, struct dns_event *event, struct dns_name *name, uint32_t *server);

#endif
