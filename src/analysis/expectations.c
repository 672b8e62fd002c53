#include "analysis/expectations.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "analysis/rule_file.h"

struct condition_key {
	const char *name;
	bool (*fits)(const struct node *finding, const struct condition *c);
};

/* -- conditions -- */

static bool score_fits(const struct node *f, const struct condition *c)
{
	long score = (long)document_integer(f, "score"), wanted = strtol(c->value, NULL, 10);

	return c->sign == '>'   ? score >= wanted
	       : c->sign == '<' ? score <= wanted
				: score == wanted;
}

static bool level_fits(const struct node *f, const struct condition *c)
{
	return strcmp(document_text(f, "level"), c->value) == 0;
}

static bool kind_fits(const struct node *f, const struct condition *c)
{
	return strcmp(document_text(f, "kind"), c->value) == 0;
}

static bool id_fits(const struct node *f, const struct condition *c)
{
	return strcmp(document_text(f, "id"), c->value) == 0;
}

static bool any_member(
    const struct node *finding, const char *list, const char *key, const char *value)
{
	const struct node *n = document_members(finding, list);

	while (n && strcmp(document_text(n, key), value) != 0)
		n = n->next;
	return n != NULL;
}

static bool client_fits(const struct node *f, const struct condition *c)
{
	const struct node *n = document_members(f, "clients");

	while (
	    n && !(document_bool(n, "involved") && strcmp(document_text(n, "ip"), c->value) == 0))
		n = n->next;
	return n != NULL;
}

static bool tool_fits(const struct node *f, const struct condition *c)
{
	return any_member(f, "looks_like", "tool", c->value);
}

static const struct condition_key keys[] = {
    {"score", score_fits},
    {"level", level_fits},
    {"kind", kind_fits},
    {"client", client_fits},
    {"tool", tool_fits},
    {"id", id_fits},
};

/* -- reading -- */

static int take_condition(struct expectation *e, const char *text, struct err *err)
{
	struct condition *c = &e->conditions[e->condition_count];
	size_t name_len = strcspn(text, "<>=");

	if (e->condition_count == CONDITIONS_MAX)
		return err_set(err, "more than %d conditions", CONDITIONS_MAX);
	*c = (struct condition){.sign = text[name_len]};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strlen(keys[i].name) == name_len && memcmp(keys[i].name, text, name_len) == 0)
			c->key = &keys[i];
	bool ordered = c->sign == '<' || c->sign == '>',
	     score = c->key && c->key->fits == score_fits;
	const char *value = text + name_len + (c->sign ? 1 : 0) + ordered;
	if (!c->key || !c->sign || !*value || (ordered && (text[name_len + 1] != '=' || !score)) ||
	    (score && value[strspn(value, "0123456789")]))
		return err_set(err,
		    "invalid condition '%.60s' (expected e.g. score>=95 or client=10.0.0.1)", text);
	c->text = memory_text(text);
	c->value = c->text + (value - text);
	e->condition_count++;
	return 0;
}

static int take_conditions(struct expectation *e, char *line, struct err *err)
{
	for (char *word; (word = rule_file_word(&line)) != NULL;)
		if (take_condition(e, word, err) != 0)
			return -1;
	return 0;
}

static int take_range(struct expectation *e, const char *text, struct err *err)
{
	char *end = NULL;

	e->least = text ? strtol(text, &end, 10) : -1;
	e->most = e->least;
	if (end && strncmp(end, "..", 2) == 0)
		e->most = strtol(end + 2, &end, 10);
	if (!end || *end || e->least < 0 || e->most < e->least)
		return err_set(err, "'%.40s' is not a number or range (2, 0..3)", text ? text : "");
	return 0;
}

static bool is_condition(const char *line)
{
	line += strspn(line, RULE_FILE_BLANKS);
	return line[strcspn(line, "<>=" RULE_FILE_BLANKS)] != '\0' &&
	       strchr("<>=", line[strcspn(line, "<>=" RULE_FILE_BLANKS)]) != NULL;
}

static int take_expectation(struct expectation *e, const char *verb, char *line, struct err *err)
{
	if (strcmp(verb, "find") == 0 || strcmp(verb, "absent") == 0) {
		e->kind = verb[0] == 'f' ? EXPECT_FIND : EXPECT_ABSENT;
		char *domain =
		    e->kind == EXPECT_ABSENT && is_condition(line) ? NULL : rule_file_word(&line);

		if (e->kind == EXPECT_FIND && !domain)
			return err_set(err, "find: a domain is required");
		e->domain = domain ? memory_text(domain) : NULL;
		return take_conditions(e, line, err);
	}
	if (strcmp(verb, "count") == 0) {
		e->kind = EXPECT_COUNT;
		if (take_range(e, rule_file_word(&line), err) != 0)
			return -1;
		return take_conditions(e, line, err);
	}
	if (strcmp(verb, "exit") == 0) {
		e->kind = EXPECT_EXIT;
		return take_range(e, rule_file_word(&line), err);
	}
	return err_set(err, "'%.40s' is not capture, find, absent, count or exit", verb);
}

static void add_capture(struct expectations *all, const char *file, const char *path)
{
	const char *slash = strrchr(file, '/');
	size_t folder = slash && path[0] != '/' ? (size_t)(slash - file) + 1 : 0;
	char *whole = memory_new(folder + strlen(path) + 1, 1);

	memcpy(whole, file, folder);
	memcpy(whole + folder, path, strlen(path));
	all->captures = memory_resize(all->captures, all->capture_count + 1, sizeof *all->captures);
	all->captures[all->capture_count++] = whole;
}

/* The file being read. */
struct reading {
	struct expectations *all;
	const char *path;
};

static int take_rule(void *ctx, char *rule, struct err *err)
{
	const struct reading *r = ctx;
	struct expectations *all = r->all;
	char *whole = memory_text(rule), *verb = rule_file_word(&rule);
	int status = 0;

	rule += strspn(rule, RULE_FILE_BLANKS);
	if (strcmp(verb, "capture") == 0) {
		if (*rule)
			add_capture(all, r->path, rule);
		else
			status = err_set(err, "capture: a path is required");
	} else if (all->capture_count == 0) {
		status = err_set(err, "expectation before the first capture line");
	} else {
		all->items = memory_resize(all->items, all->count + 1, sizeof *all->items);
		struct expectation *e = &all->items[all->count++];
		*e = (struct expectation){.capture = all->capture_count - 1, .line = whole};
		whole = NULL;
		status = take_expectation(e, verb, rule, err);
	}
	free(whole);
	return status;
}

int expectations_init(struct expectations *all, const char *path, struct err *err)
{
	struct reading reading = {all, path};

	*all = (struct expectations){0};
	if (rule_file_read(path, take_rule, &reading, err) != 0)
		return -1;
	return all->count == 0 ? err_set(err, "%s: contains no expectations", path) : 0;
}

void expectations_fini(struct expectations *all)
{
	for (size_t i = 0; i < all->count; i++) {
		struct expectation *e = &all->items[i];

		for (size_t k = 0; k < e->condition_count; k++)
			free(e->conditions[k].text);
		free(e->line);
		free(e->domain);
	}
	for (size_t i = 0; i < all->capture_count; i++)
		free(all->captures[i]);
	free(all->items);
	free(all->captures);
}

/* -- judging -- */

static bool is_of(const struct node *finding, const char *domain)
{
	if (!domain || strcmp(document_text(finding, "domain.registered"), domain) == 0 ||
	    strcmp(document_text(finding, "domain.apex"), domain) == 0)
		return true;
	const struct node *d = document_members(finding, "pool.domains");
	while (d && strcmp(d->text, domain) != 0)
		d = d->next;
	return d != NULL;
}

static const struct condition *first_unfit(const struct expectation *e, const struct node *finding)
{
	for (size_t i = 0; i < e->condition_count; i++)
		if (!e->conditions[i].key->fits(finding, &e->conditions[i]))
			return &e->conditions[i];
	return NULL;
}

static int describe(struct err *why, const char *words, const struct node *f)
{
	return err_set(why, "%s %s: score %d, %s, %s", words, document_text(f, "domain.apex"),
	    (int)document_integer(f, "score"), document_text(f, "level"), document_text(f, "kind"));
}

static bool found(const struct expectation *e, const struct node *report, struct err *why)
{
	const struct node *near = NULL;

	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		if (!is_of(f, e->domain))
			continue;
		if (!first_unfit(e, f))
			return true;
		near = near ? near : f;
	}
	if (near)
		describe(why, first_unfit(e, near)->text, near);
	else
		err_set(why, "no finding for %s", e->domain);
	return false;
}

/* True if a `find` line for the same capture names the domain. */
static bool is_named(
    const struct expectations *all, const struct expectation *e, const struct node *finding)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].kind == EXPECT_FIND && all->items[i].capture == e->capture &&
		    is_of(finding, all->items[i].domain))
			return true;
	return false;
}

static bool absent(const struct expectations *all, const struct expectation *e,
    const struct node *report, struct err *why)
{
	for (const struct node *f = document_members(report, "findings"); f; f = f->next)
		if (is_of(f, e->domain) && !first_unfit(e, f) &&
		    (e->domain || !is_named(all, e, f))) {
			describe(why, "unexpected finding", f);
			return false;
		}
	return true;
}

static bool in_range(const struct expectation *e, long number, const char *what, struct err *why)
{
	if (number >= e->least && number <= e->most)
		return true;
	err_set(why, "%ld %s", number, what);
	return false;
}

bool expectations_hold(const struct expectations *all, const struct expectation *e,
    const struct node *report, int exit_code, struct err *why)
{
	long count = 0;

	switch (e->kind) {
	case EXPECT_FIND:
		return found(e, report, why);
	case EXPECT_ABSENT:
		return absent(all, e, report, why);
	case EXPECT_COUNT:
		for (const struct node *f = document_members(report, "findings"); f; f = f->next)
			count += !first_unfit(e, f);
		return in_range(e, count, "findings", why);
	case EXPECT_EXIT:
		return in_range(e, exit_code, "is the exit code", why);
	}
	return false;
}
