/*
 * Message logs in a partial result: each message stores only what differs from the one before. The
 * message before the first has no name, type A and the earliest time of the statistics.
 */
#ifndef DNSFERRET_STATS_SAVE_MESSAGES_H
#define DNSFERRET_STATS_SAVE_MESSAGES_H

#include "base/block_file.h"
#include "records.h"

/* Call after stats_finalize; servers are written as their `order`. */
void save_messages_write(
    const struct stats *s, struct block_file_writer *p, const struct channel_record *r);

/* What the numbers in the file refer to. */
struct save_messages_numbers {
	const uint32_t *clients; /* record number for each client in the file */
	size_t client_count;
	const uint32_t *inputs;
	size_t input_count;
	int64_t first_ns;
};

/* Adds the saved messages to a channel. On invalid input sets `u->trouble` and returns. */
void save_messages_read(struct stats *into, struct block_file_reader *u, struct channel_record *r,
    const struct save_messages_numbers *numbers);

/* Reads a wire-format name that must fill `wire` exactly; otherwise sets trouble and returns
 * false. */
bool save_messages_name(
    struct block_file_reader *u, const uint8_t *wire, size_t len, struct dns_name *name);

/* The same, and the name must be below the domain `d`. */
bool save_messages_name_below(struct block_file_reader *u, const uint8_t *wire, size_t len,
    const struct domain *d, struct dns_name *name);

#endif
