#include "log/log_reader.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "context.h"
#include "dnstap.h"
#include "lines.h"

_Static_assert(sizeof((struct input_log *)0)->zone == ZONE_NAME_MAX, "the name of a zone fits");

struct log_reader {
	const struct log_format *format;
	struct log_context *context;
	struct input *input;
	struct lines lines;
	struct dnstap dnstap;
	uint64_t number;
	size_t lines_after; /* further lines of the last record */
};

/* Learns what records are, the order of dates and the time of the first record before it is read.
 */
static void learn(struct log_reader *r, struct stream *s)
{
	const uint8_t *bytes = stream_peek(s, STREAM_PEEK_MAX);
	size_t len = bytes ? STREAM_PEEK_MAX : stream_left(s);

	if (len == 0)
		return;
	struct scan text = scan_of(stream_peek(s, len), len);
	scan_text(&text, "\xef\xbb\xbf");
	r->lines.framing = elements_framing(text);
	r->lines.end = lines_end(text);
	r->input->log.records = r->lines.framing == FRAMING_JSON || r->lines.framing == FRAMING_XML;
	if (r->lines.framing != FRAMING_LINES)
		return;
	struct scan rest = text;
	while (rest.at < rest.end)
		times_windows_learn(&r->context->times, scan_until(&rest, r->lines.end));
	struct log_context *trial = context_new(r->format, r->context->options, r->input);
	r->context->time_ns = context_first_time(trial, r->format, text, r->lines.end);
	context_free(trial);
}

struct log_reader *log_reader_new(struct stream *s, const struct log_format *format,
    const struct log_options *options, struct input *input)
{
	struct log_reader *r = memory_new(1, sizeof *r);

	r->format = format;
	r->input = input;
	r->context = context_new(format, options, input);
	lines_init(&r->lines, s);
	r->lines.look_ahead = format->text == LOG_DETAILS;
	input->format = log_format_short_name(format);
	input->log = (struct input_log){
	    .is = true, .resolution_ns = format->resolution_ns, .records = format->binary};
	if (format->binary)
		dnstap_init(&r->dnstap, s);
	else
		learn(r, s);
	return r;
}

void log_reader_free(struct log_reader *r)
{
	if (!r)
		return;
	context_free(r->context);
	lines_fini(&r->lines);
	free(r);
}

/* What the times of the log said so far. */
static void note_times(struct log_reader *r)
{
	const struct times *t = &r->context->times;
	struct input_log *log = &r->input->log;

	log->zone_stated = t->zone_stated;
	log->epoch = t->epoch;
	log->zone_missing = t->zone_missing;
	log->zone_given = r->context->options->zone.given;
	memcpy(log->zone, r->context->options->zone.name, sizeof log->zone);
	log->year_missing = t->year_missing;
	log->year = t->year;
	log->year_stored = t->year_stored;
	log->order_open = t->order_open;
}

static void note_message(struct input_log *log, const struct log_message *m)
{
	log->of_server |= !m->by_port;
	log->inexact |= (m->unknown & UNKNOWN_NAME) != 0;
	unsigned known = ~(unsigned)m->unknown & (UNKNOWN_END - 1);

	if (m->len > 2 && m->bytes[2] & 0x80) {
		log->responses = true;
		log->known_of_responses |= known;
	} else {
		log->queries = true;
		log->known_of_queries |= known;
	}
}

static const struct log_record *finish(struct log_reader *r, struct log_record *record)
{
	for (size_t i = 0; i < record->message_count; i++)
		note_message(&r->input->log, &record->messages[i]);
	record->number = ++r->number;
	if (record->message_count > 0)
		r->context->time_ns = record->messages[0].time_ns;
	record->time_ns = r->context->time_ns;
	return record;
}

static size_t line_ends_in(struct scan s)
{
	size_t count = 0;

	for (const char *p; (p = scan_find(s, "\n")) != NULL; s.at = p + 1)
		count++;
	return count;
}

/* The second and further lines of a row: they were read with its first. */
static const struct log_record *next_line_of_record(struct log_reader *r, struct log_record *record)
{
	r->lines_after--;
	record->class = LOG_CONTINUATION;
	record->reason = ANOMALY_NONE;
	record->message_count = 0;
	record->len = 0;
	return finish(r, record);
}

const struct log_record *log_reader_next(struct log_reader *r, struct trouble *trouble)
{
	struct log_context *c = r->context;
	struct log_record *record = c->record;
	struct line line;

	if (r->format->binary)
		return dnstap_next(&r->dnstap, r->lines.stream, c, trouble) ? finish(r, record)
									    : NULL;
	if (r->lines_after > 0)
		return next_line_of_record(r, record);
	if (!lines_next(&r->lines, &line)) {
		note_times(r);
		return NULL;
	}
	c->ahead = line.ahead;
	enum log_class class = context_read(c, r->format, scan_of(line.bytes, line.len));
	if (line.cut)
		class = log_malformed(c, ANOMALY_LOG_LINE_LONG);
	/* A log that is still being written, or was cut, ends inside a line. */
	if (line.unended && class == LOG_MALFORMED)
		trouble_set(trouble, INPUT_TRUNCATED, "ends inside line %" PRIu64, r->number + 1);
	record->class = class;
	record->bytes = line.bytes;
	record->len = line.len;
	if (r->lines.framing == FRAMING_CSV)
		r->lines_after = line_ends_in(scan_of(line.bytes, line.len));
	return finish(r, record);
}

const struct log_record *log_reader_record(const struct log_reader *r)
{
	return r->context->record;
}
