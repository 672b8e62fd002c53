/*
 * First labels that thousands of domains have: "www", "mail", "autodiscover". Such a label shared
 * by the domains of a client shows nothing. Constant table; pure.
 */
#ifndef DNSFERRET_SCORE_COMMON_LABEL_H
#define DNSFERRET_SCORE_COMMON_LABEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True for a usual host label (lower case), also with a number at its end ("ns2", "mx01", "web-3"),
 * and for labels that start with '_'. */
bool common_label(const uint8_t *label, size_t len);

#endif
