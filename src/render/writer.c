#include "render/writer.h"

#include <string.h>
#include <strings.h>

#include "formats.h"

static const struct writer writers[] = {
#define WRITER(name, extension, what) {#name, extension, what, name##_write},
#include "writers.def"
#undef WRITER
    {0},
};

const struct writer *writer_find(const char *name)
{
	for (const struct writer *w = writers; w->name; w++)
		if (strcmp(w->name, name) == 0)
			return w;
	return NULL;
}

const struct writer *writer_for_path(const char *path)
{
	const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');

	for (const struct writer *w = writers; dot && w->name; w++)
		if (strcasecmp(w->extension, dot + 1) == 0)
			return w;
	return NULL;
}

const struct writer *writer_table(void)
{
	return writers;
}
