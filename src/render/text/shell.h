/*
 * Commands to paste into a shell: quoted so that nothing of what was captured is read as anything
 * but text.
 */
#ifndef DNSFERRET_RENDER_TEXT_SHELL_H
#define DNSFERRET_RENDER_TEXT_SHELL_H

#include "../lines.h"

/* A line, or two joined by a backslash, of tshark over a file with a display filter. */
void shell_tshark(struct lines *l, unsigned indent, const char *path, const char *filter);

#endif
