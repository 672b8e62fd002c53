#include "analysis/rule_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Removes the comment and surrounding blanks. */
static char *strip(char *line)
{
	line[strcspn(line, "#")] = '\0';
	for (size_t n = strlen(line); n > 0 && strchr(RULE_FILE_BLANKS, line[n - 1]); n--)
		line[n - 1] = '\0';
	return line + strspn(line, RULE_FILE_BLANKS);
}

int rule_file_read(const char *path, rule_file_take *take, void *ctx, struct err *err)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0, number = 0;
	int status = 0;
	struct err why;

	if (!file)
		return err_set(err, "%s: %s", path, strerror(errno));
	while (status == 0 && getline(&line, &room, file) > 0) {
		char *rule = strip(line);

		number++;
		if (*rule && take(ctx, rule, &why) != 0)
			status = err_set(err, "%s:%zu: %s", path, number, why.text);
	}
	if (status == 0 && ferror(file))
		status = err_set(err, "%s: %s", path, strerror(errno));
	free(line);
	fclose(file);
	return status;
}

char *rule_file_word(char **rule)
{
	char *word = *rule + strspn(*rule, RULE_FILE_BLANKS);

	*rule = word + strcspn(word, RULE_FILE_BLANKS);
	if (**rule)
		*(*rule)++ = '\0';
	return *word ? word : NULL;
}
