/*
 * The time range of --from and --to, whose ends may count from the first or the last packet of the
 * inputs.
 */
#ifndef DNSFERRET_READ_TIME_SPAN_H
#define DNSFERRET_READ_TIME_SPAN_H

#include "read/filter.h"
#include "read/input_order.h"
#include "read/read_options.h"

/* The range of the filter. If one of its ends is relative, reads all inputs once for the times of
 * their packets and of the messages of logs; packets without a time (1970) do not count. The whole
 * of time if there is none, or after an interruption. `logs` reads logs, may be NULL. */
struct filter_period time_span_find(const struct read_options *options,
    const struct ordered_input *order, size_t count, const struct capture_other *logs);

#endif
