/*
 * Logs whose records do not end with their lines: JSON written over several lines or as one list,
 * and events in XML. A record is an object, or an event.
 */
#ifndef DNSFERRET_LOG_ELEMENTS_H
#define DNSFERRET_LOG_ELEMENTS_H

#include "scan.h"

enum framing {
	FRAMING_LINES,
	FRAMING_JSON, /* objects, with white space, commas and brackets between them */
	FRAMING_XML,  /* each ends with "</Event>" */
	FRAMING_CSV,  /* lines whose quoted fields may hold line ends */
};

/* Tells by the first bytes of a text. */
enum framing elements_framing(struct scan text);

/* Takes the next element and what is between it and the one before. False if there is none. *closed
 * is false if the bytes end inside it; then nothing but the gap is taken. */
bool elements_next(struct scan *bytes, enum framing framing, struct scan *element, bool *closed);

#endif
