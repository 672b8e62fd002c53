#include "builder.h"

#include "base/out.h"

/* With more runs of ports a filter does not fit on a command line. */
#define PORTS_TEXT_RUNS_MAX 64

const struct port_form port_form_prose = {.between = ", ", .dash = "-"};
const struct port_form port_form_display = {.between = ", ", .dash = ".."};
const struct port_form port_form_bpf = {
    .between = " or ", .one = "port ", .run = "portrange ", .dash = "-"};
const struct port_form port_form_udp = {
    .between = " ", .one = "-d udp.port==", .run = "-d udp.port==", .dash = "-", .end = ",dns"};
const struct port_form port_form_tcp = {
    .between = " ", .one = "-d tcp.port==", .run = "-d tcp.port==", .dash = "-", .end = ",dns"};

static void put(struct out *out, const char *text)
{
	out_put(out, text ? text : "");
}

static void put_run(struct out *out, const struct port_form *form, const struct port_range *range)
{
	put(out, range->from == range->to ? form->one : form->run);
	out_number(out, range->from);
	if (range->from != range->to) {
		put(out, form->dash);
		out_number(out, range->to);
	}
	put(out, form->end);
}

const char *ports_text(
    struct arena *a, const struct ports *ports, const struct port_form *form, unsigned left_out)
{
	struct out *out = out_memory();
	unsigned count = 0;

	for (struct port_range run = {0}; ports_next_range(ports, &run);) {
		if (run.from == left_out && run.to == left_out)
			continue;
		if (count++ > 0)
			put(out, form->between);
		if (count > PORTS_TEXT_RUNS_MAX)
			break;
		put_run(out, form, &run);
	}
	const char *text =
	    count > 0 && count <= PORTS_TEXT_RUNS_MAX ? arena_copy(a, out_text(out, NULL)) : NULL;
	out_discard(out);
	return text;
}
