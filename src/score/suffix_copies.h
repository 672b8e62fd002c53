/*
 * Copies that a search suffix makes: a stub resolver that gets no answer for <data>.<domain> asks
 * for <data>.<domain>.<suffix> next, so that the suffix, often the own company's domain, shows the
 * same names. Such a finding is dropped in favour of the one of <domain>.
 */
#ifndef DNSFERRET_SCORE_SUFFIX_COPIES_H
#define DNSFERRET_SCORE_SUFFIX_COPIES_H

#include "run.h"

/* Marks the findings of domains that are copies as absorbed and lowers the domains to the score of
 * what is explained. Call before groups are added: the findings are those of the first domains. */
void suffix_copies_absorb(struct run *run);

#endif
