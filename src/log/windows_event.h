/*
 * Events of Windows as JSON of the usual exporters, which differ in where they put the data. Used
 * by the readers of such events; the values belong to the line that was read.
 */
#ifndef DNSFERRET_LOG_WINDOWS_EVENT_H
#define DNSFERRET_LOG_WINDOWS_EVENT_H

#include "format.h"

/* A member of the event itself, or of the objects in which exporters put the data; NULL if there is
 * none. */
const struct json_value *windows_event_member(const struct log_context *c, const char *name);

/* Its text; empty if there is none. */
struct scan windows_event_text(struct log_context *c, const char *name);

#endif
