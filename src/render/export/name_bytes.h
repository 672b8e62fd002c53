/*
 * Reads names in presentation form (RFC 1035 5.1) byte by byte, for formats with other escapes.
 */
#ifndef DNSFERRET_RENDER_EXPORT_NAME_BYTES_H
#define DNSFERRET_RENDER_EXPORT_NAME_BYTES_H

#include <stdbool.h>

#include "base/out.h"

#define NAME_BYTES_DOT (-1)
#define NAME_BYTES_END (-2)

/* The next byte, NAME_BYTES_DOT between labels, or NAME_BYTES_END; advances *text. */
int name_bytes_next(const char **text);

/* True for a letter, digit, '-' or '_', which no format has to escape. */
bool name_bytes_plain(int byte);

/* True if all bytes of a name are plain. */
bool name_bytes_is_host_name(const char *name);

/* Writes all but plain bytes as \DDD. */
void name_bytes_put(struct out *out, const char *name);

#endif
