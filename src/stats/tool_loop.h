/*
 * Signs of a lookup tool that is started again and again: nslookup first asks for the name of its
 * own server (PTR, id 1) and then counts its ids up from 2, with a new source port for each query.
 * Counts and bits alone, so that the order of messages and the way they are split do not matter.
 */
#ifndef DNSFERRET_STATS_TOOL_LOOP_H
#define DNSFERRET_STATS_TOOL_LOOP_H

#include "stats/channel.h"

/* Counts the message if it is the first query of such a tool, or the response to it. */
void tool_loop_add(struct tool_loop *t, const struct dns_event *event);
void tool_loop_merge(struct tool_loop *into, const struct tool_loop *from);

/* True if the name is that under which the address is looked up (RFC 1035 3.5, RFC 3596 2.5). */
bool tool_loop_is_reverse(const struct dns_name *name, const struct address *address);

#endif
