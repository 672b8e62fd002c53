/*
 * Selects the frames of the captures that belong to findings: collected from the messages of a
 * first pass, looked up for each frame of a second one. A message in one datagram selects one
 * frame; one reassembled from fragments selects all of them; one from a TCP stream selects the
 * whole connection, so that any reader can reassemble it. Heap-owned; init/fini. One thread.
 */
#ifndef DNSFERRET_CLI_EXTRACT_SELECT_H
#define DNSFERRET_CLI_EXTRACT_SELECT_H

#include "read/filter.h"
#include "read/parsed_message.h"
#include "report/document.h"

struct selection; /* what selects frames, for one finding */

struct selection_list {
	struct selection *items;
	size_t count, cap;
};

/* The clients and domains of a finding. */
struct selection_finding {
	const char *id;
	struct filter filter; /* the domains it counts, and the clients that show it */
};

struct extract_select {
	struct selection_finding *findings;
	size_t finding_count;
	struct packet packet; /* the current or last one; its payload is no longer valid */
	struct selection_list frames, connections, fragments;
};

/* Borrows the findings of a report. Returns 0, or -1 when it contains invalid addresses or domain
 * names. */
int extract_select_init(struct extract_select *p, const struct node *const *findings, size_t count);
void extract_select_fini(struct extract_select *p);

/* First pass: the current packet, and the messages that result from it. */
void extract_select_packet(struct extract_select *p, const struct packet *packet);
void extract_select_message(struct extract_select *p, const struct parsed_message *message);

/* Between the passes. */
void extract_select_finalize(struct extract_select *p);

/* Second pass: calls `each` for every finding the packet belongs to, in their order. */
void extract_select_match(const struct extract_select *p, const struct packet *packet,
    void (*each)(void *ctx, const char *id), void *ctx);

#endif
