#include "base/time_zone.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/cursor.h"
#include "base/memory.h"

#define ZONE_FOLDER "/usr/share/zoneinfo/"
#define LOCAL_FILE  "/etc/localtime"
/* The largest file of the database has 4 KiB. */
#define ZONE_BYTES_MAX 65536
#define HOURS_MAX      26

/* RFC 8536 3.1. */
struct header {
	uint8_t version;
	uint32_t ut, standard, leap, time, type, chars;
};

static bool take_header(struct cursor *c, struct header *h)
{
	const uint8_t *magic = cursor_take(c, 4);

	if (!magic || memcmp(magic, "TZif", 4) != 0)
		return false;
	h->version = cursor_u8(c);
	cursor_skip(c, 15);
	h->ut = cursor_u32(c);
	h->standard = cursor_u32(c);
	h->leap = cursor_u32(c);
	h->time = cursor_u32(c);
	h->type = cursor_u32(c);
	h->chars = cursor_u32(c);
	return !c->bad && h->type > 0 && h->type <= 256 && h->time <= ZONE_BYTES_MAX &&
	       h->leap <= ZONE_BYTES_MAX && h->chars <= ZONE_BYTES_MAX;
}

static int64_t take_time(struct cursor *c)
{
	uint64_t high = cursor_u32(c);

	return (int64_t)(high << 32 | cursor_u32(c));
}

int time_zone_read(struct time_zone *z, const uint8_t *bytes, size_t len)
{
	struct cursor c = cursor_of(bytes, len);
	struct header h;
	int32_t offsets[256] = {0};

	if (!take_header(&c, &h) || h.version < '2')
		return -1;
	/* The first block has times of 32 bits; the second one repeats it with 64. */
	cursor_skip(
	    &c, (size_t)h.time * 5 + h.type * 6 + h.chars + (size_t)h.leap * 8 + h.standard + h.ut);
	if (!take_header(&c, &h) || cursor_left(&c) < (size_t)h.time * 9 + h.type * 6)
		return -1;
	z->at = memory_new(h.time + 1, sizeof *z->at);
	z->offset = memory_new(h.time + 1, sizeof *z->offset);
	z->change_count = h.time;
	for (uint32_t i = 0; i < h.time; i++)
		z->at[i] = take_time(&c);
	const uint8_t *types = cursor_take(&c, h.time);
	for (uint32_t i = 0; i < h.type; i++) {
		offsets[i] = (int32_t)cursor_u32(&c);
		cursor_skip(&c, 2);
		if (offsets[i] < -HOURS_MAX * 3600 || offsets[i] > HOURS_MAX * 3600)
			return -1;
	}
	for (uint32_t i = 0; types && i < h.time; i++)
		z->offset[i] = offsets[types[i]];
	z->first_offset = offsets[0];
	return c.bad ? -1 : 0;
}

static bool take_two(const char **text, int *value)
{
	const char *t = *text;

	if (t[0] < '0' || t[0] > '9' || t[1] < '0' || t[1] > '9')
		return false;
	*value = 10 * (t[0] - '0') + (t[1] - '0');
	*text += 2;
	return true;
}

static bool take_fixed(struct time_zone *z, const char *text)
{
	int hours, minutes = 0;
	bool west = *text == '-';

	if (strcmp(text, "UTC") == 0 || strcmp(text, "Z") == 0)
		return true;
	if ((*text != '+' && !west) || (text++, !take_two(&text, &hours)))
		return false;
	text += *text == ':';
	if ((*text && !take_two(&text, &minutes)) || *text || hours > 14 || minutes > 59)
		return false;
	z->first_offset = (west ? -1 : 1) * (hours * 3600 + minutes * 60);
	return true;
}

/* Letters, digits and "_+-/", no dots: never outside the folder. */
static bool is_name(const char *text)
{
	static const char allowed[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-/";

	return *text && *text != '/' && text[strspn(text, allowed)] == '\0';
}

static int read_file(struct time_zone *z, const char *path)
{
	uint8_t *bytes;
	int status = -1;

	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	bytes = memory_resize(NULL, ZONE_BYTES_MAX, 1);
	ssize_t got = read(fd, bytes, ZONE_BYTES_MAX);
	if (got > 0)
		status = time_zone_read(z, bytes, (size_t)got);
	free(bytes);
	close(fd);
	return status;
}

static int read_named(struct time_zone *z, const char *name)
{
	char path[sizeof ZONE_FOLDER + ZONE_NAME_MAX];

	snprintf(path, sizeof path, ZONE_FOLDER "%s", name);
	return read_file(z, path);
}

int time_zone_init(struct time_zone *z, const char *text)
{
	time_zone_fini(z);
	*z = (struct time_zone){.given = true};
	if (strlen(text) >= sizeof z->name)
		return -1;
	snprintf(z->name, sizeof z->name, "%s", text);
	if (take_fixed(z, text))
		return 0;
	return is_name(text) ? read_named(z, text) : -1;
}

int time_zone_local(struct time_zone *z)
{
	const char *name = getenv("TZ");

	if (name && *name)
		return time_zone_init(z, name + (*name == ':'));
	time_zone_fini(z);
	*z = (struct time_zone){.given = true, .name = "local"};
	return access(LOCAL_FILE, F_OK) == 0 ? read_file(z, LOCAL_FILE) : 0;
}

void time_zone_fini(struct time_zone *z)
{
	free(z->at);
	free(z->offset);
	*z = (struct time_zone){.given = false};
}

int32_t time_zone_offset(const struct time_zone *z, int64_t utc)
{
	size_t low = 0, high = z->change_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (z->at[middle] <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? z->offset[low - 1] : z->first_offset;
}

/* Tries the offset of a day before, which is the one in force before a change nearby, and then that
 * of the result. */
int64_t time_zone_utc(const struct time_zone *z, int64_t local)
{
	int64_t before = time_zone_offset(z, local - 86400), utc = local - before;

	if (time_zone_offset(z, utc) == before)
		return utc;
	int64_t after = time_zone_offset(z, utc);
	return time_zone_offset(z, local - after) == after ? local - after : utc;
}
