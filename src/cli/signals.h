/*
 * Signals. The first SIGINT or SIGTERM requests an early, partial report; the second kills. The
 * only state outside a struct, because a signal handler has no context argument.
 */
#ifndef DNSFERRET_CLI_SIGNALS_H
#define DNSFERRET_CLI_SIGNALS_H

#include <stdbool.h>

/* From now on the first signal is recorded; a blocked read ends with EINTR. */
void signals_watch(void);

/* From now on a signal ends the program at once, with a message and the exit code of the signal:
 * what follows the reading writes nothing under a final name before it is complete. */
void signals_leave(void);

/* The number of the signal received; 0 = none yet. */
int signals_received(void);

/* True once for each SIGUSR1, which requests a progress line. */
bool signals_progress_asked(void);

/* "SIGINT" or "SIGTERM". */
const char *signals_name(int signal_number);

#endif
