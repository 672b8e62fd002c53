#include <fcntl.h>
#include <linux/landlock.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"
#include "sandbox.h"

/* All file access rights of Landlock's first version (Linux 5.13)... */
#define RIGHTS_FIRST                                                         \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |        \
	    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |     \
	    LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
	    LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |     \
	    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |     \
	    LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |   \
	    LANDLOCK_ACCESS_FS_MAKE_SYM)
/* ...and those added later: linking across folders (version 2), truncation (version 3). */
#define RIGHT_REFER    (1ULL << 13)
#define RIGHT_TRUNCATE (1ULL << 14)

static int allow(int rules, const char *path, uint64_t rights)
{
	struct landlock_path_beneath_attr beneath = {
	    .allowed_access = rights,
	    .parent_fd = open(path, O_PATH | O_CLOEXEC),
	};
	long status = 0;

	/* A missing file needs no rule: opening it will report the error. */
	if (beneath.parent_fd < 0)
		return 0;
	status = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	close(beneath.parent_fd);
	return status == 0 ? 0 : -1;
}

/* Renaming or removing the finished temporary file requires these rights on its folder. */
static int allowlist_rename(int rules, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) + 1 : 0;
	char *folder = memory_new(len + 2, 1);

	memcpy(folder, len ? path : ".", len ? len : 1);
	int status =
	    allow(rules, folder, LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE);
	free(folder);
	return status;
}

int sandbox_files(const struct paths *inputs, const struct texts *outputs)
{
	long version =
	    syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct landlock_ruleset_attr all = {
	    .handled_access_fs = RIGHTS_FIRST | (version >= 2 ? RIGHT_REFER : 0) |
				 (version >= 3 ? RIGHT_TRUNCATE : 0),
	};
	int rules = -1, status = 0;

	if (version >= 1)
		rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (rules < 0)
		return -1;
	/* A rule that cannot be added (a pipe or socket by its /proc path needs none) does not
	 * weaken the confinement; opening that input will report the error. */
	for (size_t i = 0; i < inputs->count; i++)
		(void)allow(rules, inputs->items[i].name, LANDLOCK_ACCESS_FS_READ_FILE);
	for (size_t i = 0; i < outputs->count; i++)
		status |= allowlist_rename(rules, outputs->items[i]);
	if (status == 0)
		status = syscall(SYS_landlock_restrict_self, rules, 0) == 0 ? 0 : -1;
	close(rules);
	return status;
}
