/*
 * Says in a report that not everything is kept that hosts say about themselves (base/host_names.h).
 */
#ifndef DNSFERRET_ANALYSIS_HOST_LIMIT_H
#define DNSFERRET_ANALYSIS_HOST_LIMIT_H

#include "read/provenance.h"
#include "stats/stats.h"

/* Notes ANOMALY_HOST_LIMIT if the names or the MAC addresses are full: at the latest of those that
 * are kept, once for each client of which nothing is kept, and at least once. What is kept does not
 * depend on the order of messages, and neither does this. */
void host_limit_note(
    struct anomaly_log *log, const struct provenance *from, const struct stats *stats);

#endif
