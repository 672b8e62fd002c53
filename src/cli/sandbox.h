/*
 * Confines the process for good before the first byte of a capture is read: no files other than the
 * inputs (Landlock); no programs, sockets, tracing, executable memory or opening of files for
 * writing (seccomp); no new privileges, no core dumps. This limits what a vulnerability in a parser
 * can do. Applies to the calling thread and the threads it starts later: call it while there is
 * only one.
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

/* Outputs are already open; those that are renamed into place at the end keep that right in their
 * folder and below it. Returns 0 (what the kernel does not support is skipped and not set in
 * `sandbox`), or -1 with an error text when SANDBOX_REQUIRE cannot be met. SANDBOX_OFF does
 * nothing. A build with sanitizers or coverage cannot be confined (they trace and write): it
 * supports none. */
int sandbox_enter(struct sandbox *sandbox, enum sandbox_mode mode, const struct paths *inputs,
    const struct texts *outputs, struct err *err);

/* "on", "system calls only", "files only", "off". */
const char *sandbox_state(const struct sandbox *sandbox);

/* The two parts, only for sandbox_enter: 0, or -1 when the kernel does not support it. */
int sandbox_files(const struct paths *inputs, const struct texts *outputs);
int sandbox_calls(void);

#endif
