#include "analysis/indicators.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/escape.h"
#include "base/hash.h"
#include "base/memory.h"
#include "indicator_files.h"

/* A list is read whole: larger files are no lists. */
#define FILE_BYTES_MAX ((size_t)256 << 20)
#define ENTRIES_MAX    ((size_t)1 << 24)
#define ENTRY_TEXT_MAX 2048

/* -- one entry -- */

struct key {
	const uint8_t *bytes;
	size_t len;
};

static bool same_name(const void *ctx, uint32_t number, const void *key)
{
	const struct indicators *all = ctx;
	const struct indicator *one = &all->items[number];
	const struct key *k = key;

	return one->len == k->len && memcmp(one->fold, k->bytes, k->len) == 0;
}

static bool same_address(const void *ctx, uint32_t number, const void *key)
{
	const struct indicators *all = ctx;

	return address_compare(&all->items[number].address, key) == 0;
}

static void push(struct indicators *all, struct table *table, uint64_t hash, struct indicator one)
{
	if (all->count == ENTRIES_MAX)
		return;
	if ((all->count & (all->count - 1)) == 0) /* a power of two: full */
		all->items =
		    memory_resize(all->items, all->count ? 2 * all->count : 1, sizeof *all->items);
	one.list = (uint32_t)all->list_count - 1;
	all->items[all->count] = one;
	if (table_add(table, hash, (uint32_t)all->count) == 0)
		all->count++;
	all->lists[one.list].taken++;
}

/* Lists of blocked hosts write 0.0.0.0 or 127.0.0.1 beside each. */
static bool is_placeholder(const struct address *a)
{
	static const uint8_t none[15];

	if (a->family == 4)
		return a->bytes[0] == 0 || a->bytes[0] == 127;
	return memcmp(a->bytes, none, sizeof none) == 0 && a->bytes[15] <= 1;
}

static bool take_address(struct indicators *all, const char *text)
{
	uint8_t bytes[16];
	struct address address;

	if (inet_pton(AF_INET, text, bytes) == 1)
		address = address_v4(bytes);
	else if (inet_pton(AF_INET6, text, bytes) == 1)
		address = address_v6(bytes);
	else
		return false;
	if (!is_placeholder(&address) && indicators_address(all, &address) == INDICATOR_NONE)
		push(all, &all->addresses, hash_secret(&address, sizeof address, all->secret),
		    (struct indicator){.address = address});
	return true;
}

/* A public suffix would match unrelated domains, and a single label is a word. */
static bool take_name(struct indicators *all, const char *text)
{
	struct dns_name name;

	if (strncmp(text, "*.", 2) == 0)
		text += 2;
	if (dns_name_parse(text, &name) != 0 || name.label_count < 2 ||
	    suffix_is_public(all->suffix, &name))
		return false;
	struct suffix_base base = suffix_find(all->suffix, &name);
	if (base.reverse)
		return false;
	struct key key = {name.fold, name.len};
	uint64_t hash = hash_secret(name.fold, name.len, all->secret);
	if (table_find(&all->names, hash, same_name, all, &key) != TABLE_NONE)
		return true;
	struct indicator one = {.fold = memory_new(name.len, 1), .len = name.len};
	memcpy(one.fold, name.fold, name.len);
	push(all, &all->names, hash, one);
	return true;
}

/* Lower case, without "hxxp://", path, port, user and the brackets of defanged dots. */
static void plain(const char *text, char out[ENTRY_TEXT_MAX])
{
	const char *scheme = strstr(text, "://");
	size_t len = 0;

	if (scheme && strcspn(text, "/?#") >= (size_t)(scheme - text))
		text = scheme + 3;
	const char *user = memchr(text, '@', strcspn(text, "/?#"));
	text = user ? user + 1 : text;
	for (size_t i = 0; text[i] && len + 1 < ENTRY_TEXT_MAX; i++) {
		if (strchr("/?#", text[i]))
			break;
		if (strncasecmp(text + i, "[dot]", 5) == 0) {
			out[len++] = '.';
			i += 4;
		} else if (text[i] != '[' && text[i] != ']') {
			out[len++] = (char)tolower((unsigned char)text[i]);
		}
	}
	out[len] = '\0';
	char *colon = strchr(out, ':');
	if (colon && !strchr(colon + 1, ':')) /* a port; an IPv6 address has more */
		*colon = '\0';
	len = strlen(out);
	if (len > 1 && out[len - 1] == '.')
		out[len - 1] = '\0';
}

bool indicators_take(struct indicators *all, const char *text)
{
	char entry[ENTRY_TEXT_MAX];

	if (strlen(text) >= ENTRY_TEXT_MAX)
		return false;
	plain(text, entry);
	return entry[0] && (take_address(all, entry) || take_name(all, entry));
}

void indicators_broken(struct indicators *all, size_t where)
{
	struct indicator_list *list = &all->lists[all->list_count - 1];

	if (list->broken++ == 0)
		list->first_broken = where;
}

/* -- files -- */

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

	*all = (struct indicators){.secret = hash_secret_new(), .suffix = suffix};
	table_init(&all->names, ENTRIES_MAX);
	table_init(&all->addresses, ENTRIES_MAX);
	for (size_t i = 0; i < files->count; i++)
		if (add_file(all, files->items[i], &why) != 0)
			return err_set(err, "--intel: %s", why.text);
	return 0;
}

void indicators_fini(struct indicators *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->items[i].fold);
	free(all->items);
	free(all->lists);
	table_fini(&all->names);
	table_fini(&all->addresses);
}

/* -- lookups -- */

uint32_t indicators_name(const struct indicators *all, const struct dns_name *name)
{
	for (unsigned n = name->label_count; n >= 2 && all->names.used > 0; n--) {
		const uint8_t *fold;
		struct key key = {.len = dns_name_suffix(name, n, &fold)};

		key.bytes = fold;
		uint32_t found = table_find(&all->names,
		    hash_secret(key.bytes, key.len, all->secret), same_name, all, &key);
		if (found != TABLE_NONE)
			return found;
	}
	return INDICATOR_NONE;
}

uint32_t indicators_address(const struct indicators *all, const struct address *address)
{
	if (all->addresses.used == 0 || address->family == 0)
		return INDICATOR_NONE;
	return table_find(&all->addresses, hash_secret(address, sizeof *address, all->secret),
	    same_address, all, address);
}

const char *indicator_text(const struct indicator *one, char *out)
{
	if (!one->fold)
		return address_text(&one->address, out);
	escape_name(out, DNS_NAME_TEXT_MAX, one->fold, one->len);
	return out;
}
