#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "indicator_files.h"

/* A list is read whole: larger files are no lists. */
#define FILE_BYTES_MAX ((size_t)256 << 20)

static char *read_file(const char *path, size_t *len, struct err *err)
{
	FILE *file = fopen(path, "rb");
	size_t cap = 1 << 16;
	char *text = NULL;

	if (!file) {
		err_set(err, "%s: %s", path, strerror(errno));
		return NULL;
	}
	*len = 0;
	do {
		cap *= 2;
		text = memory_resize(text, cap + 1, 1);
		*len += fread(text + *len, 1, cap - *len, file);
	} while (*len == cap && cap < FILE_BYTES_MAX);
	bool failed = ferror(file);
	fclose(file);
	text[*len] = '\0';
	if (!failed && *len < FILE_BYTES_MAX)
		return text;
	err_set(err, "%s: %s", path, failed ? strerror(errno) : "larger than 256 MiB");
	free(text);
	return NULL;
}

static bool has_utf16(const char *text, size_t len)
{
	return len >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0);
}

static int read_list(struct indicators *all, char *text, size_t len, struct err *err)
{
	struct indicator_list *list = &all->lists[all->list_count - 1];
	size_t at = len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	struct err why;

	if (has_utf16(text, len))
		return err_set(err, "%s: is UTF-16; write it as UTF-8", list->path);
	at += strspn(text + at, " \t\r\n");
	/* "[" alone may be a defanged dot or address. */
	bool json =
	    text[at] == '{' || (text[at] == '[' && strspn(text + at + 1, " \t\r\n{}[]\"") > 0);
	if (!json)
		indicator_file_text(all, text + at, len - at);
	else if (indicator_file_json(all, text + at, len - at, &why) != 0)
		return err_set(err, "%s: %s", list->path, why.text);
	return 0;
}

static int add_file(struct indicators *all, const char *path, struct err *err)
{
	size_t len, before = all->count;
	char *text = read_file(path, &len, err);

	if (!text)
		return -1;
	all->lists = memory_resize(all->lists, all->list_count + 1, sizeof *all->lists);
	all->lists[all->list_count++] = (struct indicator_list){.path = path, .format = "text"};
	int status = read_list(all, text, len, err);
	free(text);
	const struct indicator_list *list = &all->lists[all->list_count - 1];
	if (status == 0 && all->count == before && (before == 0 || list->broken > 0))
		return err_set(err, "%s: no domain, name or address in it can be used", path);
	return status;
}

int indicators_init(
    struct indicators *all, const struct texts *files, struct suffix *suffix, struct err *err)
{
	struct err why;

	indicators_begin(all, suffix);
	for (size_t i = 0; i < files->count; i++)
		if (add_file(all, files->items[i], &why) != 0)
			return err_set(err, "--intel: %s", why.text);
	return 0;
}
