/*
 * Signals. Being told to stop: the first SIGINT or SIGTERM asks for an early, partial report; the
 * second kills. The one piece of state outside a struct, because a signal handler has nothing else.
 */
#ifndef DNSFERRET_APP_STOP_H
#define DNSFERRET_APP_STOP_H

#include <stdbool.h>

/* From now on the first signal is remembered; a blocked read ends with EINTR. */
void stop_watch(void);

/* The signal's number, 0 for none yet. */
int stop_signal(void);

/* True once for each SIGUSR1: somebody asks how far it is. */
bool stop_asked(void);

/* "SIGINT" or "SIGTERM". */
const char *stop_name(int signal_number);

#endif
