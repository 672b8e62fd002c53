#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/out.h"
#include "base/utc.h"
#include "signals.h"

/* Packets between two reads of the clock. */
#define PACKETS_BLIND 1024
/* On a terminal: delay before the first output, then the interval. */
#define FIRST_NS    (1 * NS_PER_SECOND)
#define TERMINAL_NS (NS_PER_SECOND / 4)
#define LINES_NS    (10 * NS_PER_SECOND)
/* Width of the path in columns. */
#define PATH_COLUMNS    32
#define COLUMNS_DEFAULT 79

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * NS_PER_SECOND + t.tv_nsec;
}

static uint64_t size_of_all(const struct paths *paths)
{
	uint64_t sum = 0;
	struct stat st;

	for (size_t i = 0; i < paths->count; i++) {
		if (stat(paths->items[i].name, &st) != 0)
			continue;
		if (!S_ISREG(st.st_mode))
			return 0;
		sum += (uint64_t)st.st_size;
	}
	return sum;
}

static void begin(void *ctx, const struct paths *paths)
{
	struct progress *p = ctx;
	const struct options *o = p->options;
	bool alone = o->verb->set != VERB_ROWS || isatty(STDOUT_FILENO) != 1;

	*p = (struct progress){
	    .options = o, .terminal = isatty(STDERR_FILENO) == 1, .start_ns = now_ns()};
	p->shown = o->progress == WHEN_ALWAYS ||
		   (o->progress == WHEN_AUTO && p->terminal && alone && !o->read.quiet);
	p->next_ns = p->start_ns + (p->terminal ? FIRST_NS : LINES_NS);
	p->total_bytes = size_of_all(paths);
	signals_watch();
}

/* Columns of the terminal; a line that reaches the last one may wrap. */
static size_t columns(void)
{
	struct winsize size;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1
		   ? (size_t)size.ws_col - 1
		   : COLUMNS_DEFAULT;
}

/* On a terminal the line is cut before it wraps: carriage return would not reach its beginning. */
static void put_text(const struct progress *p, const char *text)
{
	size_t len = strlen(text);

	if (p->terminal && len > columns())
		len = columns();
	fprintf(stderr, "%s%.*s%s", p->terminal ? "\r" : "", (int)len, text,
	    p->terminal ? "\x1b[K" : "\n");
	fflush(stderr);
}

static void put_left(struct out *line, const struct progress *p, uint64_t bytes, double per_s)
{
	int64_t left_s = (int64_t)((double)(p->total_bytes - bytes) / per_s);

	out_put(line, ", ");
	if (left_s >= 3600)
		out_print(line, "%" PRId64 " h ", left_s / 3600);
	if (left_s >= 60)
		out_print(line, "%" PRId64 " min ", left_s / 60 % 60);
	out_print(line, "%" PRId64 " s left", left_s % 60);
}

/* "dnsferret: 1203.4 of 12400.0 MB (9 %), 311.0 MB/s, 36 s left, 8123456 packets, case42/r3.pcap"
 */
static void put_line(struct progress *p, const char *path, uint64_t bytes, uint64_t packets)
{
	double seconds = (double)(now_ns() - p->start_ns) / (double)NS_PER_SECOND;
	double per_s = seconds > 0 ? (double)bytes / seconds : 0;

	struct out *line = out_memory();

	out_print(line, "dnsferret: %.1f ", (double)bytes / 1e6);
	if (p->total_bytes >= bytes && p->total_bytes > 0)
		out_print(line, "of %.1f MB (%.0f %%)", (double)p->total_bytes / 1e6,
		    100 * (double)bytes / (double)p->total_bytes);
	else
		out_put(line, "MB");
	out_print(line, ", %.1f MB/s", per_s / 1e6);
	if (p->total_bytes > bytes && per_s > 0)
		put_left(line, p, bytes, per_s);
	out_print(line, ", %" PRIu64 " packets", packets);
	if (path)
		out_print(line, ", %s",
		    path + (strlen(path) > PATH_COLUMNS ? strlen(path) - PATH_COLUMNS : 0));
	put_text(p, out_text(line, NULL));
	out_discard(line);
	p->written = p->terminal;
}

static void note_packet(void *ctx, const char *path, uint64_t bytes, uint64_t packets)
{
	struct progress *p = ctx;

	if (signals_progress_asked()) {
		put_line(p, path, p->before_bytes + bytes, packets);
		if (p->terminal && !p->shown)
			fputc('\n', stderr);
	}
	if (!p->shown || ++p->skipped < PACKETS_BLIND)
		return;
	p->skipped = 0;
	int64_t now = now_ns();
	if (now < p->next_ns)
		return;
	p->next_ns = now + (p->terminal ? TERMINAL_NS : LINES_NS);
	put_line(p, path, p->before_bytes + bytes, packets);
}

/* Before the first packet, which may be long after the start in a directory of many files. */
static void looked(void *ctx, size_t done, size_t count)
{
	struct progress *p = ctx;
	int64_t now = p->shown ? now_ns() : 0;

	if (!p->shown || now < p->next_ns)
		return;
	p->next_ns = now + (p->terminal ? TERMINAL_NS : LINES_NS);
	fprintf(stderr, "%sdnsferret: looked at %zu of %zu files%s", p->terminal ? "\r" : "", done,
	    count, p->terminal ? "\x1b[K" : "\n");
	p->written = p->terminal;
	fflush(stderr);
}

static void next_path(void *ctx, uint64_t bytes)
{
	struct progress *p = ctx;

	p->before_bytes += bytes;
}

static void clear(void *ctx)
{
	struct progress *p = ctx;

	if (p->written && p->shown)
		fputs("\r\x1b[K", stderr);
	p->written = false;
}

static void end(void *ctx, uint64_t packets, int interrupted)
{
	struct progress *p = ctx;

	if (p->shown && !p->terminal)
		put_line(p, NULL, p->before_bytes, packets);
	clear(p);
	signals_leave();
	if (interrupted)
		fprintf(stderr, "dnsferret: %s: %s\n", signals_name(interrupted),
		    p->options->verb->set == VERB_EXTRACT ? "nothing was written"
							  : "reporting what was read so far");
}

static int interrupted(void *ctx)
{
	(void)ctx;
	return signals_received();
}

void progress_watch(struct progress *p, const struct options *options, struct read_watch *watch)
{
	*p = (struct progress){.options = options};
	*watch = (struct read_watch){.begin = begin,
	    .looked = looked,
	    .packet = note_packet,
	    .path_over = next_path,
	    .clear = clear,
	    .end = end,
	    .interrupted = interrupted,
	    .ctx = p};
}
