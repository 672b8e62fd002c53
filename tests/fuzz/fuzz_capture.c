/*
 * Arbitrary bytes as an input file: classic pcap, pcapng and every container, read twice, the
 * second time with read-ahead. Frames, hashes and messages must be the same, each frame within its
 * limits, messages printable, and incomplete input must give a reason.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/hash.h"
#include "capture/capture.h"
#include "base/limits.h"

/* A small bomb is enough. */
#define FRAMES_MAX 20000

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct seen {
	uint64_t frames, bytes, inputs, hash;
};

static void check_text(const char *text)
{
	for (; *text; text++)
		assert(*text >= ' ' && *text <= '~');
}

static void check_input(const struct input *in, uint64_t frames, bool whole)
{
	assert(!whole || in->packets == frames);
	assert(in->packets == 0 || in->first_ns <= in->last_ns);
	assert(in->linktype_count <= INPUT_LINKTYPES_MAX);
	check_text(in->error.text);
	check_text(in->comment);
	assert(!whole || (in->status == INPUT_COMPLETE) == (in->error.text[0] == '\0'));
	for (size_t i = 0; i < in->hosts.count; i++)
		check_text(in->hosts.items[i].name);
}

static uint64_t hash_input(const struct input *in)
{
	return hash_fixed(in->sha256, strlen(in->sha256)) +
	       3 * hash_fixed(in->expanded_sha256, strlen(in->expanded_sha256)) +
	       5 * hash_fixed(in->error.text, strlen(in->error.text)) + in->size_bytes * 7 +
	       in->status;
}

static struct seen read_all(const char *path, bool ahead)
{
	struct seen seen = {0};
	struct capture *c = capture_open(path, 0, &(struct capture_options){.read_ahead = ahead});

	do {
		uint64_t frames = 0;
		struct frame f;

		while (seen.frames < FRAMES_MAX && capture_next(c, &f)) {
			frames++;
			seen.frames++;
			seen.bytes += f.len;
			assert(f.len <= FRAME_BYTES_MAX && f.len <= f.wire_len);
			assert(f.time_ns >= 0 && f.time_ns <= FRAME_TIME_MAX_NS);
			seen.hash =
			    seen.hash * 31 + hash_fixed(f.bytes, f.len) + (uint64_t)f.time_ns;
			/* Do not always read ahead as far as possible. */
			while (ahead && seen.hash % 7 != 0 && capture_read_ahead(c))
				;
		}
		check_input(capture_input(c), frames, seen.frames < FRAMES_MAX);
		if (seen.frames < FRAMES_MAX)
			seen.hash = seen.hash * 31 + hash_input(capture_input(c));
		seen.inputs++;
	} while (seen.frames < FRAMES_MAX && seen.inputs < 100 && capture_next_file(c));
	capture_close(c);
	return seen;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static int file = -1;
	char path[32];

	if (file < 0)
		file = memfd_create("input", 0);
	assert(file >= 0 && ftruncate(file, 0) == 0 && pwrite(file, bytes, len, 0) == (ssize_t)len);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	struct seen first = read_all(path, false), second = read_all(path, true);
	assert(memcmp(&first, &second, sizeof first) == 0);
	return 0;
}
