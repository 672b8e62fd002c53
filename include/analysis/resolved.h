/*
 * Addresses that names resolved to, by base domain: the first ones of each, with the message that
 * said so. Kept only where a report shows what is known about addresses (--geoip), because it costs
 * a walk through the records of every response. Heap-owned; one thread adds. Memory: at most
 * RESOLVED_DOMAINS_MAX domains with REPORT_ANSWERS_MAX addresses each, about 200 MB in the worst
 * case; 40 bytes and 100 per address in the usual one.
 */
#ifndef DNSFERRET_ANALYSIS_RESOLVED_H
#define DNSFERRET_ANALYSIS_RESOLVED_H

#include "dns/event.h"
#include "report/report.h"

/* Base domains that resolve: more than a large network asks for in a day. What is beyond is
 * counted. */
#define RESOLVED_DOMAINS_MAX 262144

struct resolved;

/* Seeds its table with `secret`. */
struct resolved *resolved_new(uint64_t secret);
void resolved_free(struct resolved *resolved);

/* Adds the addresses (A, AAAA) in the answers of a parsed message with a question, whose bytes
 * these are; `base` is the base domain of the question. The result does not depend on the order of
 * messages, up to RESOLVED_DOMAINS_MAX. */
void resolved_add(struct resolved *resolved, const struct dns_event *event,
    const struct domain *base, const struct dns_msg *msg, const uint8_t *bytes, size_t len);

/* For the report: the addresses of a finding. */
struct report_answers resolved_for_report(const struct resolved *resolved);

/* Responses whose domain there was no room for; 0 for NULL. */
uint64_t resolved_beyond(const struct resolved *resolved);

#endif
