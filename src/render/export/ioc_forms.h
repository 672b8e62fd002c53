/*
 * Functions that the formats of ioc share.
 */
#ifndef DNSFERRET_RENDER_EXPORT_IOC_FORMS_H
#define DNSFERRET_RENDER_EXPORT_IOC_FORMS_H

#include <stdint.h>

#include "render/ioc.h"

#define UUID_TEXT_MAX 37

#define IOC(name, what) void ioc_##name(struct out *out, const struct block *findings);
#include "iocs.def"
#undef IOC

/* The UUID of a kind of object and its name, in this program's namespace. Returns out. */
const char *ioc_uuid(const char *kind, const char *name, char out[UUID_TEXT_MAX]);

/* The same for a finding and one of its domains. */
const char *ioc_uuid_of(
    const char *kind, const struct node *finding, const char *domain, char out[UUID_TEXT_MAX]);

/* Defanged for people: "example[.]com". */
void ioc_put_defanged(struct out *out, const char *name);

/* "command channel, score 98 (critical), 80 queries of 1 client" */
void ioc_put_sentence(struct out *out, const struct node *finding);

/* Both in a JSON string: "DNS, <id>, <defanged>: <sentence><more>". */
void ioc_put_json_sentence(
    struct out *out, const struct node *finding, const char *domain, const char *more);

#endif
