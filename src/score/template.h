/*
 * Names made from a template: one length, and most columns the same in all of them. Pure; no
 * allocation.
 */
#ifndef DNSFERRET_SCORE_TEMPLATE_H
#define DNSFERRET_SCORE_TEMPLATE_H

#include "stats/sample.h"

/* Share (0..1) of the columns before the base domain that differ among the sampled names; 1 if
 * there are fewer than three names, or if not nearly all of them have one length. */
double template_varying_share(const struct sample *s);

#endif
