/*
 * What a finding is, in one sentence for people who have not met its kind before. Pure.
 */
#ifndef DNSFERRET_RENDER_KIND_H
#define DNSFERRET_RENDER_KIND_H

#include "report/document.h"

#define KIND_SENTENCE_MAX 320

/* A sentence without a full stop, with the figures that matter for this kind; "" for a kind that
 * is not known. Returns out. */
const char *kind_sentence(const struct node *finding, char out[KIND_SENTENCE_MAX]);

#endif
