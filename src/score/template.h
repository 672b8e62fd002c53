/*
 * Names made from a template: one length, and most columns the same in all of them. Pure; no
 * allocation.
 */
#ifndef DNSFERRET_SCORE_TEMPLATE_H
#define DNSFERRET_SCORE_TEMPLATE_H

#include <stdbool.h>

#include "stats/sample.h"

/* Share (0..1) of the columns before the base domain that differ among the sampled names; 1 if
 * there are fewer than three names, or if not nearly all of them have one length. */
double template_varying_share(const struct sample *s);

/* Names that differ in no larger share of their columns are one name with a number or a clock. */
#define TEMPLATE_VARYING 0.5
bool template_is_one_name(const struct sample *s);

#endif
