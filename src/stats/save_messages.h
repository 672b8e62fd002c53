/*
 * The messages of a journal in a partial result: each says what is not that of the one before. The
 * first follows one of no name, type A, at the first time of all.
 */
#ifndef DNSFERRET_STATS_SAVE_MESSAGES_H
#define DNSFERRET_STATS_SAVE_MESSAGES_H

#include "base/block_file.h"
#include "records.h"

/* Of a settled channel: servers by their order. */
void save_messages_write(
    const struct stats *s, struct block_file_writer *p, const struct channel_record *r);

/* What numbers in the file stand for. */
struct save_messages_numbers {
	const uint32_t *clients; /* numbers of records */
	size_t client_count;
	const uint32_t *inputs;
	size_t input_count;
	int64_t first_ns;
};

/* Adds them to a channel. */
void save_messages_read(struct stats *into, struct block_file_reader *u, struct channel_record *r,
    const struct save_messages_numbers *numbers);

/* A name as on the wire, all of it and nothing else; false and trouble when it is none. */
bool save_messages_name(
    struct block_file_reader *u, const uint8_t *wire, size_t len, struct dns_name *name);

/* The same of a name below a domain. */
bool save_messages_name_below(struct block_file_reader *u, const uint8_t *wire, size_t len,
    const struct domain *d, struct dns_name *name);

#endif
