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

static bool ends_in(const char *path, const char *extension)
{
	size_t path_len = strlen(path), len = strlen(extension);

	return path_len > len && path[path_len - len - 1] == '.' &&
	       strcasecmp(path + path_len - len, extension) == 0;
}

const struct writer *writer_for_path(const char *path)
{
	const struct writer *found = NULL;

	for (const struct writer *w = writers; w->name; w++)
		if (ends_in(path, w->extension) &&
		    (!found || strlen(w->extension) > strlen(found->extension)))
			found = w;
	return found;
}

const struct writer *writer_table(void)
{
	return writers;
}
