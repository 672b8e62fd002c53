#include "evidence.h"

#include <stdlib.h>

#include "base/memory.h"
#include "exit.h"

void evidence_fini(struct evidence *e)
{
	hosts_fini(&e->hosts);
	for (size_t i = 0; i < e->input_count; i++) {
		free(e->inputs[i]->path);
		free(e->inputs[i]->copy_of);
		free(e->inputs[i]);
	}
	free(e->inputs);
}

struct input *evidence_begin_input(struct evidence *e, const struct input *now)
{
	struct input *kept = memory_new(1, sizeof *kept);

	kept->path = memory_text(now->path);
	e->inputs = memory_resize(e->inputs, e->input_count + 1, sizeof(struct input *));
	e->inputs[e->input_count++] = kept;
	return kept;
}

bool evidence_any_readable(const struct evidence *e)
{
	for (size_t i = 0; i < e->input_count; i++)
		if (e->inputs[i]->status != INPUT_UNREADABLE)
			return true;
	return false;
}

static bool is_complete(const struct evidence *e)
{
	for (size_t i = 0; i < e->input_count; i++)
		if (e->inputs[i]->status != INPUT_COMPLETE)
			return false;
	for (int a = 0; a < ANOMALY_COUNT; a++)
		if (anomaly_is_limit((enum anomaly)a) && e->anomalies.count[a] > 0)
			return false;
	return true;
}

int evidence_exit_code(const struct evidence *e)
{
	if (e->interrupted)
		return EXIT_SIGNAL + e->interrupted;
	if (!evidence_any_readable(e))
		return EXIT_UNREADABLE;
	return is_complete(e) ? EXIT_CLEAN : EXIT_INCOMPLETE;
}
