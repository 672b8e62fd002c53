/*
 * log_stages STAGE FILE: one stage of reading a log, with one thread and without a hash over the
 * file. STAGE: "bytes" reads the file; "lines" splits it into lines too; "fields" splits the lines
 * at tabs too; "messages" reads the records of the log into DNS messages. Prints what was counted.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "../../src/log/lines.h"
#include "log/log_reader.h"
#include "stream/stack.h"

#define FIELDS_MAX 64

static uint64_t count_bytes(struct stream *s)
{
	uint64_t bytes = 0;
	size_t len;

	while (stream_chunk(s, &len)) {
		bytes += len;
		stream_take(s, len);
	}
	return bytes;
}

static uint64_t count_lines(struct stream *s, bool fields)
{
	const char *ends[FIELDS_MAX];
	uint64_t count = 0;
	struct lines l;
	struct line line;

	lines_init(&l, s);
	while (lines_next(&l, &line)) {
		count +=
		    fields ? scan_fields(scan_of(line.bytes, line.len), '\t', ends, FIELDS_MAX) : 1;
	}
	lines_fini(&l);
	return count;
}

static uint64_t count_messages(struct stream *s, const char *path)
{
	struct log_options options = {.format = NULL};
	struct input input = {.path = (char *)(uintptr_t)path};
	struct trouble trouble = {.status = INPUT_COMPLETE};
	const struct log_format *f = log_recognise(s, &options, &trouble);
	uint64_t count = 0;

	if (!f)
		return 0;
	struct log_reader *r = log_reader_new(s, f, &options, &input);
	for (const struct log_record *one; (one = log_reader_next(r, &trouble)) != NULL;)
		count += one->message_count;
	log_reader_free(r);
	return count;
}

int main(int argc, char **argv)
{
	struct stack stack;

	if (argc != 3)
		return 2;
	stack_init(&stack, argv[2], false);
	struct stream *s = stack_top(&stack);
	uint64_t count = strcmp(argv[1], "bytes") == 0      ? count_bytes(s)
			 : strcmp(argv[1], "lines") == 0    ? count_lines(s, false)
			 : strcmp(argv[1], "fields") == 0   ? count_lines(s, true)
			 : strcmp(argv[1], "messages") == 0 ? count_messages(s, argv[2])
							    : 0;
	printf("%" PRIu64 "\n", count);
	stack_fini(&stack);
	return count == 0;
}
