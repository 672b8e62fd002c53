/*
 * What the report says about an input that is a DNS log: how its times are to be read, what it does
 * not say, and what cannot be measured on it.
 */
#ifndef DNSFERRET_REPORT_LOGS_H
#define DNSFERRET_REPORT_LOGS_H

#include "builder.h"

/* The "log" of an input: zone, year, resolution, what is absent; null for a capture. */
struct node *logs_input(struct report_builder *p, const struct input *in);

/* True if the input has frames or lines with times. */
bool logs_has_times(const struct input *in);

/* True if an input is the log of a server: what did not pass it is not in there. */
bool logs_of_servers(const struct report_builder *p);

/* Adds to coverage.not_measurable what logs do not say, once for each kind of log. */
void logs_not_measurable(struct report_builder *p, struct node *list);

#endif
