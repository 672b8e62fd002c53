/*
 * MANIFEST.sha256: the SHA-256 of every file of a folder, in the form that `sha256sum -c` reads.
 */
#ifndef DNSFERRET_CLI_MANIFEST_H
#define DNSFERRET_CLI_MANIFEST_H

#include "base/out.h"

/* Adds the line of one flushed file, under a name relative to the manifest. Returns 0, or -1 when
 * the file cannot be read back. */
int manifest_add(struct out *manifest, struct out *file, const char *name);

#endif
