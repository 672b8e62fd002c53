#include "windows_event.h"

const struct json_value *windows_event_member(const struct log_context *c, const char *name)
{
	static const char *const inside[][2] = {{"EventData", NULL}, {"winlog", "event_data"},
	    {"Event", "EventData"}, {"winlog", NULL}, {"Event", "System"}, {"Properties", NULL}};
	const struct json_value *root = c->json->values, *found = json_member(c->json, root, name);

	for (size_t i = 0; !found && i < sizeof inside / sizeof *inside; i++) {
		const struct json_value *in = json_member(c->json, root, inside[i][0]);

		if (inside[i][1])
			in = json_member(c->json, in, inside[i][1]);
		found = json_member(c->json, in, name);
	}
	return found;
}

struct scan windows_event_text(struct log_context *c, const char *name)
{
	return json_text(windows_event_member(c, name), &c->room);
}
