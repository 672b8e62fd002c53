/*
 * The state of reading Suricata's EVE: the last answer, which version 1 writes once per record.
 */
#ifndef DNSFERRET_LOG_SURICATA_H
#define DNSFERRET_LOG_SURICATA_H

#include <stdint.h>

struct suricata_state {
	uint64_t last; /* hash of flow, id and time; 0 = none */
};

#define SURICATA_STATE_BYTES sizeof(struct suricata_state)

#endif
