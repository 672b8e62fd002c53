#include "formats.h"
#include "render/json_value.h"

void json_write(struct out *out, const struct node *report, const struct layout *layout)
{
	(void)layout;
	json_value(out, report, true);
	out_put(out, "\n");
}
