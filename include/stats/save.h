/*
 * Saves statistics to a partial result and loads them again. Loading and merging gives the same
 * result as never having saved. The loader does not trust its input: every value is checked, and an
 * invalid one sets `error` of the reader.
 */
#ifndef DNSFERRET_STATS_SAVE_H
#define DNSFERRET_STATS_SAVE_H

#include "base/block_file.h"
#include "stats/stats.h"

/* Call after stats_finalize. */
void stats_save(const struct stats *s, struct block_file_writer *p);

/* Adds the saved statistics to `into`. References to input i become references to inputs[i]. */
void stats_load(
    struct stats *into, struct block_file_reader *u, const uint32_t *inputs, size_t input_count);

#endif
