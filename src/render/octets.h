/*
 * Names in presentation form (RFC 1035 5.1), octet by octet: for forms that write them anew.
 */
#ifndef DNSFERRET_RENDER_OCTETS_H
#define DNSFERRET_RENDER_OCTETS_H

#include <stdbool.h>

#include "base/out.h"

#define OCTETS_DOT (-1)
#define OCTETS_END (-2)

/* The next octet, OCTETS_DOT between labels, or OCTETS_END; *text moves on. */
int octets_next(const char **text);

/* A letter, digit, '-' or '_': what no form has to escape. */
bool octets_plain(int octet);

/* True when all of a name is plain. */
bool octets_is_host_name(const char *name);

/* All but plain octets as \DDD. */
void octets_put_name(struct out *out, const char *name);

#endif
