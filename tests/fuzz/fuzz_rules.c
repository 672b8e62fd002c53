/*
 * Arbitrary bytes as a rules file; the first byte selects the kind: allowlist, expectations or
 * settings. Each is accepted, or rejected with a printable error message that names the line, the
 * same both times.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "analysis/allowlist.h"
#include "analysis/expectations.h"
#include "../../src/cli/options.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static int read_allowlist(const char *path, struct err *err)
{
	const char *items[] = {path};
	const struct texts files = {items, 1}, none = {NULL, 0};
	struct allowlist allow = {0};
	struct suffix *suffix = suffix_new();
	int status = allowlist_init(&allow, &files, &none, suffix, err);

	allowlist_fini(&allow);
	suffix_free(suffix);
	return status;
}

static int read_expectations(const char *path, struct err *err)
{
	struct expectations e = {0};
	int status = expectations_init(&e, path, err);

	expectations_fini(&e);
	return status;
}

static int read_settings(const char *path, struct err *err)
{
	char program[] = "dnsferret", option[] = "--config", operand[] = "x.pcap", file[64];
	char *argv[] = {program, option, file, operand, NULL};
	struct options options;

	snprintf(file, sizeof file, "%s", path);
	int status = options_init(&options, 4, argv, err);
	options_fini(&options);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static int (*const readers[])(const char *, struct err *) = {
	    read_allowlist, read_expectations, read_settings};
	char path[64];

	if (len == 0)
		return 0;
	int file = memfd_create("rules", 0);
	assert(file >= 0 && write(file, bytes + 1, len - 1) == (ssize_t)len - 1);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	struct err first = {""}, second = {""};
	int status = readers[bytes[0] % 3](path, &first);
	assert(readers[bytes[0] % 3](path, &second) == status);
	assert((status != 0) == (first.text[0] != '\0') || status == 0);
	assert(strcmp(first.text, second.text) == 0 || status == 0);
	for (size_t i = 0; status != 0 && first.text[i]; i++)
		assert(first.text[i] >= ' ' && first.text[i] <= '~');
	close(file);
	return 0;
}
