/*
 * DNS logs as records: one line of a text log or one frame of a dnstap file, and the messages that
 * it describes, each as the bytes of a DNS message. What the log does not say is marked as unknown
 * (dns/event.h) and never stands for zero. Formats are told by content. Heap-owned; one thread per
 * reader. No allocation per record.
 */
#ifndef DNSFERRET_LOG_LOG_READER_H
#define DNSFERRET_LOG_LOG_READER_H

#include <stdbool.h>

#include "base/address.h"
#include "base/input.h"
#include "dns/event.h"
#include "base/time_zone.h"
#include "stream/stream.h"

/* Messages of one record: a query and its response, or the queries of one event. */
#define LOG_MESSAGES_MAX 16

struct log_format;

/* Which side of a resolver is read, where a log has both. */
enum log_side { LOG_SIDE_CLIENTS, LOG_SIDE_UPSTREAM, LOG_SIDE_ALL };

/* The order of dates such as 03/04/2025. */
enum log_date { LOG_DATE_TOLD, LOG_DATE_MDY, LOG_DATE_DMY };

/* A plain value; zeroed = defaults. */
struct log_options {
	const struct log_format *format; /* NULL = told by content */
	struct time_zone zone;           /* of times without one */
	unsigned year;                   /* of dates without one; 0 = not given */
	enum log_date date;
	enum log_side side;
};

/* The class of a record in the accounting: exactly one. */
enum log_class {
	LOG_DNS,          /* describes at least one message */
	LOG_CONTINUATION, /* belongs to the record before, or to the layout of the file */
	LOG_OTHER,        /* says something else than a DNS message */
	LOG_MALFORMED,    /* is of the format, but cannot be read; see `reason` */
	LOG_EXCLUDED,     /* not asked for: another side of the server (--log-side) */
};

struct log_message {
	int64_t time_ns;
	struct endpoints ends; /* from sender to receiver; no family = not known */
	bool tcp;
	bool by_port;         /* of a sensor that saw it pass: --port decides whether it is read */
	uint16_t unknown;     /* enum event_unknown */
	const uint8_t *bytes; /* valid until the next record */
	size_t len;
	size_t wire_len;
};

struct log_record {
	enum log_class class;
	enum anomaly reason; /* of LOG_MALFORMED; LOG_DNS without a time; else ANOMALY_NONE */
	uint64_t number;     /* of the line or frame, from 1 */
	int64_t time_ns;     /* of the record; of the one before if it has none */
	const uint8_t *bytes;
	size_t len; /* without the end of the line */
	size_t message_count;
	struct log_message messages[LOG_MESSAGES_MAX];
};

/* The format of that name, or NULL. */
const struct log_format *log_format_find(const char *name);

/* Its name, a constant. */
const char *log_format_short_name(const struct log_format *f);

/* Names for help and error messages; NULL after the last. */
const char *log_format_name(size_t number);
const char *log_format_title(size_t number);

/* Tells whether a stream holds a DNS log. Only peeks. `why` is set, and NULL returned, if the text
 * looks like DNS logs but cannot be read as one: two formats, UTF-16. */
const struct log_format *log_recognise(
    struct stream *s, const struct log_options *options, struct trouble *why);

struct log_reader;

/* `s`, `input` and `options` are borrowed. Fills in the parts of `input` that say how the log is
 * read. */
struct log_reader *log_reader_new(struct stream *s, const struct log_format *format,
    const struct log_options *options, struct input *input);
void log_reader_free(struct log_reader *r);

/* The next record, valid until the next call; NULL at the end with *trouble set if the log ended
 * early. */
const struct log_record *log_reader_next(struct log_reader *r, struct trouble *trouble);

/* The record that the last call of log_reader_next returned. */
const struct log_record *log_reader_record(const struct log_reader *r);

#endif
