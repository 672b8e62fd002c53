/*
 * Names of link types, whether or not they are read.
 */
#ifndef DNSFERRET_BASE_LINK_TYPES_H
#define DNSFERRET_BASE_LINK_TYPES_H

/* Name of a LINKTYPE_ value as listed at tcpdump.org/linktypes.html; NULL if it has none. */
const char *link_type_name(int linktype);

#endif
