/*
 * Runs a fuzz target over its kept corpus, tests/fuzz/corpus/<target>/, without libFuzzer, as a
 * plain test: the empty input, then each file, in a heap block of exactly its size.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void die(const char *path)
{
	printf("not ok - %s: %s\n", path, strerror(errno));
	exit(1);
}

static void replay_file(const char *path)
{
	struct stat st;
	FILE *file = fopen(path, "rb");

	if (!file || fstat(fileno(file), &st) != 0)
		die(path);
	size_t len = (size_t)st.st_size;
	uint8_t *bytes = malloc(len > 0 ? len : 1);
	if (!bytes || fread(bytes, 1, len, file) != len)
		die(path);
	fclose(file);
	printf("# %s\n", path);
	fflush(stdout);
	LLVMFuzzerTestOneInput(bytes, len);
	free(bytes);
}

static int is_plain(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
	(void)argc;
	const char *slash = strrchr(argv[0], '/');
	const char *target = slash ? slash + 1 : argv[0];
	char folder[512], path[1024];
	struct dirent **entries;

	LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
	snprintf(folder, sizeof folder, "tests/fuzz/corpus/%s", target);
	int count = scandir(folder, &entries, is_plain, alphasort);
	if (count < 0 && errno != ENOENT)
		die(folder);
	for (int i = 0; i < count; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
		replay_file(path);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	printf("ok - %s: the empty input and %d kept ones\n", target, count < 0 ? 0 : count);
	return 0;
}
