/*
 * Who the client of a packet is, and whose packets and messages --client keeps. Behind a proxy
 * (proxied.h) the client is known only once the PROXY header was read, so packets are kept in doubt
 * and messages decide.
 */
#ifndef DNSFERRET_READ_INGEST_CLIENTS_H
#define DNSFERRET_READ_INGEST_CLIENTS_H

#include "read/ingest.h"

/* A datagram as its client would have sent it, or would get it: without the header of a proxy, and
 * with the client in place of the proxy. Changes *copy, if anything. */
const struct packet *ingest_clients_without_proxy(
    struct ingest *in, const struct packet *packet, struct packet *copy);

/* Notes whom a segment says that its connection is of. False if the packet is of another client. */
bool ingest_clients_want(struct ingest *in, const struct packet *packet);

/* True for the SYN of a connection to or from a DNS port, which comes before any PROXY header. */
bool ingest_clients_may_want(const struct ingest *in, const struct packet *packet);

/* False if the message with these ends, as its client would have sent it, is of another client. */
bool ingest_clients_want_message(const struct ingest *in, const struct endpoints *ends);

#endif
