/*
 * Signals. Being told to stop: the first SIGINT or SIGTERM asks for an early, partial report; the
 * second kills. The one piece of state outside a struct, because a signal handler has nothing else.
 */
#ifndef DNSFERRET_CLI_SIGNALS_H
#define DNSFERRET_CLI_SIGNALS_H

#include <stdbool.h>

/* From now on the first signal is remembered; a blocked read ends with EINTR. */
void signals_watch(void);

/* The signal's number, 0 for none yet. */
int signals_received(void);

/* True once for each SIGUSR1: somebody asks how far it is. */
bool signals_progress_asked(void);

/* "SIGINT" or "SIGTERM". */
const char *signals_name(int signal_number);

#endif
