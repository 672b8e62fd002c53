#include "analysis/popular.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/limits.h"
#include "base/memory.h"

#define LINE_MAX_BYTES 1024
/* A list begins with an entry within this many lines. */
#define HEAD_LINES 5

/* Splits a line into rank and domain, in lower case and without a final dot; `number` is the rank
 * if the line has none. False if there is no domain. */
static bool read_line(char *line, long long number, long long *rank, char **domain)
{
	char *end;

	line[strcspn(line, "\r\n")] = '\0';
	if (strncmp(line, "\xef\xbb\xbf", 3) == 0)
		line += 3;
	long long told = strtoll(line, &end, 10);
	bool has_rank = end > line && (*end == ',' || *end == '\t' || *end == ';');
	*rank = has_rank ? told : number;
	*domain = has_rank ? end + 1 : line;
	size_t len = strcspn(*domain, ",;\t ");
	(*domain)[len] = '\0';
	if (len > 1 && (*domain)[len - 1] == '.')
		(*domain)[--len] = '\0';
	for (char *c = *domain; *c; c++) {
		*c = (char)tolower((unsigned char)*c);
		if (!isgraph((unsigned char)*c))
			return false;
	}
	return strchr(*domain, '.') != NULL && *rank > 0;
}

/* Reads on to the next line that fits; the rest of a longer one is left out. */
static bool next_line(FILE *file, char line[LINE_MAX_BYTES])
{
	if (!fgets(line, LINE_MAX_BYTES, file))
		return false;
	for (int c = 0; !strchr(line, '\n') && c != EOF && c != '\n';)
		c = getc(file);
	return true;
}

int popular_init(struct popular *popular, const char *path, struct err *err)
{
	char line[LINE_MAX_BYTES], *domain;
	long long rank;
	bool any = false;

	*popular = (struct popular){.path = path};
	if (!path)
		return 0;
	popular->file = fopen(path, "rb");
	if (!popular->file)
		return err_set(err, "--popular: %s: %s", path, strerror(errno));
	for (long long n = 1; n <= HEAD_LINES && !any && next_line(popular->file, line); n++)
		any = strncmp(line, "PK", 2) != 0 && read_line(line, n, &rank, &domain);
	rewind(popular->file);
	return any ? 0
		   : err_set(err,
			 "--popular: %s: no list of \"RANK,DOMAIN\" lines (unpack it first?)",
			 path);
}

void popular_fini(struct popular *popular)
{
	if (popular->file)
		fclose(popular->file);
}

/* A domain of the report and its rank; 0 = not found. */
struct wanted {
	const char *domain;
	long long rank;
};

static int compare_wanted(const void *a, const void *b)
{
	const struct wanted *x = a, *y = b;

	return strcmp(x->domain, y->domain);
}

static void want(struct wanted **all, size_t *count, const char *domain)
{
	if (!*domain)
		return;
	*all = memory_resize(*all, *count + 1, sizeof **all);
	(*all)[(*count)++] = (struct wanted){.domain = domain};
}

/* The registered domains of findings and of the members of pools. */
static struct wanted *domains_of(const struct node *report, size_t *count)
{
	struct wanted *all = NULL;
	size_t kept = 0;

	*count = 0;
	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		want(&all, count, document_text(f, "domain.registered"));
		for (const struct node *d = document_members(f, "pool.domains"); d; d = d->next)
			want(&all, count, d->text);
	}
	if (*count > 0)
		qsort(all, *count, sizeof *all, compare_wanted);
	for (size_t i = 0; i < *count; i++)
		if (i == 0 || strcmp(all[i].domain, all[kept - 1].domain) != 0)
			all[kept++] = all[i];
	*count = kept;
	return all;
}

void popular_annotate(struct popular *popular, struct arena *a, struct node *report)
{
	char line[LINE_MAX_BYTES], path[256];
	size_t count;

	if (!popular->file)
		return;
	struct wanted *all = domains_of(report, &count);
	for (long long n = 1; count > 0 && next_line(popular->file, line); n++) {
		struct wanted key = {.rank = 0}, *found;
		char *domain;

		if (!read_line(line, n, &key.rank, &domain))
			continue;
		key.domain = domain;
		found = bsearch(&key, all, count, sizeof *all, compare_wanted);
		if (found && found->rank == 0)
			found->rank = key.rank;
	}
	struct node *map = document_set(report, "popular", document_map(a));
	escape_text(path, sizeof path, (const uint8_t *)popular->path, strlen(popular->path));
	document_set_text(a, map, "list", path);
	struct node *list = document_set(map, "domains", document_list(a));
	for (size_t i = 0; i < count; i++) {
		if (all[i].rank == 0)
			continue;
		struct node *one = document_push(list, document_map(a));
		document_set_text(a, one, "domain", all[i].domain);
		document_set_integer(a, one, "rank", all[i].rank);
	}
	free(all);
}
