#include "analysis/report_check.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/address.h"
#include "base/limits.h"
#include "base/utc.h"
#include "dns/name.h"
#include "score/score.h"

#define ID_PREFIX "F-"
#define ID_DIGITS 12
#define HEX       "0123456789abcdef"
/* 2016-11-13T22:00:04.000000Z */
#define TIME_LEN 27

/* What is wrong: a short name of the member; NULL = nothing. */
typedef const char *check(const struct node *report, const struct node *f);

static bool is_text(const struct node *n)
{
	return n && n->kind == NODE_TEXT;
}

static bool is_count(const struct node *n)
{
	return n && n->kind == NODE_INTEGER && n->number >= 0;
}

static bool is_address(const struct node *n)
{
	uint8_t bytes[sizeof(struct in6_addr)];

	return is_text(n) && (inet_pton(AF_INET, n->text, bytes) == 1 ||
				 inet_pton(AF_INET6, n->text, bytes) == 1);
}

/* An address, or the name of a computer where a log has no address. */
static bool is_host(const struct node *n)
{
	char text[ADDRESS_TEXT_MAX];

	if (is_address(n) || !is_text(n))
		return is_address(n);
	struct address a = address_of_name(n->text, strlen(n->text));
	return a.family != 0 && strcmp(address_text(&a, text), n->text) == 0;
}

/* A log may not say which server was asked. */
static bool is_end(const struct node *n)
{
	return is_host(n) || (n && n->kind == NODE_NULL);
}

static bool is_name(const struct node *n)
{
	struct dns_name name;

	return is_text(n) && dns_name_parse(n->text, &name) == 0;
}

static bool is_time(const struct node *n)
{
	int64_t ns;

	return is_text(n) && strlen(n->text) == TIME_LEN && n->text[TIME_LEN - 1] == 'Z' &&
	       utc_parse(n->text, &ns) == 0;
}

static bool is_list(const struct node *map, const char *key)
{
	const struct node *n = document_get(map, key);

	return n && n->kind == NODE_LIST;
}

/* True if every member of the list passes. */
static bool all_are(const struct node *map, const char *path, bool (*is)(const struct node *))
{
	if (!is_list(map, path))
		return false;
	for (const struct node *n = document_members(map, path); n; n = n->next)
		if (!is(n))
			return false;
	return true;
}

static bool holds(const struct node *map, const char *path, const char *text)
{
	const struct node *n = document_members(map, path);

	while (n && strcmp(n->text, text) != 0)
		n = n->next;
	return n != NULL;
}

static const char *check_head(const struct node *report, const struct node *f)
{
	const char *id = document_text(f, "id");
	const struct node *score = document_get(f, "score");
	int kind = 0;

	(void)report;
	if (strncmp(id, ID_PREFIX, strlen(ID_PREFIX)) != 0 ||
	    strlen(id) != strlen(ID_PREFIX) + ID_DIGITS ||
	    strspn(id + strlen(ID_PREFIX), HEX) != ID_DIGITS)
		return "id";
	while (kind <= KIND_UNCLEAR &&
	       strcmp(kind_name((enum finding_kind)kind), document_text(f, "kind")) != 0)
		kind++;
	if (kind > KIND_UNCLEAR)
		return "kind";
	if (!is_count(score) || score->number > 100)
		return "score";
	if (strcmp(document_text(f, "level"), level_name(level_of((int)score->number))) != 0)
		return "level";
	if (!is_time(document_get(f, "first")))
		return "first";
	if (!is_time(document_get(f, "last")) ||
	    strcmp(document_text(f, "first"), document_text(f, "last")) > 0)
		return "last";
	return is_count(document_get(f, "volume.queries")) ? NULL : "volume";
}

/* The points of the reasons add up to the score; a score that rounds from less than a point each
 * has none. */
static const char *check_reasons(const struct node *report, const struct node *f)
{
	int64_t sum = 0;

	(void)report;
	for (const struct node *r = document_members(f, "reasons"); r; r = r->next) {
		int64_t points = document_integer(r, "points");

		if (points < -100 || points > 100 || !is_text(document_get(r, "code")) ||
		    !is_text(document_get(r, "text")))
			return "reasons";
		sum += points;
	}
	if (!document_members(f, "reasons") &&
	    document_integer(f, "score") < level_floor(LEVEL_LOW))
		return NULL;
	return sum == document_integer(f, "score") ? NULL : "reasons";
}

/* The clients that are involved come first and are counted. */
static const char *check_clients(const struct node *report, const struct node *f)
{
	int64_t involved = 0, listed = (int64_t)document_count(f, "clients");
	bool ended = false;

	(void)report;
	for (const struct node *c = document_members(f, "clients"); c; c = c->next) {
		const struct node *flag = document_get(c, "involved");

		if (!is_host(document_get(c, "ip")) || !flag || flag->kind != NODE_BOOL ||
		    (flag->number && ended))
			return "clients";
		involved += flag->number;
		ended |= !flag->number;
	}
	int64_t counted = document_integer(f, "clients_involved");
	if (involved == 0 || counted > document_integer(f, "clients_total") ||
	    listed > document_integer(f, "clients_total") ||
	    involved != (counted < listed ? counted : listed))
		return "clients";
	return all_are(f, "servers", is_address) ? NULL : "servers";
}

/* True if `name` is `domain` or ends in it. */
static bool is_below(const char *name, const char *domain)
{
	size_t len = strlen(name), tail = strlen(domain);

	return strcmp(domain, ".") == 0 || (len >= tail && strcmp(name + len - tail, domain) == 0 &&
					       (len == tail || name[len - tail - 1] == '.'));
}

static const char *check_domains(const struct node *report, const struct node *f)
{
	(void)report;
	if (!is_name(document_get(f, "domain.registered")))
		return "domain";
	if (!is_name(document_get(f, "domain.apex")) ||
	    !is_below(document_text(f, "domain.apex"), document_text(f, "domain.registered")))
		return "domain";
	const struct node *pool = document_get(f, "pool");
	if (pool && pool->kind == NODE_MAP &&
	    (!all_are(pool, "domains", is_name) || document_count(pool, "domains") == 0))
		return "pool";
	return NULL;
}

/* Nothing is blocked that the finding is not about. */
static const char *check_block(const struct node *report, const struct node *f)
{
	const char *what = document_text(f, "block.what");
	size_t domains = document_count(f, "block.domains");
	const char *only = strcmp(what, "apex") == 0         ? document_text(f, "domain.apex")
			   : strcmp(what, "registered") == 0 ? document_text(f, "domain.registered")
							     : NULL;
	bool group = strcmp(what, "domains") == 0;

	(void)report;
	if (!all_are(f, "block.domains", is_name) || !all_are(f, "block.servers", is_address) ||
	    !is_count(document_get(f, "block.other_clients")))
		return "block";
	for (const struct node *s = document_members(f, "block.servers"); s; s = s->next)
		if (!holds(f, "servers", s->text))
			return "block";
	if (only)
		return domains == 1 && strcmp(document_members(f, "block.domains")->text, only) == 0
			   ? NULL
			   : "block";
	if (!group && strcmp(what, "server") != 0 && strcmp(what, "nothing") != 0)
		return "block";
	if (group != (domains > 0))
		return "block";
	for (const struct node *d = document_members(f, "block.domains"); d; d = d->next)
		if (!holds(f, "pool.domains", d->text))
			return "block";
	return NULL;
}

static const char *check_evidence(const struct node *report, const struct node *f)
{
	int64_t inputs = (int64_t)document_count(report, "inputs");

	for (const struct node *e = document_members(f, "evidence"); e; e = e->next)
		if (!is_count(document_get(e, "input")) || document_integer(e, "input") >= inputs ||
		    document_integer(e, "packet") < 1 || !is_time(document_get(e, "time")) ||
		    !is_end(document_get(e, "src")) || !is_end(document_get(e, "dst")) ||
		    !is_name(document_get(e, "qname")))
			return "evidence";
	/* They are printed in single quotes, to be pasted into a shell. */
	if (strchr(document_text(f, "filters.tshark"), '\'') ||
	    strchr(document_text(f, "filters.bpf"), '\''))
		return "filters";
	return NULL;
}

static int check_finding(const struct node *report, const struct node *f, struct err *err)
{
	static check *const checks[] = {
	    check_head, check_reasons, check_clients, check_domains, check_block, check_evidence};
	char id[FINDING_ID_MAX];
	const char *wrong = NULL;

	for (size_t i = 0; !wrong && i < sizeof checks / sizeof *checks; i++)
		wrong = checks[i](report, f);
	if (!wrong)
		return 0;
	snprintf(id, sizeof id, "%s", document_text(f, "id"));
	return err_set(err,
	    "finding %s of the report: '%s' is missing or invalid, so the report was edited or "
	    "made "
	    "by another version; scan the captures again",
	    strcmp(wrong, "id") == 0 ? "with a malformed ID" : id, wrong);
}

int report_check(
    const struct node *report, const struct node *const *findings, size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		if (check_finding(report, findings[i], err) != 0)
			return -1;
	return 0;
}
