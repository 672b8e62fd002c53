/*
 * What is usual in the rest of a capture: the baseline without anything of the findings, once they
 * are known. Reasons get their figures for other domains from it.
 */
#ifndef DNSFERRET_SCORE_REST_H
#define DNSFERRET_SCORE_REST_H

#include "run.h"

/* Takes the channels of all domains of findings and groups out of run->rest, and states the figures
 * of every reason again. Cost: those channels and the findings are measured once more. */
void rest_finalize(struct run *run);

#endif
