/*
 * Statistics in a partial result and back. What was saved and read merges as if it had never been
 * away. Reading believes nothing: what makes no sense is trouble of the unpacker.
 */
#ifndef DNSFERRET_STATS_SAVE_H
#define DNSFERRET_STATS_SAVE_H

#include "base/block_file.h"
#include "stats/stats.h"

/* Of settled statistics. */
void stats_save(const struct stats *s, struct block_file_writer *p);

/* Adds what was saved to `into`. References to input i become those to inputs[i]. */
void stats_load(
    struct stats *into, struct block_file_reader *u, const uint32_t *inputs, size_t input_count);

#endif
