/*
 * The functions behind the rows of writers.def.
 */
#ifndef DNSFERRET_RENDER_FORMATS_H
#define DNSFERRET_RENDER_FORMATS_H

#include "render/writer.h"

#define WRITER(name, extension, what) \
	void name##_write(struct out *out, const struct node *report, const struct layout *layout);
#include "writers.def"
#undef WRITER

#endif
