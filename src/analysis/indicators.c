#include "analysis/indicators.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/err.h"
#include "base/escape.h"
#include "base/hash.h"
#include "base/memory.h"
#include "indicator_files.h"

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

void indicators_begin(struct indicators *all, struct suffix *suffix)
{
	*all = (struct indicators){.secret = hash_secret_new(), .suffix = suffix};
	table_init(&all->names, ENTRIES_MAX);
	table_init(&all->addresses, ENTRIES_MAX);
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
