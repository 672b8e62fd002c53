/*
 * A small handmade capture and its report: one client queries encoded names under a domain with
 * TXT, another one ordinary names. scene_fini frees it.
 */
#ifndef DNSFERRET_TESTS_SCENE_H
#define DNSFERRET_TESTS_SCENE_H

#include "base/utc.h"
#include "report/report.h"

#define START_NS (INT64_C(1479074047) * NS_PER_SECOND) /* 2016-11-13T21:54:07Z */

struct scene {
	struct arena arena;
	struct preparser *preparser;
	struct stats *stats;
	struct accounting accounting;
	struct anomaly_log anomalies;
	struct input inputs[2];
	struct ports ports;
	const struct input *input_list[2];
	struct score_options options;
	struct report_sources sources;
	uint64_t frames;
};

/* 40 names per client; `domain` as text (RFC 1035 5.1). */
void scene_init(struct scene *s, const char *domain);
void scene_fini(struct scene *s);

/* Adds a query from 10.1.20.<client> to 10.1.0.53, a tenth of a second after the last one. */
void scene_ask(struct scene *s, const char *name, uint8_t client, uint16_t qtype);

/* Scores and builds the report; the sources stay in the scene, to be changed and built again. */
struct node *scene_report(struct scene *s);

#endif
