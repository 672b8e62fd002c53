#include "analysis/allowlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/memory.h"
#include "base/utc.h"
#include "analysis/rule_file.h"

#define UNTIL        "until="
#define REASON_MAX   200
#define COMMAND_LINE "command line"

struct allowlist_entry {
	char suffix[DNS_NAME_TEXT_MAX]; /* as in reports: lower case, no final dot */
	char reason[REASON_MAX];
	char until[16];   /* "" = no end */
	int64_t until_ns; /* the first moment after that day */
	size_t findings;  /* findings it allowed */
	size_t expired;   /* findings it would have allowed had it not expired */
};

/* -- reading -- */

static int set_suffix(
    struct allowlist_entry *e, const char *text, struct suffix *suffix, struct err *err)
{
	struct dns_name name;

	if (dns_name_parse(text, &name) != 0 || name.label_count == 0)
		return err_set(err, "'%.100s' is not a domain name", text);
	if (suffix_is_public(suffix, &name))
		return err_set(
		    err, "'%.100s' is a public suffix, which would allow unrelated domains", text);
	escape_name(e->suffix, sizeof e->suffix, name.fold, name.len);
	return 0;
}

static int set_until(struct allowlist_entry *e, const char *text, struct err *err)
{
	int64_t day_ns;

	if (strlen(text) != 10 || utc_parse(text, &day_ns) != 0)
		return err_set(err, "'%.40s' is not a date (until=2026-12-31)", text);
	snprintf(e->until, sizeof e->until, "%.10s", text);
	e->until_ns = day_ns + NS_PER_DAY;
	return 0;
}

static int push(struct allowlist *allow, const struct allowlist_entry *e)
{
	allow->entries = memory_resize(allow->entries, allow->count + 1, sizeof *allow->entries);
	allow->entries[allow->count++] = *e;
	return 0;
}

/* State while reading the files. */
struct reading {
	struct allowlist *allow;
	struct suffix *suffix;
};

static int take_rule(void *ctx, char *rule, struct err *err)
{
	const struct reading *r = ctx;
	struct allowlist_entry e = {.until_ns = INT64_MAX};

	if (set_suffix(&e, rule_file_word(&rule), r->suffix, err) != 0)
		return -1;
	rule += strspn(rule, RULE_FILE_BLANKS);
	if (strncmp(rule, UNTIL, strlen(UNTIL)) == 0 &&
	    set_until(&e, rule_file_word(&rule) + strlen(UNTIL), err) != 0)
		return -1;
	rule += strspn(rule, RULE_FILE_BLANKS);
	if (!*rule)
		return err_set(err, "no reason given for '%.100s'", e.suffix);
	escape_text(e.reason, sizeof e.reason, (const uint8_t *)rule, strlen(rule));
	return push(r->allow, &e);
}

int allowlist_init(struct allowlist *allow, const struct texts *files, const struct texts *domains,
    struct suffix *suffix, struct err *err)
{
	struct reading reading = {allow, suffix};
	struct err why;

	*allow = (struct allowlist){0};
	for (size_t i = 0; i < files->count; i++)
		if (rule_file_read(files->items[i], take_rule, &reading, &why) != 0)
			return err_set(err, "--allow: %s", why.text);
	for (size_t i = 0; i < domains->count; i++) {
		struct allowlist_entry e = {.until_ns = INT64_MAX, .reason = COMMAND_LINE};

		if (set_suffix(&e, domains->items[i], suffix, &why) != 0)
			return err_set(err, "--allow-domain: %s", why.text);
		push(allow, &e);
	}
	return 0;
}

void allowlist_fini(struct allowlist *allow)
{
	free(allow->entries);
}

/* -- applying -- */

/* True if a domain equals the suffix or is below it. Both are written as in reports. */
static bool is_under(const char *domain, const char *suffix)
{
	size_t len = strlen(domain), suffix_len = strlen(suffix);

	if (len < suffix_len || strcmp(domain + len - suffix_len, suffix) != 0)
		return false;
	return len == suffix_len || domain[len - suffix_len - 1] == '.';
}

/* The first valid rule that matches; expired rules that match before it are counted. */
static struct allowlist_entry *entry_of(
    struct allowlist *allow, const char *domain, int64_t last_ns)
{
	for (struct allowlist_entry *e = allow->entries; e < allow->entries + allow->count; e++) {
		if (!is_under(domain, e->suffix))
			continue;
		if (last_ns < e->until_ns)
			return e;
		e->expired++;
	}
	return NULL;
}

/* The rule that allows a finding: its apex, or every domain of a pool. */
static struct allowlist_entry *entry_for(struct allowlist *allow, const struct node *finding)
{
	const struct node *pool = document_members(finding, "pool.domains");
	struct allowlist_entry *entry = NULL;
	int64_t last_ns = 0;

	utc_parse(document_text(finding, "last"), &last_ns);
	if (!pool)
		return entry_of(allow, document_text(finding, "domain.apex"), last_ns);
	for (; pool; pool = pool->next) {
		entry = entry_of(allow, pool->text, last_ns);
		if (!entry)
			return NULL;
	}
	return entry;
}

static struct node *suppress(void *ctx, struct arena *a, const struct node *finding)
{
	struct allowlist_entry *entry = entry_for(ctx, finding);

	if (!entry)
		return NULL;
	struct node *one = document_map(a);
	entry->findings++;
	document_set_text(a, one, "id", document_text(finding, "id"));
	document_set_text(a, one, "domain", document_text(finding, "domain.apex"));
	document_set_text(a, one, "rule", entry->suffix);
	document_set_text(a, one, "reason", entry->reason);
	document_set_text(a, one, "until", entry->until[0] ? entry->until : NULL);
	document_set_integer(a, one, "score", document_integer(finding, "score"));
	return one;
}

static void list_rules(void *ctx, struct arena *a, struct node *list)
{
	const struct allowlist *allow = ctx;

	for (size_t i = 0; i < allow->count; i++) {
		const struct allowlist_entry *e = &allow->entries[i];
		struct node *one = document_push(list, document_map(a));

		document_set_text(a, one, "rule", e->suffix);
		document_set_text(a, one, "reason", e->reason);
		document_set_text(a, one, "until", e->until[0] ? e->until : NULL);
		document_set_integer(a, one, "findings", (int64_t)e->findings);
		document_set_integer(a, one, "expired", (int64_t)e->expired);
	}
}

struct report_allowlist allowlist_for_report(struct allowlist *allow)
{
	return (struct report_allowlist){suppress, list_rules, allow};
}
