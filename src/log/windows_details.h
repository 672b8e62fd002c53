/*
 * The details of a message in a debug log of the Windows DNS server: the indented lines behind its
 * line, up to the next one with a time.
 */
#ifndef DNSFERRET_LOG_WINDOWS_DETAILS_H
#define DNSFERRET_LOG_WINDOWS_DETAILS_H

#include "format.h"

/* The lines behind `line` that belong to it; empty if none do, or if they are not at hand whole. */
struct scan windows_details_of(struct scan ahead);

/* Sets the port of the peer. */
void windows_details_port(struct scan details, uint16_t *port);

/* Adds the records of the answer section to the message that is being built. False if the details
 * do not say all of them. */
bool windows_details_answers(struct log_context *c, struct scan details);

/* Reads "(7)example(3)com(0)" by its counts; "[C00C]" marks what was a pointer and is skipped. */
bool windows_name_read(struct wire_name *name, struct scan text);

#endif
