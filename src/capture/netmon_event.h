/*
 * A frame of Network Monitor that is an event of Windows (ETW, EVENT_RECORD). Events of
 * Microsoft-Windows-NDIS-PacketCapture carry packets, whole or in pieces. Pure; borrows the bytes.
 */
#ifndef DNSFERRET_CAPTURE_NETMON_EVENT_H
#define DNSFERRET_CAPTURE_NETMON_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum netmon_event_kind {
	NETMON_EVENT_NOTE,   /* of a provider that captures no packets */
	NETMON_EVENT_PACKET, /* a piece of a packet */
	NETMON_EVENT_UNREAD, /* carries a packet in a way that is not read, or is damaged */
};

struct netmon_event {
	enum netmon_event_kind kind;
	/* of a piece: */
	int linktype;
	bool first, last;
	const uint8_t *bytes;
	size_t len;
};

struct netmon_event netmon_event_read(const uint8_t *bytes, size_t len);

#endif
