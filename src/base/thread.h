/*
 * Threads that leave signals to the one that started them.
 */
#ifndef DNSFERRET_BASE_THREAD_H
#define DNSFERRET_BASE_THREAD_H

#include <pthread.h>

/* As pthread_create with default attributes. */
int thread_start(pthread_t *id, void *(*run)(void *), void *arg);

#endif
