/*
 * What a pcapng file says besides packets: options, comments, host names
 * (draft-ietf-opsawg-pcapng 3.5, 4.5). Comments and names go into struct input; both are anybody's
 * text and are escaped.
 */
#ifndef DNSFERRET_CAPTURE_PCAPNG_NOTES_H
#define DNSFERRET_CAPTURE_PCAPNG_NOTES_H

#include "base/cursor.h"
#include "reader.h"

/* The next option: its code, with its value as the window; OPTION_END at the end. */
uint16_t notes_option(const struct reader *r, struct cursor *options, struct cursor *value);

/* Counts a comment and keeps the first. */
void notes_comment(struct reader *r, struct cursor value);

/* The comments among options of which nothing else matters. False: one reaches past its block. */
bool notes_comments(struct reader *r, struct cursor options);

/* The records of a name resolution block. False: one reaches past it. */
bool notes_names(struct reader *r, struct cursor records);

#endif
