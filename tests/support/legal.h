/*
 * Invariants of every name that was read: its label offsets are correct, and it survives being
 * written as text and read again.
 */
#ifndef DNSFERRET_SUPPORT_LEGAL_H
#define DNSFERRET_SUPPORT_LEGAL_H

#include <assert.h>
#include <string.h>

#include "base/escape.h"
#include "dns/name.h"

static inline void legal_name(const struct dns_name *name)
{
	char text[DNS_NAME_TEXT_MAX];
	struct dns_name again;
	unsigned at = 0, labels = 0;

	for (; name->wire[at] != 0; at += 1U + name->wire[at]) {
		assert(name->wire[at] <= DNS_LABEL_MAX && labels < DNS_LABELS_MAX);
		assert(name->offset[labels++] == at);
	}
	assert(name->len == at + 1 && name->label_count == labels);
	assert(name->offset[labels] == at);
	size_t len = escape_name(text, sizeof text, name->wire, name->len);
	assert(len < sizeof text && strlen(text) == len);
	for (size_t i = 0; i < len; i++)
		assert(text[i] >= ' ' && text[i] <= '~');
	assert(dns_name_parse(text, &again) == 0);
	assert(again.len == name->len && memcmp(again.wire, name->wire, name->len) == 0);
	assert(memcmp(again.fold, name->fold, name->len) == 0);
}

#endif
