#include "capture/capture.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/escape.h"
#include "base/limits.h"

#include "stream/stack.h"
#include "other_reader.h"
#include "reader.h"
#include "refusal.h"

/* Path plus member name; longer ones are truncated. */
#define NAME_BYTES_MAX 8192
/* Escaped bytes of a path in an error message, so that the reason still fits. */
#define SENTENCE_NAME_MAX 256
#define PASSWORD_DEFAULT  "infected"
/* Smaller files are not worth the memory of a read-ahead: others open the next ones meanwhile. */
#define READ_AHEAD_MIN_BYTES (2 * READAHEAD_BLOCKS * STREAM_READ_BYTES)

struct capture {
	struct arena arena; /* holds this struct */
	struct capture_options options;
	const char *path;
	struct stack stack;

	struct archive_reader *archive; /* NULL if the path is not an archive */
	enum stack_place archive_place;
	bool archive_over;
	int64_t modified_s; /* of the file inside, see struct input */
	/* the current input already reports its container's error */
	bool told;
	uint64_t input_count, capture_count, other_count;

	struct reader reader;
	struct other_reader other;
	bool reading; /* the reader may have more frames */
	struct input input;
	uint32_t input_index;
	/* of the path, without those of members */
	char containers[sizeof(((struct input *)0)->containers)];
	char name[NAME_BYTES_MAX];
	char name_text[4 * NAME_BYTES_MAX];
	char sha256[SHA256_TEXT_MAX];
};

/* -- the current input -- */

static void begin_input(struct capture *c, const char *member)
{
	snprintf(
	    c->name, sizeof c->name, "%s%s%s", c->path, member ? "!" : "", member ? member : "");
	escape_text(c->name_text, sizeof c->name_text, (const uint8_t *)c->name, strlen(c->name));
	host_names_fini(&c->input.hosts);
	c->input = (struct input){.path = c->name_text};
	memcpy(c->input.containers, c->containers, sizeof c->containers);
}

static void add_container(
    char containers[sizeof(((struct input *)0)->containers)], const char *name)
{
	size_t len = strlen(containers), room = sizeof((struct input *)0)->containers - len;

	snprintf(containers + len, room, "%s%s", len > 0 ? "," : "", name);
}

/* The name, or as much of its end as fits in an error message. */
static const char *short_name(const struct capture *c)
{
	const char *from = c->name + strlen(c->name);
	size_t width = 0;
	char one[8];

	while (from > c->name) {
		width += escape_text(one, sizeof one, (const uint8_t *)from - 1, 1);
		if (width > SENTENCE_NAME_MAX)
			break;
		from--;
	}
	return from;
}

static void set_error(struct capture *c, enum input_status status, const char *text)
{
	const char *name = strcmp(c->name, "-") == 0 ? "standard input" : short_name(c);

	c->input.status = status;
	err_set(&c->input.error, "%s: %s", name, text);
}

static void refuse(struct capture *c, const char *text)
{
	set_error(c, INPUT_UNREADABLE, text);
}

/* Updates size and hash of the stored file, as far as its stream has been read. */
static void note_stored(struct capture *c)
{
	const struct file *f = &c->stack.file;
	struct stream *s = &c->stack.streams[STACK_FILE];

	if (!stack_at_rest(&c->stack)) {
		c->input.size_bytes = f->size_bytes;
		return;
	}
	c->input.size_bytes = s->ended || !f->regular ? f->read_bytes : f->size_bytes;
	if (c->sha256[0] == '\0')
		stream_sha256(s, c->sha256);
	if (!c->archive)
		memcpy(c->input.sha256, c->sha256, sizeof c->sha256);
}

/* -- one capture -- */

/* Starts the reader at a file header. */
static void open_reader(struct capture *c, const struct capture_format *format, uint64_t number)
{
	struct stream *s = stack_top(&c->stack);
	struct reader *r = &c->reader;

	*r = (struct reader){.stream = s, .input = &c->input, .number = number};
	c->reading = format->open(r) == 0;
}

/* A capture (*format is set), or what the other reader reads; `why` is set if that refuses the
 * stream. */
static bool is_input(
    struct capture *c, struct stream *s, const struct capture_format **format, struct trouble *why)
{
	const struct capture_other *other = c->options.other;

	*why = (struct trouble){.status = INPUT_COMPLETE};
	*format = formats_find(s);
	return *format || (other && other->recognise(other->ctx, s, why));
}

/* Records why the other reader refuses what it would read: damaged = not to be passed over. */
static void refuse_other(struct capture *c, const struct trouble *why)
{
	refuse(c, why->text);
	c->input.recognised = why->status == INPUT_DAMAGED;
}

/* Starts the reader on the top stream, for which is_input is true. */
static void begin_capture(struct capture *c, const struct capture_format *format)
{
	struct stream *s = stack_top(&c->stack);
	struct reader *r = &c->reader;

	c->capture_count++;
	if (c->archive && !c->options.skip_hashes)
		stream_hash(s);
	c->input.recognised = true;
	if (format)
		open_reader(c, format, 0);
	else
		c->reading = other_reader_open(r, s, c->options.other, &c->other, &c->input);
	if (!c->reading)
		refuse(c, s->trouble.status != INPUT_COMPLETE ? s->trouble.text : r->trouble.text);
}

/* Sets the error: why the top stream is not a capture. */
static void refuse_stream(struct capture *c, const struct container *row)
{
	struct stream *s = stack_top(&c->stack);
	char text[REFUSAL_TEXT_MAX];

	c->told = s->trouble.status != INPUT_COMPLETE;
	c->input.recognised = (row && !row->common) || c->told;
	refusal_text(s, row, text);
	refuse(c, c->told ? s->trouble.text : text);
}

/* After the last frame: takes over errors found at the end of the capture and its containers. */
static void end_capture(struct capture *c)
{
	struct reader *r = &c->reader;
	enum stack_place last = c->archive ? STACK_MEMBER : STACK_FILE;

	/* A damaged capture in a pipe may never end. */
	if (c->stack.file.regular || r->trouble.status == INPUT_COMPLETE)
		stack_drain(&c->stack, last);
	const struct trouble *below = stack_trouble(&c->stack, last);
	c->told = below != NULL;
	if (below && r->trouble.status != INPUT_DAMAGED)
		trouble_set(&r->trouble,
		    below->status == INPUT_UNREADABLE ? INPUT_DAMAGED : below->status,
		    "after packet %" PRIu64 ": %.200s", r->number, below->text);
	if (r->trouble.status != INPUT_COMPLETE)
		set_error(c, r->trouble.status, r->trouble.text);
	if (c->archive || c->containers[0])
		stream_sha256(stack_expanded(&c->stack), c->input.expanded_sha256);
	note_stored(c);
}

static void close_reader(struct capture *c)
{
	if (c->reader.close)
		c->reader.close(&c->reader);
	c->reader = (struct reader){0};
	c->reading = false;
}

/* Where another capture was appended (with cat, or by a recorder that was started again): reads on
 * with its header. False if the reader ended for another reason. */
static bool go_on(struct capture *c)
{
	const struct capture_format *format;
	uint64_t number = c->reader.number;

	if (!c->reader.appended || (format = formats_find(stack_top(&c->stack))) == NULL)
		return false;
	close_reader(c);
	c->input.appended++;
	open_reader(c, format, number);
	if (!c->reading && c->reader.trouble.status == INPUT_UNREADABLE)
		trouble_set(&c->reader.trouble, INPUT_DAMAGED,
		    "damaged after packet %" PRIu64 ": the header of an appended capture", number);
	return c->reading;
}

/* -- archives -- */

/* Adds the path itself as one more input that reports the error of the archive. */
static void begin_complaint(
    struct capture *c, enum input_status status, const char *text, bool recognised)
{
	c->archive_over = true;
	c->input_count++;
	begin_input(c, NULL);
	c->input.recognised = recognised;
	set_error(c, c->capture_count == 0 ? INPUT_UNREADABLE : status, text);
	note_stored(c);
}

/* After the last member: returns true if an error was added as an input. */
static bool end_archive(struct capture *c)
{
	char text[128];

	c->archive_over = true;
	stack_drain(&c->stack, STACK_FILE);
	const struct trouble *below = stack_trouble(&c->stack, STACK_FILE);
	if (below && !c->told) {
		begin_complaint(c, below->status, below->text, true);
		return true;
	}
	if (c->input_count == 0) {
		snprintf(text, sizeof text,
		    "the archive contains no captures and no DNS logs (%" PRIu64 " other files)",
		    c->other_count);
		begin_complaint(c, INPUT_UNREADABLE, text, false);
		return true;
	}
	note_stored(c);
	return false;
}

/* Examines the member just reached; returns true if it is an input. */
static bool begin_member(struct capture *c, const struct archive_member *member)
{
	begin_input(c, member->name);
	c->input.modified_s = member->modified_s;
	if (member->encrypted)
		add_container(c->input.containers,
		    c->options.zip_password ? "encrypted" : "encrypted:" PASSWORD_DEFAULT);
	stack_push_member(&c->stack, c->archive);
	const struct container *row = container_find(stack_top(&c->stack));
	if (row && row->open) {
		int64_t packed_s = container_time(stack_top(&c->stack), row);

		c->input.modified_s = packed_s ? packed_s : member->modified_s;
		add_container(c->input.containers, row->name);
		stack_push(&c->stack, row);
		row = container_find(stack_top(&c->stack));
	}
	struct stream *s = stack_top(&c->stack);
	const struct capture_format *format;
	struct trouble why;
	if (is_input(c, s, &format, &why))
		begin_capture(c, format);
	else if (why.status == INPUT_DAMAGED)
		refuse_other(c, &why);
	else if (s->trouble.status != INPUT_COMPLETE || (row && (row->archive || row->open)))
		refuse_stream(c, row);
	else
		return false;
	c->input_count++;
	note_stored(c);
	return true;
}

/* Advances to the next member that is an input; false at the end of the archive. */
static bool next_member(struct capture *c)
{
	struct trouble trouble = {0};
	struct archive_member member;

	while (!c->archive_over) {
		stack_pop(&c->stack, c->archive_place);
		int result = archive_reader_next(c->archive, &member, &trouble);
		if (result == 0 || (result < 0 && c->told))
			return end_archive(c);
		c->told = false;
		if (result < 0) {
			begin_complaint(c, trouble.status, trouble.text, true);
			return true;
		}
		if (c->input_count == ARCHIVE_INPUTS_MAX) {
			begin_complaint(c, INPUT_TRUNCATED,
			    "stopped at a limit: the archive contains more captures", true);
			return true;
		}
		if (begin_member(c, &member))
			return true;
		c->other_count++;
	}
	return false;
}

/* -- the path -- */

/* A path that holds no capture is not read further. A small file is hashed all the same; a large
 * one is not, no matter how far it was read ahead. */
static void end_refused(struct capture *c)
{
	const struct file *f = &c->stack.file;
	struct stream *s = &c->stack.streams[STACK_FILE];

	stack_stop_readahead(&c->stack);
	if (f->regular && f->size_bytes > STREAM_READ_BYTES)
		stream_unhash(s);
	else if (f->regular)
		stream_skip(s, 2 * STREAM_READ_BYTES);
}

static void open_compression(struct capture *c, const struct container *row)
{
	struct stack *l = &c->stack;
	const struct capture_format *format;
	struct trouble why;

	c->modified_s = container_time(stack_top(l), row);
	add_container(c->containers, row->name);
	stack_push(l, row);
	if (is_input(c, stack_top(l), &format, &why) && !c->options.skip_hashes)
		stream_hash(stack_top(l));
}

/* Opens the file and its compression, if any. Others read, hash and decompress ahead what follows
 * the first block. */
static void open_file(struct capture *c)
{
	struct stack *l = &c->stack;

	stack_init(l, c->path, !c->options.skip_hashes);
	l->file.is_over = c->options.is_over;
	l->file.over_ctx = c->options.over_ctx;
	const struct container *row = container_find(stack_top(l));
	if (row && row->open)
		open_compression(c, row);
	bool longer = l->file.size_bytes >= READ_AHEAD_MIN_BYTES || c->containers[0];
	if (c->options.read_ahead && l->file.regular && longer)
		stack_push_readahead(l, &c->options.meanwhile);
}

void capture_begin(struct capture *c, uint32_t first_input)
{
	struct stack *l = &c->stack;
	const struct container *row = container_find(stack_top(l));

	c->input_index = first_input;
	if (row && row->archive) {
		const char *const passwords[2] = {c->options.zip_password, PASSWORD_DEFAULT};

		add_container(c->containers, row->name);
		c->archive_place = l->top;
		c->archive = row->archive(stack_top(l), passwords);
	}
	begin_input(c, NULL);
	c->input.modified_s = c->modified_s;
	const struct capture_format *format;
	struct trouble why;
	if (c->archive)
		next_member(c);
	else if (is_input(c, stack_top(l), &format, &why))
		begin_capture(c, format);
	else if (why.status != INPUT_COMPLETE)
		refuse_other(c, &why);
	else
		refuse_stream(c, row);
	if (!c->archive && !c->reading)
		end_refused(c);
	note_stored(c);
}

struct capture *capture_new(const char *path, const struct capture_options *options)
{
	struct arena arena = {0};
	struct capture *c = arena_take(&arena, sizeof *c);

	if (options)
		c->options = *options;
	c->path = arena_copy(&arena, path);
	c->arena = arena;
	open_file(c);
	return c;
}

struct capture *capture_open(
    const char *path, uint32_t first_input, const struct capture_options *options)
{
	struct capture *c = capture_new(path, options);

	capture_begin(c, first_input);
	return c;
}

bool capture_read_ahead(struct capture *c)
{
	return c->stack.readahead && readahead_work(c->stack.readahead);
}

int capture_next(struct capture *c, struct frame *frame)
{
	struct input *input = &c->input;

	if (!c->reading)
		return 0;
	while (!c->reader.next(&c->reader, frame))
		if (!go_on(c)) {
			c->reading = false;
			end_capture(c);
			return 0;
		}
	frame->ref.input = c->input_index;
	/* The first records of a log may have no time yet. */
	if (input->packets++ == 0 || (c->other.state && input->first_ns == 0))
		input->first_ns = input->last_ns = frame->time_ns;
	packet_gaps_note(&input->packet_gaps, input->last_ns, frame->time_ns);
	if (frame->time_ns < input->first_ns)
		input->first_ns = frame->time_ns;
	else if (frame->time_ns > input->last_ns)
		input->last_ns = frame->time_ns;
	return 1;
}

void *capture_other_state(const struct capture *c)
{
	return c->other.state;
}

const struct input *capture_input(const struct capture *c)
{
	return &c->input;
}

int capture_next_file(struct capture *c)
{
	close_reader(c);
	if (!c->archive || !next_member(c))
		return 0;
	c->input_index++;
	return 1;
}

uint64_t capture_position(const struct capture *c)
{
	return stack_stored_bytes(&c->stack);
}

const char *capture_sha256(const struct capture *c)
{
	return c->sha256;
}

void capture_close(struct capture *c)
{
	if (!c)
		return;
	close_reader(c);
	stack_pop(&c->stack, c->archive_place);
	archive_reader_free(c->archive);
	stack_fini(&c->stack);
	host_names_fini(&c->input.hosts);

	struct arena arena = c->arena;
	arena_fini(&arena);
}
