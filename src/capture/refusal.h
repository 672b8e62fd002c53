/*
 * In words: why a stream that could be opened is no input. Pure.
 */
#ifndef DNSFERRET_CAPTURE_REFUSAL_H
#define DNSFERRET_CAPTURE_REFUSAL_H

#include "stream/container.h"
#include "stream/stream.h"

#define REFUSAL_TEXT_MAX 256

/* Writes what the stream is, by its magic (`row`, or NULL), and what to do with it; or by its
 * length. */
void refusal_text(struct stream *s, const struct container *row, char text[REFUSAL_TEXT_MAX]);

#endif
