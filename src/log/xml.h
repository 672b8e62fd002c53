/*
 * Windows events in XML as the values of a JSON object, so that one reader serves both: each
 * element with text is a member of its name, <Data Name="X"> one named X, <TimeCreated
 * SystemTime="..."/> one named TimeCreated.
 */
#ifndef DNSFERRET_LOG_XML_H
#define DNSFERRET_LOG_XML_H

#include "json.h"

/* Reads one <Event>; false if it is not closed or has more than JSON_VALUES_MAX values. Character
 * references are decoded into `room`. */
bool xml_event_read(struct json *j, struct scan text, struct scan_room *room);

#endif
