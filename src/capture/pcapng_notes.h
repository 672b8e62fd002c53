/*
 * Parses what a pcapng file contains besides packets: options, comments, host names
 * (draft-ietf-opsawg-pcapng 3.5, 4.5). Comments and names go into struct input; both are untrusted
 * text and are escaped.
 */
#ifndef DNSFERRET_CAPTURE_PCAPNG_NOTES_H
#define DNSFERRET_CAPTURE_PCAPNG_NOTES_H

#include "base/cursor.h"
#include "reader.h"

/* Returns the code of the next option and sets *value to a window on its value; OPTION_END at the
 * end. */
uint16_t notes_option(const struct reader *r, struct cursor *options, struct cursor *value);

/* Counts a comment and keeps the first one. */
void notes_comment(struct reader *r, struct cursor value);

/* Reads the comments from a list of options, ignoring all others. Returns false if an option
 * reaches past its block. */
bool notes_comments(struct reader *r, struct cursor options);

/* Reads the records of a name resolution block. Returns false if a record reaches past it. */
bool notes_names(struct reader *r, struct cursor records);

#endif
