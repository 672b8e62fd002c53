#include "read/time_span.h"

#include "base/utc.h"
#include "read/log_input.h"

struct span {
	int64_t first_ns, last_ns;
	bool any;
};

static void add(struct span *s, int64_t time_ns)
{
	if (time_ns < NS_PER_DAY)
		return;
	if (!s->any || time_ns < s->first_ns)
		s->first_ns = time_ns;
	if (!s->any || time_ns > s->last_ns)
		s->last_ns = time_ns;
	s->any = true;
}

static void add_frame(struct span *s, const struct capture *c, const struct frame *frame)
{
	const struct log_record *record = log_input_record(c);

	if (!record)
		add(s, frame->time_ns);
	for (size_t i = 0; record && i < record->message_count; i++)
		add(s, record->messages[i].time_ns);
}

static bool is_over(const struct read_watch *w)
{
	return w && w->interrupted(w->ctx);
}

static void add_path(
    struct span *s, const char *path, const struct capture_options *how, const struct read_watch *w)
{
	struct capture *c = capture_open(path, 0, how);
	struct frame frame;

	do {
		while (!is_over(w) && capture_next(c, &frame) == 1)
			add_frame(s, c, &frame);
	} while (!is_over(w) && capture_next_file(c));
	capture_close(c);
}

struct filter_period time_span_find(const struct read_options *options,
    const struct ordered_input *order, size_t count, const struct capture_other *logs)
{
	const struct read_watch *w = options->watch;
	struct capture_options how = {
	    .zip_password = options->zip_password, .skip_hashes = true, .other = logs};
	struct span s = {.any = false};

	if (w) {
		how.is_over = w->interrupted;
		how.over_ctx = w->ctx;
	}
	for (size_t i = 0; filter_is_relative(&options->filter) && i < count && !is_over(w); i++)
		if (!order[i].other && !order[i].original)
			add_path(&s, order[i].path->name, &how, w);
	return filter_period(
	    &options->filter, s.any ? &s.first_ns : NULL, s.any ? &s.last_ns : NULL);
}
