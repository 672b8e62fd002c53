/*
 * A channel made of names written as text (RFC 1035 5.1), for tests of code that reads its sample.
 * The bytes of each name end at an unreadable page. channel_fini frees them.
 */
#ifndef DNSFERRET_TESTS_CHANNEL_H
#define DNSFERRET_TESTS_CHANNEL_H

#include "stats/stats.h"

struct made_channel {
	struct channel channel;
	struct domain domain;
	unsigned name_count;
	const uint8_t *guarded[SAMPLE_NAMES_MAX];
	size_t guarded_len[SAMPLE_NAMES_MAX];
};

/* `base_labels`: label count of the base domain. Names end at NULL or after SAMPLE_NAMES_MAX. All
 * are queries of one type, given as a Q_ row. */
void made_channel_init(struct made_channel *made, unsigned base_labels, enum counter q_row,
    const char *const *names, size_t count);
void made_channel_fini(struct made_channel *made);

#endif
