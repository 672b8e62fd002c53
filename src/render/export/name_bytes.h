/*
 * Names in presentation form (RFC 1035 5.1), byte by byte: for forms that write them anew.
 */
#ifndef DNSFERRET_RENDER_EXPORT_NAME_BYTES_H
#define DNSFERRET_RENDER_EXPORT_NAME_BYTES_H

#include <stdbool.h>

#include "base/out.h"

#define NAME_BYTES_DOT (-1)
#define NAME_BYTES_END (-2)

/* The next byte, NAME_BYTES_DOT between labels, or NAME_BYTES_END; *text moves on. */
int name_bytes_next(const char **text);

/* A letter, digit, '-' or '_': what no form has to escape. */
bool name_bytes_plain(int byte);

/* True when all of a name is plain. */
bool name_bytes_is_host_name(const char *name);

/* All but plain bytes as \DDD. */
void name_bytes_put(struct out *out, const char *name);

#endif
