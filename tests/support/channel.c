#include "channel.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "dns/name.h"
#include "guard.h"

static void add_name(struct made_channel *made, const char *text, unsigned base_labels)
{
	struct dns_name name;
	struct channel *c = &made->channel;
	unsigned i = made->name_count;

	assert(dns_name_parse(text, &name) == 0);
	made->guarded[i] = guard_copy(name.wire, name.len);
	made->guarded_len[i] = name.len;
	c->sample.names[i] = (struct sample_name){
	    .hash = i + 1,
	    .time_ns = i,
	    .base_labels = (uint8_t)base_labels,
	    .wire_len = name.len,
	    .wire = (uint8_t *)(uintptr_t)made->guarded[i],
	};
	c->sample.count = (uint16_t)++made->name_count;
	sketch_add(&c->names, &(struct sketch_entry){.hash = i + 1, .first_ns = i});
}

void made_channel_init(struct made_channel *made, unsigned base_labels, enum counter q_row,
    const char *const *names, size_t count)
{
	*made = (struct made_channel){.domain = {.label_count = (uint8_t)base_labels}};
	made->channel.domain = &made->domain;
	made->channel.sample.names = calloc(SAMPLE_NAMES_MAX, sizeof *made->channel.sample.names);
	sketch_init(&made->channel.names, SKETCH_NAMES_MAX);
	for (size_t i = 0; i < count && names[i] && i < SAMPLE_NAMES_MAX; i++)
		add_name(made, names[i], base_labels);
	made->channel.count.of[COUNT_QUERIES] = made->name_count;
	made->channel.count.of[q_row] = made->name_count;
}

void made_channel_fini(struct made_channel *made)
{
	for (unsigned i = 0; i < made->name_count; i++)
		guard_free(made->guarded[i], made->guarded_len[i]);
	free(made->channel.sample.names);
	sketch_fini(&made->channel.names);
}
