/*
 * Starts threads with all signals blocked, so that they are delivered to the starting thread.
 */
#ifndef DNSFERRET_BASE_THREAD_H
#define DNSFERRET_BASE_THREAD_H

#include <pthread.h>

/* Like pthread_create with default attributes; returns 0 or an error number. */
int thread_start(pthread_t *id, void *(*run)(void *), void *arg);

#endif
