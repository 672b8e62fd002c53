#include "read/provenance.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/link_types.h"
#include "base/memory.h"
#include "base/exit_code.h"

void provenance_fini(struct provenance *e)
{
	host_names_fini(&e->hosts);
	host_names_fini(&e->macs);
	unread_fini(&e->unread);
	for (size_t i = 0; i < e->input_count; i++) {
		free(e->inputs[i]->path);
		free(e->inputs[i]->copy_of);
		free(e->inputs[i]);
	}
	free(e->inputs);
}

struct input *provenance_begin_input(struct provenance *e, const struct input *now)
{
	struct input *kept = memory_new(1, sizeof *kept);

	kept->path = memory_text(now->path);
	e->inputs = memory_resize(e->inputs, e->input_count + 1, sizeof(struct input *));
	e->inputs[e->input_count++] = kept;
	return kept;
}

bool provenance_any_readable(const struct provenance *e)
{
	for (size_t i = 0; i < e->input_count; i++)
		if (e->inputs[i]->status != INPUT_UNREADABLE)
			return true;
	return false;
}

static bool is_complete(const struct provenance *e)
{
	for (size_t i = 0; i < e->input_count; i++)
		if (e->inputs[i]->status != INPUT_COMPLETE)
			return false;
	for (int a = 0; a < ANOMALY_COUNT; a++)
		if (anomaly_is_loss((enum anomaly)a) && e->anomalies.count[a] > 0)
			return false;
	return true;
}

int provenance_exit_code(const struct provenance *e)
{
	if (e->misused)
		return EXIT_USAGE;
	if (e->interrupted)
		return EXIT_SIGNAL + e->interrupted;
	if (!provenance_any_readable(e))
		return EXIT_UNREADABLE;
	return is_complete(e) ? EXIT_CLEAN : EXIT_INCOMPLETE;
}

void provenance_print_links(const struct provenance *e)
{
	size_t count = unread_noted(&e->unread, UNREAD_LINK);

	for (size_t linktype = 0; linktype < count; linktype++) {
		const struct unread_count *seen = unread_get(&e->unread, UNREAD_LINK, linktype);
		const char *name = link_type_name((int)linktype);

		if (seen)
			fprintf(stderr,
			    "dnsferret: link type %zu (%s) is not read: %" PRIu64
			    " packet%s, the first "
			    "in %s\n",
			    linktype, name ? name : "no known name", seen->packets,
			    seen->packets == 1 ? "" : "s", e->inputs[seen->first.input]->path);
	}
}
