/*
 * Commands to paste into a shell, quoted so that captured text is never interpreted.
 */
#ifndef DNSFERRET_RENDER_TEXT_SHELL_H
#define DNSFERRET_RENDER_TEXT_SHELL_H

#include "../lines.h"

/* A tshark command with a display filter, on one line or on two joined by a backslash. */
void shell_tshark(struct lines *l, unsigned indent, const char *path, const char *filter);

/* A command that prints one line of a text file, plain or compressed with gzip. */
void shell_line(struct lines *l, unsigned indent, const char *path, bool gzip, int64_t line);

#endif
