/*
 * What each log format provides (formats.def), and what it gets. A format reads one record at a
 * time; the same function tells whether a line is of its kind, so that nothing is recognised that
 * could not be read.
 */
#ifndef DNSFERRET_LOG_FORMAT_H
#define DNSFERRET_LOG_FORMAT_H

#include "base/hash.h"
#include "json.h"
#include "log/log_reader.h"
#include "message.h"
#include "scan.h"
#include "times.h"

/* Bytes of decoded strings of one record. */
#define LOG_TEXT_BYTES_MAX ((size_t)256 * 1024)
/* Names and types whose repetitions are numbered, where a log has neither ids nor ports. */
#define LOG_REPEATS 4096

struct repeat {
	uint64_t key;
	uint16_t queries, responses;
};

/* Everything that reading a log needs; the reader owns it. */
struct log_context {
	const struct log_options *options;
	struct times times;
	struct messages messages;
	struct log_record *record;
	struct json *json;
	const char *json_of; /* the text that `json` was read from, NULL = none */
	bool json_good;      /* it is JSON */
	struct scan_room room;
	char *text;
	void *state;           /* of the format, state_bytes, zeroed at the start */
	struct scan ahead;     /* of LOG_DETAILS: the text behind the line, up to 16 KiB of it */
	bool has_outer_time;   /* an envelope around the line states a time */
	int64_t outer_time_ns; /* that time */
	int64_t time_ns;       /* of the last record that has one, 0 = none yet */
	bool header_seen;      /* a line that names the columns was read */
	bool responses_seen;   /* a response was read before, so that unanswered means something */
	struct repeat *repeats;
};

/* Reads a line; sets the messages of the record. Returns LOG_OTHER for a line that is not of the
 * format, and LOG_MALFORMED after setting the record's reason. */
typedef enum log_class log_read_line(struct log_context *c, struct scan line);

/* What the records of a format are: lines, lines with details in the lines behind them, JSON
 * objects, XML events. */
enum log_text { LOG_TEXT, LOG_DETAILS, LOG_JSON, LOG_XML };

struct log_format {
	const char *name, *title;
	log_read_line *read;
	size_t state_bytes;
	enum log_text text;
	bool binary; /* frames of dnstap, read by dnstap.c */
	int64_t resolution_ns;
};

#define FORMAT(id, name, title, read, state, text, resolution) log_read_line read;
#define BINARY(id, name, title, resolution)
#include "formats.def"
#undef FORMAT
#undef BINARY

/* A line of the format that cannot be read. */
enum log_class log_malformed(struct log_context *c, enum anomaly reason);

/* Sets the time of a message unless the line has one (`has`): that of the envelope, else that of
 * the record before, which is noted as an anomaly. Where a log has no times at all it is unknown.
 */
void log_time(struct log_context *c, bool has, struct told *told);

/* An id for a message of a log without ids: the n-th query and the n-th response for the same
 * client, name and type get the same one. */
uint16_t log_repeat_id(struct log_context *c, const struct told *told);

/* Marks a query of a log as answered or not, as far as the log has shown responses at all. */
void log_note_direction(struct log_context *c, struct told *told);

#endif
