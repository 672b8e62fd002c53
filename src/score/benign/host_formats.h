/*
 * Name formats of hosts: names with a search suffix or in a list, names of clusters and of zones
 * that public DNS does not have, names that a browser makes up. Each returns whether the labels
 * have the format and notes what it explains. Pure; no allocation.
 */
#ifndef DNSFERRET_SCORE_BENIGN_HOST_FORMATS_H
#define DNSFERRET_SCORE_BENIGN_HOST_FORMATS_H

#include "format_parts.h"

bool host_format_kubernetes(struct format_parts *p);
bool host_format_host_name(struct format_parts *p);
bool host_format_special_use(struct format_parts *p);
bool host_format_browser_probe(struct format_parts *p);

#endif
