#include "analysis/report_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/exit_code.h"
#include "base/memory.h"

#define SCHEMA        "dnsferret/report"
#define MAJOR         "2."
#define DIGITS_MIN    4
#define DIGITS_MAX    12
#define ID_PREFIX     "F-"
#define ID_PREFIX_LEN 2
#define HEX           "0123456789abcdef"

/* Returns NULL with err set if it is no report of this major version. */
static struct node *read_report(struct arena *arena, FILE *file, const char *path, struct err *err)
{
	struct node *report = document_read_json(arena, file, path, err);

	if (!report)
		return NULL;
	const char *version = document_text(report, "schema_version");
	if (strcmp(document_text(report, "schema"), SCHEMA) != 0) {
		err_set(err, "%s: not a dnsferret report", path);
		return NULL;
	}
	if (strncmp(version, MAJOR, strlen(MAJOR)) != 0) {
		err_set(err, "%s: a report of schema version %.20s; this program reads 2.x", path,
		    version);
		return NULL;
	}
	return report;
}

int report_file_load(
    struct arena *arena, const char *path, const struct node **report, struct err *err)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");

	*report = NULL;
	if (!file) {
		err_set(err, "%s: %s", path, strerror(errno));
		return EXIT_UNREADABLE;
	}
	*report = read_report(arena, file, path, err);
	if (file != stdin)
		fclose(file);
	return *report ? EXIT_CLEAN : EXIT_USAGE;
}

const struct node *report_file_read(struct arena *arena, const char *path, struct err *err)
{
	const struct node *report;

	report_file_load(arena, path, &report, err);
	return report;
}

bool report_file_is_id(const char *operand)
{
	size_t len = strlen(operand);

	return strncmp(operand, ID_PREFIX, ID_PREFIX_LEN) == 0 &&
	       len >= ID_PREFIX_LEN + DIGITS_MIN &&
	       strspn(operand + ID_PREFIX_LEN, HEX) == len - ID_PREFIX_LEN;
}

const struct node *report_file_finding(const struct node *report, const char *id, struct err *err)
{
	const char *digits = id + (strncmp(id, ID_PREFIX, ID_PREFIX_LEN) == 0 ? ID_PREFIX_LEN : 0);
	size_t len = strlen(digits);
	const struct node *found = NULL;

	if (len < DIGITS_MIN || len > DIGITS_MAX || strspn(digits, HEX) != len) {
		err_set(err, "'%.40s' is not a finding ID (F- and %d to %d hex digits)", id,
		    DIGITS_MIN, DIGITS_MAX);
		return NULL;
	}
	for (const struct node *f = document_members(report, "findings"); f; f = f->next) {
		const char *whole = document_text(f, "id");

		if (strncmp(whole, ID_PREFIX, ID_PREFIX_LEN) != 0 ||
		    strncmp(whole + ID_PREFIX_LEN, digits, len) != 0)
			continue;
		if (found) {
			err_set(err, "'%s' matches %.20s and %.20s: give more digits", id,
			    document_text(found, "id"), whole);
			return NULL;
		}
		found = f;
	}
	if (!found)
		err_set(err, "the report has no finding '%.40s'", id);
	return found;
}

const struct node **report_file_findings(
    const struct node *report, const struct texts *operands, size_t *count, struct err *err)
{
	const struct node **found = memory_new(operands->count + 1, sizeof *found);

	*count = 0;
	for (size_t i = 0; i < operands->count; i++) {
		const struct node *f = report_file_finding(report, operands->items[i], err);
		size_t same = 0;

		while (f && same < *count && found[same] != f)
			same++;
		if (f && same == *count)
			found[(*count)++] = f;
		if (f)
			continue;
		free(found);
		return NULL;
	}
	return found;
}
