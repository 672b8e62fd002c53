/*
 * Commands to paste into a shell, quoted so that captured text is never interpreted. File names are
 * those that this run read or wrote; one that cannot be printed as a shell word is FILE.
 */
#ifndef DNSFERRET_RENDER_TEXT_SHELL_H
#define DNSFERRET_RENDER_TEXT_SHELL_H

#include "../lines.h"

/* The tshark command that shows what a finding counts, or, if no display filter can or it is too
 * long to read, the dnsferret command that writes the packets. */
void shell_packets(
    struct lines *l, unsigned indent, const struct node *report, const struct node *finding);

/* "dnsferret extract IDS --report FILE -o OUT PATH...". The report must have been saved. */
void shell_extract(
    struct lines *l, unsigned indent, const struct node *report, const char *ids, const char *out);

/* "dnsferret VERB --report FILE", the same way. */
void shell_saved(struct lines *l, unsigned indent, const char *verb);

/* A command that prints one line of a text file, plain or compressed with gzip. */
void shell_line(struct lines *l, unsigned indent, const char *path, bool gzip, int64_t line);

#endif
