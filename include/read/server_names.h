/*
 * Names of DNS servers, as the responses of the same capture give them: an address record whose
 * owner is the target of an NS record of the same message (RFC 1034 4.2.1, glue). They are what a
 * sender says: a hint, not evidence. The first name of an address is kept, for at most
 * HOST_NAMES_MAX addresses. Owned by the caller: zero-initialised, freed by host_names_fini.
 */
#ifndef DNSFERRET_READ_SERVER_NAMES_H
#define DNSFERRET_READ_SERVER_NAMES_H

#include "base/host_names.h"
#include "dns/message.h"

/* Learns from a parsed response, given with its bytes. */
void server_names_learn(
    struct host_names *names, const uint8_t *bytes, size_t len, const struct dns_msg *msg);

#endif
