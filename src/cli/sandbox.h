/*
 * Gives up, for good and before the first byte of a capture is read, everything that reading does
 * not need: files other than the inputs (Landlock), programs, sockets, tracing, executable memory
 * and opening anything for writing (seccomp), new privileges, core dumps. A hole in a parser then
 * leads nowhere. Of the calling thread and all that it starts later; call it while there is one.
 */
#ifndef DNSFERRET_CLI_SANDBOX_H
#define DNSFERRET_CLI_SANDBOX_H

#include <stdbool.h>

#include "base/err.h"
#include "read/input_paths.h"
#include "option_value.h"

struct sandbox {
	bool files; /* only the inputs can be opened (Landlock) */
	bool calls; /* only the calls that reading needs (seccomp) */
};

/* Outputs are open by now; those that are renamed into place at the end keep that right in their
 * folder and below it. Returns 0 (what the kernel lacks is left out and shows in `sandbox`), or -1
 * with a sentence: SANDBOX_REQUIRE and something is missing. SANDBOX_OFF does nothing. A build with
 * sanitizers or coverage cannot be closed in (they trace and write): it counts as lacking both. */
int sandbox_enter(struct sandbox *sandbox, enum sandbox_mode mode, const struct paths *inputs,
    const struct texts *outputs, struct err *err);

/* "on", "system calls only", "files only", "off". */
const char *sandbox_state(const struct sandbox *sandbox);

/* The halves, for sandbox_enter alone: 0, or -1 when the kernel cannot. */
int sandbox_files(const struct paths *inputs, const struct texts *outputs);
int sandbox_calls(void);

#endif
