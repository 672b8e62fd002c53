#include "context.h"

#include <stdlib.h>

#include "base/memory.h"
#include "envelope.h"
#include "xml.h"

/* Lines among which the first time of a log is looked for. */
#define LINES_BEFORE_TIME 2000

struct log_context *context_new(
    const struct log_format *f, const struct log_options *options, const struct input *input)
{
	struct log_context *c = memory_new(1, sizeof *c);

	c->options = options;
	times_init(&c->times, options, input ? input->path : "", input ? input->modified_s : 0);
	c->record = memory_new(1, sizeof *c->record);
	c->messages.record = c->record;
	c->messages.bytes = memory_resize(NULL, MESSAGES_BYTES_MAX, 1);
	c->text = memory_resize(NULL, LOG_TEXT_BYTES_MAX, 1);
	c->json = memory_resize(NULL, 1, sizeof *c->json);
	c->repeats = memory_new(LOG_REPEATS, sizeof *c->repeats);
	context_use(c, f);
	return c;
}

void context_use(struct log_context *c, const struct log_format *f)
{
	free(c->state);
	c->state = f->state_bytes > 0 ? memory_new(1, f->state_bytes) : NULL;
	c->header_seen = c->responses_seen = false;
}

void context_free(struct log_context *c)
{
	if (!c)
		return;
	free(c->record);
	free(c->messages.bytes);
	free(c->text);
	free(c->json);
	free(c->repeats);
	free(c->state);
	free(c);
}

/* Reads the text as JSON, once for all formats. */
static bool is_json(struct log_context *c, struct scan text)
{
	if (c->json_of != text.at) {
		c->json_good = json_read(c->json, text);
		c->json_of = text.at;
	}
	return c->json_good;
}

/* An event of Windows in XML; what is around the events belongs to the layout of the file. */
static enum log_class read_event(
    struct log_context *c, const struct log_format *f, struct scan text)
{
	c->json_of = NULL;
	if (!scan_find(text, "<Event "))
		return scan_find(text, "</Events>") ? LOG_CONTINUATION : LOG_OTHER;
	if (!xml_event_read(c->json, text, &c->room))
		return log_malformed(c, ANOMALY_LOG_FIELDS);
	return f->read(c, text);
}

void context_begin(struct log_context *c)
{
	c->has_outer_time = false;
	c->room = (struct scan_room){c->text, c->text + LOG_TEXT_BYTES_MAX};
	c->json_of = NULL;
}

enum log_class context_try(struct log_context *c, const struct log_format *f, struct scan line)
{
	c->record->message_count = 0;
	c->record->reason = ANOMALY_NONE;
	c->messages.len = 0;
	if (f->text == LOG_TEXT || f->text == LOG_DETAILS)
		return f->read(c, line);
	if (f->text == LOG_XML)
		return read_event(c, f, line);
	/* Anything after the object is another record that was cut or joined. */
	if (scan_peek(&line) != '{')
		return LOG_OTHER;
	if (!is_json(c, line))
		return log_malformed(c, ANOMALY_LOG_JSON);
	return f->read(c, line);
}

bool context_peel(struct log_context *c, struct scan *line)
{
	bool peeled = envelope_peel(c, line);

	c->json_of = NULL;
	return peeled;
}

enum log_class context_read(struct log_context *c, const struct log_format *f, struct scan line)
{
	context_begin(c);
	enum log_class class = context_try(c, f, line);
	for (int i = 0; class == LOG_OTHER && i < ENVELOPES_MAX && context_peel(c, &line); i++)
		class = context_try(c, f, line);
	if (c->record->message_count == 0 && class != LOG_MALFORMED)
		c->record->reason = ANOMALY_NONE;
	return class;
}

int64_t context_first_time(
    struct log_context *c, const struct log_format *f, struct scan text, char end)
{
	int64_t time_ns = 0;

	for (unsigned n = 0; n < LINES_BEFORE_TIME && text.at < text.end && time_ns == 0; n++) {
		struct scan line = scan_until(&text, end);

		if (line.end > line.at && line.end[-1] == '\r')
			line.end--;
		if (context_read(c, f, line) == LOG_DNS && c->record->message_count > 0)
			time_ns = c->record->messages[0].time_ns;
	}
	return time_ns;
}

/* -- for the formats -- */

enum log_class log_malformed(struct log_context *c, enum anomaly reason)
{
	c->record->reason = reason;
	c->record->message_count = 0;
	return LOG_MALFORMED;
}

void log_time(struct log_context *c, bool has, struct told *told)
{
	if (has)
		return;
	if (c->has_outer_time) {
		told->time_ns = c->outer_time_ns;
		return;
	}
	c->record->reason = ANOMALY_LOG_TIME;
	told->time_ns = c->time_ns;
	if (c->time_ns == 0)
		told->unknown |= UNKNOWN_TIME;
}

uint16_t log_repeat_id(struct log_context *c, const struct told *t)
{
	struct {
		struct address client;
		uint16_t qtype;
	} who;
	uint64_t numbers[2];

	memset(&who, 0, sizeof who);
	who.client = t->client;
	who.qtype = t->qtype;
	numbers[0] = hash_fixed(&who, sizeof who);
	numbers[1] = hash_fixed(t->name.bytes, t->name.len);
	uint64_t key = hash_fixed(numbers, sizeof numbers);
	struct repeat *r = &c->repeats[key % LOG_REPEATS];
	if (r->key != key)
		*r = (struct repeat){.key = key};
	return t->response ? ++r->responses : ++r->queries;
}

void log_note_direction(struct log_context *c, struct told *t)
{
	if (t->response)
		c->responses_seen = true;
	else if (!c->responses_seen)
		t->unknown |= UNKNOWN_RESPONSES;
}
