/*
 * The state of reading a debug log of the Windows DNS server.
 */
#ifndef DNSFERRET_LOG_WINDOWS_DEBUG_H
#define DNSFERRET_LOG_WINDOWS_DEBUG_H

#include <stdbool.h>

struct windows_debug_state {
	bool in_record; /* the lines that follow may be details of a message */
};

#define WINDOWS_DEBUG_STATE_BYTES sizeof(struct windows_debug_state)

#endif
