/*
 * The records of logs on their way through ingest: accounting, filters, delivery.
 */
#ifndef DNSFERRET_READ_INGEST_LOG_H
#define DNSFERRET_READ_INGEST_LOG_H

#include "read/ingest.h"
#include "read/log_input.h"

/* Counts a record in exactly one class and delivers its messages. */
void ingest_log_record(struct ingest *in, const struct log_record *r, const struct frame *frame);

/* A filter of packets says nothing about the lines of a log: to read all of them would not be what
 * was asked for. Ends the reading. */
void ingest_log_refuse_bpf(struct ingest *in, const char *path);

/* False, after a message, if --bpf is given and one of the inputs is a log. */
bool ingest_log_goes_with_bpf(struct ingest *in, const struct ordered_input *order, size_t count);

#endif
