/*
 * Judges the channel of a domain group: what differs from a channel of one domain. No state.
 */
#ifndef DNSFERRET_SCORE_GROUP_JUDGE_H
#define DNSFERRET_SCORE_GROUP_JUDGE_H

#include "floor_generated.h"
#include "floor_rotation.h"
#include "floor_siblings.h"
#include "run.h"

/* What was measured to choose a group. */
struct group_evidence {
	struct siblings siblings;   /* look-alike domains */
	struct rotation rotation;   /* tokens and prefixes */
	struct generated generated; /* generated registered names */
};

/* Facts of a group's channel. */
void group_facts(const struct run *run, const struct finding *finding, struct facts *facts);

/* The kind of a group whose channel alone would be of kind `own`. */
enum finding_kind group_kind(const struct finding *finding, enum finding_kind own);

/* Score floors and discounts that only a group has. */
void group_apply(const struct run *run, const struct finding *finding, struct verdict *verdict);

#endif
