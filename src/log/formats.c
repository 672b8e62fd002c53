/* The table of formats, and how the format of a stream is told. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "context.h"
#include "elements.h"
#include "lines.h"
#include "format.h"
#include "dnsmasq.h"
#include "dnstap.h"
#include "suricata.h"
#include "windows_debug.h"
#include "zeek.h"

static const struct log_format formats[] = {
#define FORMAT(id, name, title, read, state, text, resolution) \
	{name, title, read, state, LOG_##text, false, resolution},
#define BINARY(id, name, title, resolution) {name, title, NULL, 0, LOG_TEXT, true, resolution},
#include "formats.def"
#undef FORMAT
#undef BINARY
};

#define FORMAT_COUNT (sizeof formats / sizeof *formats)
/* Lines that are looked at; a log with none of its kind among them is not recognised. */
#define LINES_LOOKED_AT 2000
/* Hits of one format after which no other is looked for. */
#define HITS_ENOUGH 200

const struct log_format *log_format_find(const char *name)
{
	for (size_t i = 0; i < FORMAT_COUNT; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

const char *log_format_short_name(const struct log_format *f)
{
	return f->name;
}

/* Numbers families, which may have several rows. */
static const struct log_format *family(size_t number)
{
	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		if (i > 0 && strcmp(formats[i].name, formats[i - 1].name) == 0)
			continue;
		if (number-- == 0)
			return &formats[i];
	}
	return NULL;
}

const char *log_format_name(size_t number)
{
	const struct log_format *f = family(number);

	return f ? f->name : NULL;
}

const char *log_format_title(size_t number)
{
	const struct log_format *f = family(number);

	return f ? f->title : NULL;
}

/* -- telling formats apart -- */

/* The next line of the bytes; false at the end. A last line that is not ended counts only if
 * nothing follows the bytes. */
static bool next_line(struct scan *bytes, char end, bool whole, struct scan *line)
{
	if (bytes->at == bytes->end)
		return false;
	if (!whole && !memchr(bytes->at, end, scan_left(bytes)))
		return false;
	*line = scan_until(bytes, end);
	while (line->at < line->end && *line->at == '\0')
		line->at++;
	if (line->end > line->at && line->end[-1] == '\r')
		line->end--;
	return true;
}

/* The next record of the bytes. One that is not ended counts only if nothing follows the bytes. */
static bool next_record(
    struct scan *bytes, enum framing framing, char end, bool whole, struct scan *record)
{
	bool closed;

	if (framing == FRAMING_LINES)
		return next_line(bytes, end, whole, record);
	if (!elements_next(bytes, framing, record, &closed) || (!closed && !whole))
		return false;
	if (!closed)
		bytes->at = bytes->end;
	return true;
}

/* One format on trial, with what it keeps from line to line. */
struct trial {
	const struct log_format *format; /* NULL = not tried */
	void *state;
	bool header_seen, responses_seen;
	unsigned hits;
};

static void trials_init(struct trial *all, const struct log_options *options)
{
	for (size_t i = 0; i < FORMAT_COUNT; i++) {
		const struct log_format *f = &formats[i];

		all[i] = (struct trial){.format = NULL};
		if (f->binary || (options->format && strcmp(options->format->name, f->name) != 0))
			continue;
		all[i].format = f;
		all[i].state = f->state_bytes > 0 ? memory_new(1, f->state_bytes) : NULL;
	}
}

static void trials_fini(struct trial *all)
{
	for (size_t i = 0; i < FORMAT_COUNT; i++)
		free(all[i].state);
}

static enum log_class try_one(struct log_context *c, struct trial *t, struct scan line)
{
	void *own = c->state;

	c->state = t->state;
	c->header_seen = t->header_seen;
	c->responses_seen = t->responses_seen;
	enum log_class class = context_try(c, t->format, line);
	t->header_seen = c->header_seen;
	t->responses_seen = c->responses_seen;
	c->state = own;
	return class;
}

/* Tries a line, and what is inside its envelopes, with each format until that takes it. */
static void try_line(struct log_context *c, struct trial *all, struct scan line)
{
	bool taken[FORMAT_COUNT] = {false};
	int envelopes = 0;

	context_begin(c);
	do {
		for (size_t i = 0; i < FORMAT_COUNT; i++) {
			if (!all[i].format || taken[i] || all[i].hits >= HITS_ENOUGH)
				continue;
			enum log_class class = try_one(c, &all[i], line);
			taken[i] = class != LOG_OTHER;
			all[i].hits += class == LOG_DNS || class == LOG_EXCLUDED;
		}
	} while (envelopes++ < ENVELOPES_MAX && context_peel(c, &line));
}

/* Every other byte of UTF-16 text in a Latin script is zero. */
static bool is_utf16(const uint8_t *bytes, size_t len)
{
	size_t zeros[2] = {0};

	if (len >= 2 &&
	    ((bytes[0] == 0xff && bytes[1] == 0xfe) || (bytes[0] == 0xfe && bytes[1] == 0xff)))
		return true;
	if (len < 64)
		return false;
	for (size_t i = 0; i < 64; i++)
		zeros[i % 2] += bytes[i] == 0;
	return (zeros[0] >= 30 && zeros[1] == 0) || (zeros[1] >= 30 && zeros[0] == 0);
}

static bool is_text(struct scan bytes)
{
	while (bytes.at < bytes.end && *bytes.at == '\0')
		bytes.at++;
	struct scan line = scan_until(&bytes, '\n');

	return !memchr(line.at, '\0', scan_left(&line) < 4096 ? scan_left(&line) : 4096);
}

static const struct log_format *recognise_text(
    struct scan bytes, bool whole, const struct log_options *options, struct trouble *why)
{
	const struct log_format *found = NULL;
	struct log_context *c = context_new(&formats[0], options, NULL);
	struct trial all[FORMAT_COUNT];
	struct scan line;

	trials_init(all, options);
	enum framing framing = elements_framing(bytes);
	char end = lines_end(bytes);
	for (unsigned n = 0; n < LINES_LOOKED_AT && next_record(&bytes, framing, end, whole, &line);
	     n++)
		try_line(c, all, line);
	for (size_t i = 0; i < FORMAT_COUNT && why->status == INPUT_COMPLETE; i++) {
		const struct log_format *f = all[i].format;

		if (all[i].hits + all[i].header_seen == 0)
			continue;
		if (found && strcmp(found->name, f->name) != 0)
			trouble_set(why, INPUT_DAMAGED,
			    "holds lines of two kinds of logs, %s and %s: name the one to read "
			    "with --input-format",
			    found->name, f->name);
		found = found ? found : f;
	}
	trials_fini(all);
	context_free(c);
	if (why->status != INPUT_COMPLETE)
		return NULL;
	if (!found && options->format && !options->format->binary)
		trouble_set(why, INPUT_UNREADABLE, "no line of a log of the format '%s'",
		    options->format->name);
	return found;
}

const struct log_format *log_recognise(
    struct stream *s, const struct log_options *options, struct trouble *why)
{
	size_t len = 0;
	const uint8_t *bytes = stream_peek(s, STREAM_PEEK_MAX);

	why->status = INPUT_COMPLETE;
	if (!options->format || options->format->binary) {
		if (dnstap_recognise(s, why))
			return log_format_find("dnstap");
		if (why->status != INPUT_COMPLETE || options->format)
			return NULL;
	}
	bool whole = !bytes;
	if (bytes)
		len = STREAM_PEEK_MAX;
	else if ((len = stream_left(s)) == 0)
		return NULL;
	bytes = stream_peek(s, len);
	if (is_utf16(bytes, len)) {
		trouble_set(why, INPUT_UNREADABLE,
		    "text in UTF-16, which is not read: convert it with iconv -f UTF-16 -t UTF-8");
		return NULL;
	}
	struct scan text = scan_of(bytes, len);
	scan_text(&text, "\xef\xbb\xbf");
	return is_text(text) ? recognise_text(text, whole, options, why) : NULL;
}
