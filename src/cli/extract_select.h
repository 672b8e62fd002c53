/*
 * Which frames of the captures belong to findings: learnt from the messages of a first reading,
 * asked for each frame of a second one. A message in one datagram is one frame; one that was put
 * together from fragments brings all of them; one from a TCP stream the whole connection, so that
 * any reader can put it together again. Heap-owned; init/fini. One thread.
 */
#ifndef DNSFERRET_CLI_EXTRACT_SELECT_H
#define DNSFERRET_CLI_EXTRACT_SELECT_H

#include "read/filter.h"
#include "read/parsed_message.h"
#include "report/document.h"

struct selection; /* one reason to take frames */

struct selection_list {
	struct selection *items;
	size_t count, cap;
};

/* Who asks what in a finding. */
struct selection_finding {
	const char *id;
	struct filter asks; /* its domains; its clients when all are listed */
};

struct extract_select {
	struct selection_finding *findings;
	size_t finding_count;
	struct packet packet; /* the one at hand, or that was last; its payload is gone */
	struct selection_list frames, connections, fragments;
};

/* The findings of a report, borrowed. Returns 0, or -1 when the report is forged: what it names are
 * no addresses and domains. */
int extract_select_init(struct extract_select *p, const struct node *const *findings, size_t count);
void extract_select_fini(struct extract_select *p);

/* First reading: the packet at hand, and the messages that come of it. */
void extract_select_packet(struct extract_select *p, const struct packet *packet);
void extract_select_message(struct extract_select *p, const struct parsed_message *message);

/* Between the readings. */
void extract_select_finalize(struct extract_select *p);

/* Second reading: calls `each` for every finding the packet belongs to, in their order. */
void extract_select_match(const struct extract_select *p, const struct packet *packet,
    void (*each)(void *ctx, const char *id), void *ctx);

#endif
