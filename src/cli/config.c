#include "config.h"

#include <errno.h>
#include <ini.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* State of one parse. libinih continues after an error and does not pass the line number to the
 * handler, so both are kept here. */
struct reading {
	FILE *file;
	config_take *take;
	void *ctx;
	int line;     /* last line read, from 1 */
	int bad_line; /* 0 = none */
	struct err why;
};

static void refuse(struct reading *r, const char *why)
{
	err_set(&r->why, "%s", why);
	r->bad_line = r->line;
}

/* fgets for libinih; ends the file at the first bad line. */
static char *next_line(char *text, int room, void *stream)
{
	struct reading *r = stream;

	if (r->bad_line || !fgets(text, room, r->file))
		return NULL;
	r->line++;
	/* A NUL byte hides the end of its line. */
	if (!strchr(text, '\n') && !feof(r->file)) {
		refuse(r, "the line is too long or contains a NUL byte");
		return NULL;
	}
	return text;
}

/* For libinih: 1 = continue. */
static int take_setting(void *ctx, const char *section, const char *key, const char *value)
{
	struct reading *r = ctx;
	struct err why;

	if (*section)
		refuse(r, "sections are not supported");
	else if (r->take(r->ctx, key, value, &why) != 0)
		refuse(r, why.text);
	return r->bad_line == 0;
}

int config_read(const char *path, config_take *take, void *ctx, struct err *err)
{
	struct reading r = {.file = fopen(path, "r"), .take = take, .ctx = ctx};

	if (!r.file)
		return err_set(err, "%s: %s", path, strerror(errno));
	ini_allow_multiline = false; /* indented lines are not continuation lines */
	int malformed = ini_parse_stream(next_line, &r, take_setting, &r);
	bool unreadable = ferror(r.file);
	int status = 0;

	if (unreadable)
		status = err_set(err, "%s: %s", path, strerror(errno));
	else if (malformed > 0 && malformed != r.bad_line)
		status = err_set(err, "%s:%d: not NAME = VALUE", path, malformed);
	else if (r.bad_line)
		status = err_set(err, "%s:%d: %s", path, r.bad_line, r.why.text);
	fclose(r.file);
	return status;
}
