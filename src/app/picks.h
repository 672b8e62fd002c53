/*
 * Which frames of the captures belong to findings: learnt from the messages of a first reading,
 * asked for each frame of a second one. A message in one datagram is one frame; one that was put
 * together from fragments brings all of them; one from a TCP stream the whole connection, so that
 * any reader can put it together again. Heap-owned; init/fini. One thread.
 */
#ifndef DNSFERRET_APP_PICKS_H
#define DNSFERRET_APP_PICKS_H

#include "filter.h"
#include "message.h"
#include "report/document.h"

struct pick; /* one reason to take frames */

struct pick_list {
	struct pick *items;
	size_t count, cap;
};

/* Who asks what in a finding. */
struct pick_finding {
	const char *id;
	struct filter asks; /* its domains; its clients when all are listed */
};

struct picks {
	struct pick_finding *findings;
	size_t finding_count;
	struct packet packet; /* the one at hand, or that was last; its payload is gone */
	struct pick_list frames, connections, fragments;
};

/* The findings of a report, borrowed. Returns 0, or -1 when the report is forged: what it names are
 * no addresses and domains. */
int picks_init(struct picks *p, const struct node *const *findings, size_t count);
void picks_fini(struct picks *p);

/* First reading: the packet at hand, and the messages that come of it. */
void picks_packet(struct picks *p, const struct packet *packet);
void picks_message(struct picks *p, const struct message *message);

/* Between the readings. */
void picks_settle(struct picks *p);

/* Second reading: calls `each` for every finding the packet belongs to, in their order. */
void picks_match(const struct picks *p, const struct packet *packet,
    void (*each)(void *ctx, const char *id), void *ctx);

#endif
